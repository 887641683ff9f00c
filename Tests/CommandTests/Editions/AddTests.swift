import Foundation
import Glibc
import TestTools
import Testing

/// `add` with many files: each an edition, dated by its name, all or none.
@Suite(.tags(.slow)) struct AddTests {
  static let one = "Day,Port,Boats\n1 May 2025,Here,2\n"
  static let two = "Day,Port,Boats\n1 May 2025,Here,5\n"
  static let three = "Day,Port,Boats\n1 May 2025,Here,9\n"
  static let byName =
    "edition: {published: fetched, file_name: 'boats-(?<published>\\d{4}-\\d{2}-\\d{2})(-fy(?<through_fy>\\d\\d))?\\.csv$'}"

  func project(_ fetch: String = byName) throws -> Workdir {
    let work = try Workdir()
    try work.makeProject(fetch: fetch)
    return work
  }

  func boats(_ work: Workdir, _ day: String) -> String {
    work.run("table", "boats_by_port", "--format", "csv", "--as-of", day).out.split(separator: "\n").dropFirst()
      .joined()
  }

  @Test func eachFileIsAnEditionDatedByItsName() throws {
    let work = try project()
    try work.write(Self.two, "boats-2025-06-10.csv")
    try work.write(Self.one, "boats-2025-05-03.csv")
    // A date before the name, where the name as the manifest knows it has none.
    try work.write(Self.three, "2025-07_boats.csv")
    let result = work.run("add", "boats_seen", "boats-2025-06-10.csv", "2025-07_boats.csv", "boats-2025-05-03.csv")
    #expect(result.status == 0, "\(result.err)")
    #expect(result.out.contains("3 editions, of 2025-05-03 to 2025-07"), "\(result.out)")
    #expect(boats(work, "2025-05-02") == "")
    #expect(boats(work, "2025-05-03") == "Here,2")
    #expect(boats(work, "2025-06-10") == "Here,5")
    #expect(boats(work, "2025-07-30") == "Here,5")
    #expect(boats(work, "2025-07-31") == "Here,9")
    let again = work.run("add", "boats_seen", "boats-2025-06-10.csv", "boats-2025-05-03.csv")
    #expect(again.status == 0)
    #expect(again.out.contains("2 files with the same bytes as earlier editions"), "\(again.out)")
  }

  @Test func theSameAsOneAfterTheOther() throws {
    let files = ["boats-2025-05-03.csv", "boats-2025-06-10.csv", "2025-07_boats.csv"]
    func loaded(_ commands: [[String]]) throws -> [String] {
      let work = try project()
      for (file, text) in zip(files, [Self.one, Self.two, Self.three]) { try work.write(text, file) }
      for command in commands { #expect(work.run(["add", "boats_seen"] + command).status == 0) }
      return [
        try work.read("Data/exports/boats_by_port.csv"), try work.read("Data/exports/boats_by_port.meta.json"),
        boats(work, "2025-06-10"),
      ]
    }
    #expect(try loaded([files]) == loaded([[files[2]], [files[0]], [files[1]]]))
  }

  @Test func oneThatWouldBeHeldKeepsAllOut() throws {
    let work = try Workdir()
    try work.makeProject(fetch: Self.byName, guards: "guards: {rows: {min: 1, max: 1}}")
    try work.write(Self.one, "boats-2025-05-03.csv")
    try work.write(Self.two + "2 May 2025,There,1\n", "boats-2025-06-10.csv")
    try work.write(Self.three, "2025-07_boats.csv")
    let result = work.run("add", "boats_seen", "boats-2025-05-03.csv", "boats-2025-06-10.csv", "2025-07_boats.csv")
    #expect(result.status == 65, "\(result.err)")
    #expect(result.errors.count == 2, "\(result.err)")
    #expect(result.err.contains("None of the 3 files was added, because this one would be held"), "\(result.err)")
    #expect(work.names("Data/archive/boats_seen") == [])
    // The remedy works when typed, and is not about an edition that is not there.
    let alone = "soundings add boats_seen boats-2025-06-10.csv"
    #expect(result.err.hasSuffix(alone + "\n"), "\(result.err)")
    #expect(work.run("add", "boats_seen", "boats-2025-05-03.csv", "2025-07_boats.csv").status == 0)
    #expect(boats(work, "2025-07-31") == "Here,9")
    let held = work.run(alone.split(separator: " ").dropFirst().map(String.init))
    #expect(held.status == 1)
    #expect(held.err.contains("boats_seen, edition of 2025-06-10: "), "\(held.err)")
  }

  /// The disk is full at the last record, when the others are written.
  @Test(.enabled(if: FaultyDisk.library != nil, "needs a C compiler")) func aRecordThatCannotBeWrittenKeepsAllOut()
    throws
  {
    let work = try project()
    let names = ["boats-2025-05-03.csv", "boats-2025-06-10.csv", "2025-07_boats.csv"]
    for (name, text) in zip(names, [Self.one, Self.two, Self.three]) { try work.write(text, name) }
    work.environment = FaultyDisk.environment("write", "/.2025-07_", ENOSPC)
    let failed = work.run(["add", "boats_seen"] + names)
    #expect(failed.status == 1)
    #expect(failed.err.contains("the disk is full") && failed.err.contains("what was there before is unchanged"))
    work.environment = []
    #expect(work.names("Data/archive/boats_seen") == [])
    #expect(work.run("run", "--offline").status == 0)
    #expect(boats(work, "2025-07-31") == "")
    #expect(work.run(["add", "boats_seen"] + names).status == 0)
    #expect(boats(work, "2025-07-31") == "Here,9")
  }

  @Test func aFileWithoutADateIsNamed() throws {
    let work = try project()
    try work.write(Self.one, "boats-2025-05-03.csv")
    try work.write(Self.two, "boats-fy22-fy25-oct.csv")
    try work.write(Self.three, "2024_boats.csv")
    let result = work.run("add", "boats_seen", "boats-2025-05-03.csv", "boats-fy22-fy25-oct.csv", "2024_boats.csv")
    #expect(result.status == 64)
    #expect(
      result.errors == [
        "boats-fy22-fy25-oct.csv: has no published date, and 1 more of the 3 files have none; "
          + "nothing was stored",
        "-> put the date before the name of each (YYYY-MM-DD_NAME, or YYYY-MM_NAME where only the month is known); "
          + "with --published DATE the files are the pages of one edition",
      ])
    #expect(!work.exists("Data/archive"))
    let alone = work.run("add", "boats_seen", "boats-fy22-fy25-oct.csv")
    #expect(alone.status == 64)
    #expect(
      alone.errors.last
        == "-> give it: soundings add boats_seen boats-fy22-fy25-oct.csv --published YYYY-MM-DD (or YYYY-MM)")
  }

  @Test func oneBadFileAndNoneIsStored() throws {
    let work = try project()
    try work.write(Self.one, "boats-2025-05-03.csv")
    try work.write("Day,Place,Boats\n", "boats-2025-06-10.csv")
    let result = work.run("add", "boats_seen", "boats-2025-05-03.csv", "boats-2025-06-10.csv")
    #expect(result.status == 65)
    #expect(result.errors.first?.hasPrefix("boats-2025-06-10.csv: ") == true, "\(result.err)")
    #expect(!work.exists("Data/archive"))
    let missing = work.run("add", "boats_seen", "boats-2025-05-03.csv", "boats-2025-07-10.csv")
    #expect(missing.status == 65)
    #expect(!work.exists("Data/archive"))
  }

  @Test(arguments: [
    ("boats-2999-01-01.csv", "is in the future"), ("boats-1899-01-01.csv", "is too early for any"),
    ("boats-1970-01-01.csv", "its date, 1970-01-01, is too early for any such file"),
  ])
  func aNameWithADateThatCannotBe(name: String, says: String) throws {
    let work = try project()
    try work.write(Self.one, name)
    let result = work.run("add", "boats_seen", name)
    #expect(result.status == 64)
    #expect(result.errors.first?.hasPrefix("\(name): ") == true)
    #expect(result.err.contains(says), "\(result.err)")
  }

  @Test func twoFilesOfOneDateArePagesOrWantAnOrder() throws {
    let work = try project()
    try work.write(Self.one, "2025-05-03_a.csv")
    try work.write("Day,Port,Boats\n1 May 2025,There,4\n", "2025-05-03_b.csv")
    let result = work.run("add", "boats_seen", "2025-05-03_a.csv", "2025-05-03_b.csv")
    #expect(result.status == 64)
    #expect(
      result.errors.first == "2025-05-03_b.csv: has the date 2025-05-03, like 2025-05-03_a.csv; nothing was stored")
    let pages = work.run("add", "boats_seen", "2025-05-03_a.csv", "2025-05-03_b.csv", "--published", "2025-05-03")
    #expect(pages.status == 0, "\(pages.err)")
    #expect(work.run("table", "boats_by_port", "--format", "csv").out == "port,boats\nHere,2\nThere,4\n")
    // Of one day, but told apart by the last month of their data.
    try work.write(Self.two, "boats-2025-08-01-fy23.csv")
    try work.write(Self.three, "boats-2025-08-01-fy24.csv")
    let both = work.run("add", "boats_seen", "boats-2025-08-01-fy24.csv", "boats-2025-08-01-fy23.csv")
    #expect(both.status == 0, "\(both.err)")
    #expect(boats(work, "2025-08-01") == "Here,9")
  }

  @Test func aFileThatIsDatedInside() throws {
    let work = try project("edition: {published: {json: /updated}}")
    let yaml = try work.read("Pipelines/boats/boats_seen/dataset.yaml")
    try work.write(
      yaml.replacingOccurrences(of: "{format: csv, header", with: "{format: json, records: /items, header"),
      "Pipelines/boats/boats_seen/dataset.yaml")
    for (n, day) in ["2025-05-03", "2025-06-10"].enumerated() {
      try work.write(
        #"{"updated":"\#(day)T10:00:00Z","items":[{"Day":"1 May 2025","Port":"Here","Boats":\#(n + 1)}]}"#, "\(n).json")
    }
    let result = work.run("add", "boats_seen", "1.json", "0.json")
    #expect(result.status == 0, "\(result.err)")
    #expect(boats(work, "2025-05-03") == "Here,1")
    #expect(boats(work, "2025-06-10") == "Here,2")
  }
}
