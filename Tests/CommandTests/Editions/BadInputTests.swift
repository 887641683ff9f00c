import Foundation
import Glibc
import TestTools
import Testing
import Words

/// Bad input: two lines that say what and what to do, the right exit code, and yesterday's tables stand.
@Suite(.tags(.slow)) struct BadInputTests {
  static let good = "Day,Port,Boats\n1 May 2025,Here,2\n2 May 2025,There,3\n"

  func project() throws -> Workdir {
    let work = try Workdir()
    try work.makeProject()
    try work.write(Self.good, "good.csv")
    let first = work.run("add", "boats_seen", "good.csv", "--published", "2025-05-03")
    #expect(first.status == 0, "\(first.err)")
    return work
  }

  /// The table and the export are those of yesterday.
  func expectYesterday(_ work: Workdir) throws {
    #expect(work.run("table", "boats_by_port", "--format", "csv").out == "port,boats\nHere,2\nThere,3\n")
    #expect(try work.read("Data/exports/boats_by_port.csv") == "port,boats\nHere,2\nThere,3\n")
  }

  static func gzipCutOff() -> Data {
    // The beginning of a gzip stream, as a broken download leaves it.
    Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x4B, 0xCC, 0x4E])
  }

  static let files: [(name: String, content: Data, says: String)] = [
    ("wrong header", Data("Day,Place,Boats\n1 May 2025,Here,2\n".utf8), "'Place'"),
    ("HTML", Data("<!DOCTYPE html><html><head><title>Access Denied</title></head></html>".utf8), "Access Denied"),
    ("empty", Data(), "empty"),
    ("gzip", gzipCutOff(), "gzip"),
    ("UTF-16 without a mark", good.data(using: .utf16LittleEndian)!, "UTF-16"),
    ("JSON", Data("{\"a\":1}".utf8), "JSON"),
  ]

  @Test(arguments: files.indices)
  func aFileThatIsNotTheDatasetsIsRefused(_ i: Int) throws {
    let work = try project()
    try work.write(Self.files[i].content, "bad.csv")
    let result = work.run("add", "boats_seen", "bad.csv", "--published", "2025-06-01")
    #expect(result.status == 65)
    #expect(result.errors.count == 2, "\(result.err)")
    #expect(result.err.contains(Self.files[i].says), "\(result.err)")
    #expect(result.errors.last?.hasPrefix("-> ") == true)
    #expect(result.out == "")
    try expectYesterday(work)
  }

  static let contents: [(name: String, content: String, says: String)] = [
    ("NUL bytes", "Day,Port,Boats\n1 May 2025,He\0re,2\n", "NUL"),
    ("all rows bad", "Day,Port,Boats\nyesterday,Here,2\n", "yesterday"),
    ("duplicate key", "Day,Port,Boats\n1 May 2025,Here,2\n1 May 2025,Here,3\n", "repeats the key"),
    ("no records", "Day,Port,Boats\n", "no records"),
    ("cut off in the middle of a record", "Day,Port,Boats\n1 May 2025,Here,2\n2 May 2025,The", "cut off"),
    ("a quote that never ends", "Day,Port,Boats\n1 May 2025,\"Here,2\n", "quote"),
    ("a line without end", "Day,Port,Boats\n1 May 2025,\(String(repeating: "x", count: 3_000_000)),2\n", "record"),
  ]

  @Test(arguments: contents.indices)
  func anEditionThatBreaksItsContractIsHeld(_ i: Int) throws {
    let work = try project()
    try work.write(Self.contents[i].content, "bad.csv")
    let result = work.run("add", "boats_seen", "bad.csv", "--published", "2025-06-01")
    #expect(result.status == 1)
    #expect(result.errors.count == 2, "\(result.err)")
    #expect(result.err.contains(Self.contents[i].says), "\(result.err)")
    try expectYesterday(work)
    let status = work.run("status")
    #expect(status.out.contains("held"))
    // It is kept in the archive, and cron hears of it again.
    #expect(work.run("run", "--quiet").status == 1)
  }

  @Test func aLineOf200MegabytesIsRefusedInLittleMemory() throws {
    let work = try project()
    // Sparse: 200 MB of NUL bytes after the header.
    try work.write("Day,Port,Boats\n1 May 2025,", "huge.csv")
    truncate(work.path("huge.csv"), 200_000_000)
    let result = work.run("add", "boats_seen", "huge.csv", "--published", "2025-06-01")
    #expect(result.status == 65)
    #expect(result.errors.count == 2, "\(result.err.prefix(500))")
    try expectYesterday(work)
  }

  @Test func aMissingFileAndAMissingDataset() throws {
    let work = try project()
    let file = work.run("add", "boats_seen", "nosuch.csv", "--published", "2025-06-01")
    #expect(file.status == 65)
    #expect(file.errors == ["nosuch.csv: there is no such file", "-> check the path"])
    let dataset = work.run("add", "boat_seen", "good.csv", "--published", "2025-06-01")
    #expect(dataset.status == 64)
    #expect(dataset.err.contains("boats_seen"))
    let table = work.run("table", "boats_by_ports")
    #expect(table.status == 64)
    #expect(table.err.contains("boats_by_port"))
  }

  @Test(arguments: ["2025-13-01", "yesterday", "2999-01-01", "0001-01-01"])
  func aPublishedDateThatCannotBe(date: String) throws {
    let work = try project()
    let result = work.run("add", "boats_seen", "good.csv", "--published", date)
    #expect(result.status == 64)
    #expect(result.errors.count == 2)
    #expect(result.err.contains(date))
  }

  @Test(arguments: ["2999-01-01", "2025-02-30", "now"])
  func aDayThatCannotBeShown(day: String) throws {
    let work = try project()
    for command in [["table", "boats_by_port", "--as-of", day], ["diff", "boats_seen", "--from", day]] {
      let result = work.run(command)
      #expect(result.status == 64)
      #expect(result.errors.count == 2, "\(result.err)")
      #expect(result.err.contains(day))
    }
  }

  @Test func anUnknownKeyInAManifest() throws {
    let work = try project()
    let yaml = try work.read("Pipelines/boats/boats_seen/dataset.yaml")
    try work.write(
      yaml.replacingOccurrences(of: "columns:", with: "colums:"), "Pipelines/boats/boats_seen/dataset.yaml")
    for command in [["run"], ["check"], ["table", "boats_by_port"]] {
      let result = work.run(command)
      #expect(result.status == 65)
      #expect(result.err.contains("boats_seen/dataset.yaml:7"), "\(result.err)")
      #expect(result.err.contains("did you mean 'columns'"), "\(result.err)")
    }
    try work.write(yaml, "Pipelines/boats/boats_seen/dataset.yaml")
    try expectYesterday(work)
  }

  @Test func anSQLErrorInATable() throws {
    let work = try project()
    let sql = try work.read("Pipelines/boats/tables/boats_by_port.sql")
    try work.write(
      sql.replacingOccurrences(of: "sum(boats)", with: "sum(\n  boots)"), "Pipelines/boats/tables/boats_by_port.sql")
    for command in ["run", "check"] {
      let result = work.run(command)
      #expect(result.status == 65)
      #expect(result.errors.count == 2, "\(result.err)")
      #expect(result.err.contains("boats_by_port.sql:6"), "\(result.err)")
      #expect(result.err.contains("no such column: boots"), "\(result.err)")
    }
    try work.write(sql, "Pipelines/boats/tables/boats_by_port.sql")
    try expectYesterday(work)
  }

  @Test func aTableWhoseRowsDependOnTheScan() throws {
    let work = try project()
    let sql = try work.read("Pipelines/boats/tables/boats_by_port.sql")
    let untidy = sql.replacingOccurrences(of: "sum(boats) as boats", with: "boats")
      .replacingOccurrences(of: "group by port order by port", with: "order by date is null")
    try work.write(untidy, "Pipelines/boats/tables/boats_by_port.sql")
    let result = work.run("run")
    #expect(result.status == 65)
    #expect(result.err.contains("different rows when the datasets are read in reverse order"), "\(result.err)")
    try work.write(sql, "Pipelines/boats/tables/boats_by_port.sql")
    try expectYesterday(work)
  }

  @Test func aCheckThatFindsSomething() throws {
    let work = try project()
    try work.write(
      "-- A port has no boats at all.\nselect port, boats from boats_seen where boats < 3\n",
      "Pipelines/boats/checks/ports_have_boats.sql")
    let result = work.run("run")
    #expect(result.status == 1)
    #expect(result.err.contains("A port has no boats at all. (port = Here, boats = 2)"), "\(result.err)")
    try expectYesterday(work)
  }

  @Test func twoDatasetsOfOneName() throws {
    let work = try project()
    try work.write("title: More\ndescription: More.\n", "Pipelines/more/pipeline.yaml")
    for file in ["dataset.yaml", "normalize.sql"] {
      try work.write(try work.read("Pipelines/boats/boats_seen/\(file)"), "Pipelines/more/boats_seen/\(file)")
    }
    let result = work.run("check")
    #expect(result.status == 65)
    #expect(result.err.contains("Pipelines/boats/boats_seen"), "\(result.err)")
    #expect(result.err.contains("Pipelines/more/boats_seen"), "\(result.err)")
  }

  @Test(.enabled(if: getuid() != 0, "root may write everywhere"))
  func aDataFolderThatCannotBeWritten() throws {
    let work = try project()
    chmod(work.path("Data"), 0o555)
    defer { chmod(work.path("Data"), 0o755) }
    let result = work.run("run")
    #expect(result.status == 1)
    #expect(result.errors.count == 2)
  }

  @Test func aDataFolderThatIsAFile() throws {
    let work = try project()
    let result = work.run("run", "--data", "good.csv")
    #expect(result.status == 1)
    #expect(result.errors.count == 2, "\(result.err)")
    #expect(try work.read("good.csv") == Self.good)
  }

  @Test func aFolderWithoutData() throws {
    let work = try Workdir()
    try work.makeProject()
    for command in [["table", "boats_by_port"], ["status"], ["export"]] {
      let result = work.run(command)
      #expect(result.status == 1)
      #expect(result.err.contains("soundings run"), "\(result.err)")
    }
    #expect(work.run("tables").status == 0)
  }

  @Test func somethingElseUnderTheWarehousesName() throws {
    let work = try Workdir()
    try work.makeProject()
    try work.write(
      "this is not a database, and long enough to be seen as none: " + String(repeating: "x", count: 200),
      "Data/soundings.sqlite")
    let result = work.run("run")
    #expect(result.status == 65)
    #expect(result.errors.count == 2, "\(result.err)")
  }
}
