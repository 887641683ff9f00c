import Foundation
import TestTools
import Testing

/// A run for which nothing is new makes nothing again; whatever was touched since is made again, as a rebuild makes it.
@Suite(.tags(.slow)) struct NothingNewTests {
  private static func rows(_ n: Int) -> String { "Day,Port,Boats\n1 May 2025,Here,\(n)\n2 May 2025,There,3\n" }

  private func project() throws -> Workdir {
    let work = try Workdir()
    work.now = "2025-06-01T06:00:00Z"
    try work.makeProject()
    try work.write(Self.rows(2), "one.csv")
    #expect(work.run("add", "boats_seen", "one.csv", "--published", "2025-05-03").status == 0)
    #expect(work.run("run", "--offline").status == 0)
    return work
  }

  /// Whether a run loaded and exported, by what it says of its progress.
  private func works(_ result: Workdir.Result) -> Bool { result.err.contains("run: boats") }

  private func exports(_ work: Workdir) throws -> [String: Data] { try files(work, "Data/exports") }

  private func files(_ work: Workdir, _ folder: String) throws -> [String: Data] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: work.path(folder))
    return Dictionary(
      uniqueKeysWithValues: names.compactMap { name in
        FileManager.default.contents(atPath: work.path("\(folder)/\(name)")).map { (name, $0) }
      })
  }

  @Test func theSecondRunReportsTheSameAndMakesNothing() throws {
    let work = try project()
    let good = try exports(work)
    let first = work.run("run", "--offline", "--verbose")
    #expect(!works(first) && first.status == 0)
    let again = work.run("run", "--offline", "--verbose")
    #expect(!works(again))
    #expect(again.out == first.out)
    #expect(again.out.contains("1 table written to"))
    #expect(try exports(work) == good)
    // It is in the ledger like any other run, and the digest says that it changed nothing.
    #expect(work.run("diff", "--since-last-run").out.contains("Nothing new in the run of"))
    let json = work.run("run", "--offline", "--json")
    #expect(json.out.contains("\"tables\": [\n    \"boats_by_port\"\n  ]"), "\(json.out)")
    #expect(work.run("verify", "--rebuild").status == 0)
  }

  @Test func whereNothingIsDueNothingIsWritten() throws {
    let work = try project()
    // What it said is kept for the next call.
    let own = [".lock", "last-idle.json"]
    let before = try files(work, "Data").filter { !own.contains($0.key) }
    let run = work.run("run", "--due", "--verbose")
    #expect(!works(run) && run.status == 0)
    #expect(work.run("run", "--due").status == 0)
    #expect(try files(work, "Data").filter { !own.contains($0.key) } == before)
  }

  /// What a person or another program may do between two runs. Each makes the next run work, and ends with a rebuild's exports.
  static let touches: [(name: String, touch: @Sendable (Workdir) throws -> Void)] = [
    ("an export is removed", { try FileManager.default.removeItem(atPath: $0.path("Data/exports/boats_by_port.csv")) }),
    (
      "a byte of an export is changed",
      { work in
        let file = work.path("Data/exports/boats_by_port.csv")
        let times = try FileManager.default.attributesOfItem(atPath: file)[.modificationDate] as Any
        try Data(try work.read("Data/exports/boats_by_port.csv").replacing("2", with: "7").utf8).write(
          to: URL(fileURLWithPath: file))
        try FileManager.default.setAttributes([.modificationDate: times], ofItemAtPath: file)
      }
    ),
    ("a page is removed", { try FileManager.default.removeItem(atPath: $0.path("Data/exports/site/index.html")) }),
    (
      "a table is edited",
      { work in
        let sql = try work.read("Pipelines/boats/tables/boats_by_port.sql")
        try work.write(
          sql.replacing("Boats by port", with: "Boats seen, by port"), "Pipelines/boats/tables/boats_by_port.sql")
      }
    ),
    (
      "a note is added",
      { work in
        let yaml = try work.read("Pipelines/boats/boats_seen/dataset.yaml")
        try work.write(yaml + "\nnotes: Counted at noon.\n", "Pipelines/boats/boats_seen/dataset.yaml")
      }
    ),
    (
      "an edition comes",
      { work in
        try work.write(NothingNewTests.rows(9), "two.csv")
        #expect(work.run("add", "boats_seen", "two.csv", "--published", "2025-05-04").status == 0)
      }
    ),
    (
      "an edition is withdrawn",
      { work in
        try work.write(NothingNewTests.rows(9), "two.csv")
        #expect(work.run("add", "boats_seen", "two.csv", "--published", "2025-05-04").status == 0)
        #expect(work.run("run", "--offline").status == 0)
        #expect(work.run("withdraw", "boats_seen", "2025-05-03", "--reason", "a mistake").status == 0)
      }
    ),
    ("the warehouse is removed", { try FileManager.default.removeItem(atPath: $0.path("Data/soundings.sqlite")) }),
    (
      "the data folder is a copy",
      { work in
        let data = work.path("Data")
        try FileManager.default.copyItem(atPath: data, toPath: data + ".copy")
        try FileManager.default.removeItem(atPath: data)
        try FileManager.default.moveItem(atPath: data + ".copy", toPath: data)
      }
    ),
    ("the stamp is damaged", { try $0.write("{", "Data/last-run.json") }),
  ]

  @Test(arguments: touches.indices)
  func whatIsTouchedIsMadeAgain(_ i: Int) throws {
    let (name, touch) = Self.touches[i]
    let work = try project()
    #expect(!works(work.run("run", "--offline", "--verbose")))
    try touch(work)
    let run = work.run("run", "--offline", "--verbose")
    #expect(works(run), "\(name): \(run.err)")
    let made = try exports(work)
    #expect(!works(work.run("run", "--offline", "--verbose")), "\(name)")
    #expect(work.run("rebuild").status == 0)
    #expect(try exports(work) == made, "\(name)")
  }

  /// A dataset that becomes due or stale by the calendar alone.
  @Test func aDayThatChangesWhatIsSaid() throws {
    let work = try project()
    let yaml = try work.read("Pipelines/boats/boats_seen/dataset.yaml")
    try work.write(yaml + "\ncadence: {every: month, grace_days: 10}\n", "Pipelines/boats/boats_seen/dataset.yaml")
    #expect(work.run("run", "--offline").status == 0)
    work.now = "2025-06-02T06:00:00Z"
    #expect(!works(work.run("run", "--offline", "--verbose")))
    work.now = "2025-07-02T06:00:00Z"
    let stale = work.run("run", "--offline", "--verbose")
    #expect(works(stale) && stale.status == 3, "\(stale.out)")
    let again = work.run("run", "--offline", "--verbose")
    #expect(!works(again) && again.status == 3)
  }

  /// What is held or reported is repeated by every run, also by one that makes nothing.
  @Test func whatIsHeldIsSaidAgain() throws {
    let work = try project()
    try work.write("Day,Port,Boats\n1 May 2025,Here,many\n", "bad.csv")
    #expect(work.run("add", "boats_seen", "bad.csv", "--published", "2025-05-05").status == 1)
    let first = work.run("run", "--offline", "--verbose")
    #expect(works(first) && first.status == 1)
    let again = work.run("run", "--offline", "--quiet")
    #expect(again.status == 1)
    #expect(again.errors.count == 2 && again.err.contains("\"many\""), "\(again.err)")
  }

  /// Random sequences of what people do, each followed by a run, end with what a rebuild makes.
  @Test func randomSequences() throws {
    var random = SeededRandom.ofTest("NothingNewTests")
    let work = try project()
    var editions = ["2025-05-03"]
    var notes = 0
    for step in 0..<10 {
      switch Int.random(in: 0..<6, using: &random) {
      case 0:
        let day = "2025-05-\(10 + step)"
        try work.write(Self.rows(Int.random(in: 1...9, using: &random)), "new.csv")
        #expect(work.run("add", "boats_seen", "new.csv", "--published", day).status == 0)
        editions.append(day)
      case 1:
        let day = try #require(editions.randomElement(using: &random))
        // Of an edition with its neighbor's bytes both are meant; that is refused, and nothing changes.
        _ = work.run(Bool.random(using: &random) ? "withdraw" : "accept", "boats_seen", day, "--reason", "step \(step)")
      case 2:
        notes += 1
        let sql = try work.read("Pipelines/boats/tables/boats_by_port.sql")
        let noted = sql.replacing("-- title:", with: "-- note: Note \(notes).\n-- title:")
        try work.write(noted, "Pipelines/boats/tables/boats_by_port.sql")
      case 3:
        let file = try #require(try exports(work).keys.sorted().randomElement(using: &random))
        try FileManager.default.removeItem(atPath: work.path("Data/exports/\(file)"))
      case 4: work.now = "2025-06-\(10 + step)T06:00:00Z"
      default: break
      }
      let run = work.run("run", "--offline")
      #expect(run.status == 0, "step \(step): \(run.err)")
      let made = try exports(work)
      let copy = work.path("copy")
      try? FileManager.default.removeItem(atPath: copy)
      try FileManager.default.copyItem(atPath: work.path("Data"), toPath: copy)
      let rebuilt = work.run("rebuild", "--data", "copy")
      #expect(rebuilt.status == 0, "step \(step): \(rebuilt.err)")
      #expect(try files(work, "copy/exports") == made, "step \(step)")
    }
  }
}
