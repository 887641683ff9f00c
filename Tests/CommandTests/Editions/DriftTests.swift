import Foundation
import TestTools
import Testing

/// Files whose form drifted in a way that would lose numbers without a word: held, with two lines, and yesterday's tables.
@Suite(.tags(.slow)) struct DriftTests {
  /// A project whose dataset is read from JSON, pages of `items`.
  private func jsonProject() throws -> Workdir {
    let work = try Workdir()
    try work.makeProject()
    let manifest = try work.read("Pipelines/boats/boats_seen/dataset.yaml")
    try work.write(
      manifest.replacingOccurrences(
        of: "read: {format: csv, header: [Day, Port, Boats]}",
        with: "read: {format: json, records: /items, header: [day, port.name, boats]}"
      ).replacingOccurrences(of: "{type: integer, min: 0,", with: "{type: integer, min: 0, null: true,"),
      "Pipelines/boats/boats_seen/dataset.yaml")
    try work.write(
      "select day as date, \"port.name\" as port, boats from raw\n", "Pipelines/boats/boats_seen/normalize.sql")
    return work
  }

  private func expectHeld(_ work: Workdir, _ files: [String], says: String, remedy: String) throws {
    let before = work.run("table", "boats_by_port", "--format", "csv").out
    let export = try work.read("Data/exports/boats_by_port.csv")
    let result = work.run(["add", "boats_seen"] + files + ["--published", "2025-06-01"])
    #expect(result.status == 1)
    #expect(result.errors.count == 2, "\(result.err)")
    #expect(result.errors.first?.contains(says) == true, "\(result.err)")
    #expect(result.errors.last?.hasPrefix("-> ") == true)
    #expect(result.errors.last?.contains(remedy) == true, "\(result.err)")
    #expect(work.run("table", "boats_by_port", "--format", "csv").out == before)
    #expect(try work.read("Data/exports/boats_by_port.csv") == export)
    #expect(work.run("status").out.contains("held"))
  }

  @Test func aKeyThatIsGoneFromAllRecordsIsDrift() throws {
    let work = try jsonProject()
    try work.write(
      #"{"items":[{"day":"2025-05-01","port":{"name":"Here"},"boats":2},{"day":"2025-05-02","port":{"name":"There"}}]}"#,
      "good.json")
    #expect(work.run("add", "boats_seen", "good.json", "--published", "2025-05-03").status == 0)
    #expect(work.run("table", "boats_by_port", "--format", "csv").out == "port,boats\nHere,2\nThere,\n")
    try work.write(#"{"items":[{"day":"2025-05-01","port":{"name":"Here"}}]}"#, "1.json")
    try work.write(#"{"items":[{"day":"2025-05-02","port":{"name":"There"}}]}"#, "2.json")
    try expectHeld(
      work, ["1.json", "2.json"], says: "the key 'boats' is in none of the 2 records (pages 1 to 2)",
      remedy: "Pipelines/boats/boats_seen/dataset.yaml")

    // Whoever knows that the publisher dropped it says so, and the edition is loaded.
    let manifest = try work.read("Pipelines/boats/boats_seen/dataset.yaml")
    try work.write(
      manifest.replacingOccurrences(of: "port.name, boats]", with: "port.name, boats], optional: [boats]"),
      "Pipelines/boats/boats_seen/dataset.yaml")
    let loaded = work.run("run", "--offline", "boats_seen")
    #expect(loaded.status == 1)
    #expect(loaded.err.contains("a number that was exact is not stated any more"), "\(loaded.err)")
    #expect(work.run("table", "boats_by_port", "--format", "csv").out == "port,boats\nHere,\nThere,\n")
  }

  @Test func aKeyBelowAnotherThatIsRenamedIsDrift() throws {
    let work = try jsonProject()
    try work.write(#"{"items":[{"day":"2025-05-01","port":{"name":"Here"},"boats":2}]}"#, "good.json")
    #expect(work.run("add", "boats_seen", "good.json", "--published", "2025-05-03").status == 0)
    try work.write(#"{"items":[{"day":"2025-05-01","port":{"label":"Here"},"boats":2}]}"#, "new.json")
    try expectHeld(work, ["new.json"], says: "the unknown key 'port.label'", remedy: "read.ignore")
  }

  private func csv(_ count: Int) -> [String] { (1...count).map { "2025-05-01,port \($0),\($0)" } }

  @Test func aStrayQuoteIsDrift() throws {
    let work = try Workdir()
    try work.makeProject()
    var lines = csv(2000)
    try work.write("Day,Port,Boats\n" + lines.joined(separator: "\n") + "\n", "good.csv")
    #expect(work.run("add", "boats_seen", "good.csv", "--published", "2025-05-03").status == 0)
    lines[999] = "2025-05-01,\"port 1000,1000"
    lines[1199] = "2025-05-01,port 1200\",1200"
    try work.write("Day,Port,Boats\n" + lines.joined(separator: "\n") + "\n", "stray.csv")
    try expectHeld(
      work, ["stray.csv"],
      says:
        "record 1000, column 'Port': a quote on line 1001 closes 200 lines below, and fields of this dataset contain no "
        + "line ends: 200 lines are swallowed",
      remedy: "read.lines_per_record")
  }

  @Test func aSampleShowsHowManyLinesAFieldMaySpan() throws {
    let work = try Workdir()
    try work.makeProject()
    try work.write("Day,Port,Boats\n2025-05-01,\"New\nport\",1\n", "Pipelines/boats/boats_seen/sample.csv")
    try work.write("Day,Port,Boats\n2025-05-01,\"Old\nport\",1\n", "two.csv")
    #expect(work.run("add", "boats_seen", "two.csv", "--published", "2025-05-03").status == 0)
    try work.write("Day,Port,Boats\n2025-05-01,\"Old\n\nport\",1\n", "three.csv")
    try expectHeld(
      work, ["three.csv"], says: "at most 2 are known: 1 line is swallowed", remedy: "lines_per_record to 3")
  }

  // MARK: The inputs of others

  private static let shared = ProcessInfo.processInfo.environment["SOUNDINGS_SHARED"] ?? Workdir.root + "/../shared"
  private static let faults = shared + "/faults"

  @Test(
    .enabled(
      if: FileManager.default.isReadableFile(atPath: Self.faults),
      "needs ../shared/faults (or SOUNDINGS_SHARED): the inputs that others have found to go wrong"))
  func theFaultsOfOthersAreHeld() throws {
    let work = try Workdir()
    try work.write("pipelines: \(Workdir.root)/Pipelines\ncontact: tests@example.org\n", "Config/soundings.yaml")
    let bundled = Workdir.root + "/Pipelines/migration/unhcr_population/bundled"
    let newest = try #require(
      FileManager.default.contentsOfDirectory(atPath: bundled).filter { $0 < "2025-12" && $0.hasSuffix(".json") }.max())
    let first = work.run("add", "unhcr_population", "\(bundled)/\(newest)", "--published", "2025-11-10", "--quiet")
    #expect(first.status == 0, "\(first.err)")
    let before = work.run("table", "venezuelans_abroad_by_year", "--format", "csv").out
    #expect(before.contains("7823213"))
    let pages = (1...3).map { "\(Self.faults)/json/r01_unhcr_oip_gone_p\($0).json" }
    let result = work.run(["add", "unhcr_population"] + pages + ["--published", "2026-06-12"])
    #expect(result.status == 1)
    #expect(result.errors.count == 2, "\(result.err)")
    #expect(
      result.errors.first?.contains("the key 'oip' is in none of the 578 records (pages 1 to 3)") == true,
      "\(result.err)")
    #expect(work.run("table", "venezuelans_abroad_by_year", "--format", "csv").out == before)

    let csv = try Workdir()
    try csv.makeProject()
    try csv.write(
      csv.read("Pipelines/boats/boats_seen/dataset.yaml")
        .replacingOccurrences(of: "[Day, Port, Boats]", with: "[Country, Persons]")
        .replacingOccurrences(of: "  date: {type: date}\n", with: "")
        .replacingOccurrences(of: "key: [date, port]", with: "key: port"), "Pipelines/boats/boats_seen/dataset.yaml")
    try csv.write(
      "select \"Country\" as port, \"Persons\" as boats from raw\n", "Pipelines/boats/boats_seen/normalize.sql")
    #expect(
      csv.run("add", "boats_seen", Self.faults + "/csv/h01_good.csv", "--published", "2025-05-03", "-q").status == 0)
    let stray = csv.run("add", "boats_seen", Self.faults + "/csv/h01_stray_quote.csv", "--published", "2025-06-03")
    #expect(stray.status == 1)
    #expect(stray.errors.count == 2)
    #expect(stray.err.contains("lines are swallowed"), "\(stray.err)")
  }
}
