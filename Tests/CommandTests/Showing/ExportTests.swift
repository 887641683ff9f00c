import Foundation
import Glibc
import TestTools
import Testing

/// What a run leaves for reporters, and `export` in each of its formats.
@Suite(.tags(.slow)) struct ExportTests {
  static let usual = [
    "boats_by_port.csv", "boats_by_port.meta.json", "datapackage.json", "site/data/boats_by_port.csv",
    "site/data/boats_by_port.meta.json", "site/data/boats_by_port.xlsx", "site/data/datapackage.json",
    "site/data/soundings.xlsx", "site/datasets/boats_seen.html", "site/index.html", "site/method.html",
    "site/records/boats_seen.csv", "site/records/boats_seen.html",
    "site/site.css", "site/site.js", "site/tables/boats_by_port.html", "soundings.xlsx",
  ]

  static func files(_ work: Workdir, _ folder: String) -> [String] {
    (FileManager.default.subpaths(atPath: work.path(folder)) ?? []).filter { $0.contains(".") }.sorted()
  }

  static func bytes(_ work: Workdir, _ folder: String) -> [String: Data] {
    Dictionary(
      uniqueKeysWithValues: files(work, folder).map { name in
        (name, FileManager.default.contents(atPath: work.path("\(folder)/\(name)")) ?? Data())
      })
  }

  static func loaded() throws -> Workdir {
    let work = try Workdir()
    try work.makeProject()
    try work.write("Day,Port,Boats\n1 May 2025,Here,2\n1 May 2025,There,3\n", "may.csv")
    #expect(work.run("add", "boats_seen", "may.csv", "--published", "2025-06-03").status == 0)
    return work
  }

  @Test func aRunLeavesTablesWorkbookAndSite() throws {
    let work = try Self.loaded()
    #expect(Self.files(work, "Data/exports").filter { !$0.contains("charts") } == Self.usual)
    let result = work.run("run", "--offline")
    #expect(result.out.contains("1 table written to Data/exports"), "\(result.out)")
    #expect(result.out.contains("Data/exports/site/index.html"))
    let page = try work.read("Data/exports/site/tables/boats_by_port.html")
    #expect(page.contains("<td>There</td><td class=\"n\">3</td>"))
    #expect(page.contains("Harbor Office, version of June 3, 2025."))
  }

  /// The bytes are those of before, whatever was thrown away.
  @Test func aRebuildGivesTheSameFiles() throws {
    let work = try Self.loaded()
    let before = Self.bytes(work, "Data/exports")
    unlink(work.path("Data/soundings.sqlite"))
    try FileManager.default.removeItem(atPath: work.path("Data/exports"))
    #expect(work.run("rebuild").status == 0)
    #expect(Self.bytes(work, "Data/exports") == before)
  }

  @Test func aHostileFileIsShownAndNeverObeyed() throws {
    let work = try Workdir()
    try work.makeProject()
    try work.write(
      "Day,Port,Boats\n1 May 2025,<script>alert(1)</script>,2\n1 May 2025,\"\"\"\u{301} onclick=x\",3\n1 May 2025,{{title}},4\n",
      "may.csv")
    #expect(work.run("add", "boats_seen", "may.csv", "--published", "2025-06-03").status == 0)
    let page = try work.read("Data/exports/site/tables/boats_by_port.html")
    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && !page.contains("<script>alert"))
    #expect(page.contains("&quot;\u{301} onclick=x") && page.contains("<td>{{title}}</td>"))
  }

  @Test func whatChangedLatelyIsTold() throws {
    let work = try Self.loaded()
    try work.write("Day,Port,Boats\n1 May 2025,Here,1200\n1 May 2025,There,3\n2 May 2025,Far,1\n", "june.csv")
    #expect(work.run("add", "boats_seen", "june.csv", "--published", "2025-07-03").status == 0)
    let page = try work.read("Data/exports/site/tables/boats_by_port.html")
    #expect(
      page.contains(
        "Compared with what was known at the end of July 2, 2025, 1 row added (Far), 1 cell has another value."))
    let cells = [("Before", "2"), ("Now", "1,200"), ("Difference", "+1,198")]
    #expect(page.contains(cells.map { "<td data-label=\"\($0)\" class=\"n\">\($1)</td>" }.joined()))
    // The state of a past day has no later news.
    #expect(work.run("export", "--format", "html", "--as-of", "2025-06-30", "--out", "then").status == 0)
    let then = try work.read("then/site/tables/boats_by_port.html")
    #expect(then.contains("Nothing to compare with") && then.contains("As known at the end of June 30, 2025."))
    #expect(!then.contains("1,200"))
  }

  @Test func eachFormatByItself() throws {
    let work = try Self.loaded()
    let names = [
      "json": ["boats_by_port.json"], "md": ["boats_by_port.md"], "xlsx": ["soundings.xlsx"],
      "datasette": ["datasette-metadata.json"],
      "csv": ["boats_by_port.csv", "boats_by_port.meta.json", "datapackage.json"],
    ]
    for (format, files) in names {
      let result = work.run("export", "--format", format, "--out", "out-\(format)")
      #expect(result.status == 0 && result.err == "", "\(result.err)")
      #expect(Self.files(work, "out-\(format)") == files)
      #expect(result.out.split(separator: "\n").map { String($0.dropFirst("out-\(format)/".count)) }.sorted() == files)
    }
    let result = work.run("export", "--format", "pdf")
    #expect(result.status == 64)
    #expect(result.errors[0] == "--format: \"pdf\" is not a format of export")
  }

  /// What stands in the runs' own folder over all tables is not cut down to the few that were asked for.
  @Test func aFewTablesLeaveTheOthersWhole() throws {
    let work = try Self.loaded()
    try work.write(
      try work.read("Pipelines/boats/tables/boats_by_port.sql").replacingOccurrences(
        of: "Boats by port", with: "Again"),
      "Pipelines/boats/tables/boats_again.sql")
    #expect(work.run("run", "--offline").status == 0)
    let before = Self.bytes(work, "Data/exports")
    #expect(work.run("export", "boats_again", "--format", "csv,xlsx,html").status == 0)
    #expect(Self.bytes(work, "Data/exports") == before)
    #expect(work.run("export", "boats_again", "--format", "csv", "--out", "one").status == 0)
    #expect(Self.files(work, "one") == ["boats_again.csv", "boats_again.meta.json", "datapackage.json"])
  }

  @Test func aFolderThatCannotBeUsed() throws {
    let work = try Self.loaded()
    try work.write("", "file")
    for format in ["csv", "xlsx", "html"] {
      let result = work.run("export", "--format", format, "--out", "file")
      #expect(result.status == 1)
      #expect(result.errors == ["file: is a file where a folder is needed", result.errors[1]])
      #expect(result.errors[1].hasPrefix("-> move it away"))
    }
    // A file where a page's folder belongs.
    try work.write("", "half/site")
    let result = work.run("export", "--format", "html", "--out", "half")
    #expect(result.status == 1)
    #expect(result.errors[0] == "half/site: is a file where a folder is needed", "\(result.err)")
  }

  /// The data is loaded all the same, the run says what could not be written, and the next one mends it.
  @Test func exportsThatCannotBeWritten() throws {
    let work = try Self.loaded()
    try FileManager.default.removeItem(atPath: work.path("Data/exports/site"))
    try work.write("in the way", "Data/exports/site")
    try work.write("Day,Port,Boats\n1 May 2025,Here,7\n1 May 2025,There,3\n", "june.csv")
    let result = work.run("add", "boats_seen", "june.csv", "--published", "2025-07-03")
    #expect(result.status == 1)
    #expect(result.err.contains("Data/exports/site: is a file where a folder is needed"), "\(result.err)")
    #expect(try work.read("Data/exports/boats_by_port.csv") == "port,boats\nHere,7\nThere,3\n")
    unlink(work.path("Data/exports/site"))
    #expect(work.run("run", "--offline").status == 0)
    #expect(work.run("verify").status == 0)
  }

  /// What a spreadsheet cannot hold costs its sheet, and nothing else.
  @Test func whatCannotBeMadeCostsNothingElse() throws {
    let work = try Self.loaded()
    let long = String(repeating: "x", count: 40_000)
    try work.write("Day,Port,Boats\n1 May 2025,\(long),2\n", "long.csv")
    let result = work.run("add", "boats_seen", "long.csv", "--published", "2025-07-03")
    #expect(result.status == 1)
    #expect(result.errors.count == 2 && result.errors[0].contains("boats_by_port"), "\(result.err)")
    #expect(result.errors[1].contains("csv"), "\(result.err)")
    #expect(
      result.out.contains("1 table written to Data/exports: CSV, soundings.xlsx, and pages to read:"), "\(result.out)")
    #expect(try work.read("Data/exports/boats_by_port.csv").contains(long))
    let page = try work.read("Data/exports/site/tables/boats_by_port.html")
    #expect(!page.contains(".xlsx") && page.contains("boats_by_port.csv"))
    // The archive is looked at all the same, and a rebuild says that it was made.
    #expect(work.run("verify").out.contains("archive    2 records, 2 snapshots"))
    let rebuilt = work.run("rebuild")
    #expect(rebuilt.status == 1 && rebuilt.out.contains("1 table in Data/exports"), "\(rebuilt.out)\(rebuilt.err)")
  }

  /// A table that went out of the Pipelines does not stay published; what is not ours stays.
  @Test func whatIsNoMoreGoesAway() throws {
    let work = try Self.loaded()
    try work.write(
      try work.read("Pipelines/boats/tables/boats_by_port.sql").replacingOccurrences(
        of: "Boats by port", with: "Again"),
      "Pipelines/boats/tables/boats_again.sql")
    #expect(work.run("run", "--offline").status == 0)
    #expect(work.exists("Data/exports/boats_again.csv") && work.exists("Data/exports/site/tables/boats_again.html"))
    unlink(work.path("Pipelines/boats/tables/boats_again.sql"))
    try work.write("mine", "Data/exports/notes.csv")
    try work.write("{}", "Data/exports/notes.meta.json")
    #expect(work.run("run", "--offline").status == 0)
    let files = Self.files(work, "Data/exports").filter { !$0.contains("charts") }
    #expect(files == (Self.usual + ["notes.csv", "notes.meta.json"]).sorted())
  }

  /// A past state has a folder of its own; what the runs leave stays as it is.
  @Test func aPastStateDoesNotTakeThePlaceOfTheNewest() throws {
    let work = try Self.loaded()
    try work.write("Day,Port,Boats\n1 May 2025,Here,7\n", "june.csv")
    #expect(work.run("add", "boats_seen", "june.csv", "--published", "2025-07-03").status == 0)
    let before = Self.bytes(work, "Data/exports")
    let result = work.run("export", "--table", "boats_by_port", "--as-of", "2025-06-30", "--format", "csv,csv")
    #expect(result.out.split(separator: "\n").first == "Data/exports/as-of-2025-06-30/boats_by_port.csv")
    #expect(result.out.split(separator: "\n").count == 3)
    #expect(try work.read("Data/exports/as-of-2025-06-30/boats_by_port.csv") == "port,boats\nHere,2\nThere,3\n")
    #expect(Self.bytes(work, "Data/exports").filter { !$0.key.hasPrefix("as-of") } == before)
    let verify = work.run("verify")
    #expect(verify.status == 0 && !verify.out.contains("note:"), "\(verify.out)")
  }
}
