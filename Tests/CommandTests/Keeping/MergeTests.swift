import Foundation
import Glibc
import StandIn
import TestTools
import Testing

/// Two data folders that began as copies of one archive, go their own ways and are merged: history, held editions, exports and
/// pages depend on the set of records alone, and are what a rebuild gives, byte for byte.
///
/// SOUNDINGS_CASES in the environment says how many sets are drawn.
@Suite(.tags(.slow)) struct MergeTests {
  private static let correction =
    "date,port,column,wrong,right,reason,link\n"
    + "2025-05-01,Here,boats,110,101,digits swapped,https://example.org/harbor\n"

  /// One of the two newsrooms.
  ///
  /// - Parameter standIn: the publisher; nil where this machine cannot play one, so that nothing is fetched.
  private static func project(_ standIn: StandIn?) throws -> Workdir {
    let work = try Workdir()
    try work.makeProject(
      config: (standIn?.yaml ?? "contact: tests@example.org\n") + "retries: 0\n",
      fetch: standIn == nil
        ? ""
        : "fetch:\n  url: https://www.cbp.gov/boats.csv\n  expect: {starts_with: \"Day,Port\", max_bytes: 1MB}\n"
          + "edition: {published: last_modified}")
    let file = "Pipelines/boats/boats_seen/dataset.yaml"
    // A guard that trips now and then, and that a person may overrule.
    try work.write(
      work.read(file).replacing("moved_pct: off", with: "moved_pct: {closed: 40, open: 40}")
        + "\nnotes: A test.\nnotes_when:\n  - {when: select max(boats) as boats from boats_seen, text: 'At most {boats}.'}\n",
      file)
    try work.write(
      "title: An article\npublished: 2025-05-10\nfigures:\n  - id: boats\n    clause: boats\n    printed: 100\n"
        + "    rule: equals\n    sql: select sum(boats) from boats_seen where port = 'Here'\n"
        + "    records: [boats_seen where port = 'Here']\n    closed: May is over\n",
      "Pipelines/articles/one.yaml")
    return work
  }

  private static func content(_ random: inout SeededRandom) -> String {
    let counts = [100, 100, 110, 120, 130, 900]
    var rows = "Day,Port,Boats\n"
    for (day, port) in [(1, "Here"), (2, "Here"), (2, "There"), (3, "Far")]
    where Int.random(in: 0...9, using: &random) > 0 {
      let isUnreadable = Int.random(in: 0...24, using: &random) == 0
      rows += "\(day) May 2025,\(port),\(isUnreadable ? "many" : "\(counts.randomElement(using: &random)!)")\n"
    }
    return rows
  }

  /// One thing that happens in a newsroom.
  ///
  /// - Returns: what it was, and the exit code.
  private static func act(
    _ work: Workdir, _ step: Int, _ standIn: StandIn?, _ random: inout SeededRandom
  ) throws -> String {
    work.now = "2025-06-\(step < 10 ? "0" : "")\(step)T0\(Int.random(in: 1...9, using: &random)):00:00Z"
    let records = work.names("Data/archive/boats_seen").filter { $0.hasSuffix(".json") }
    switch Int.random(in: 0...8, using: &random) {
    case 0 where !records.isEmpty, 1 where !records.isEmpty:
      let hash = records.randomElement(using: &random)!.dropLast(5).split(separator: "_").last!
      let verb = Bool.random(using: &random) ? "accept" : "withdraw"
      return "\(verb) \(work.run(verb, "boats_seen", String(hash), "--reason", "step \(step)").status)"
    case 2:
      try Self.correct(work, Bool.random(using: &random))
      return "correct \(work.run("run", "--offline").status)"
    case 3, 4:
      guard let standIn else { fallthrough }
      // Now and then with the date of another version: a second one under an unchanged date counts from its fetch.
      let modified = Bool.random(using: &random) ? "Mon, 05 May 2025 10:00:00 GMT" : "Tue, 06 May 2025 10:00:00 GMT"
      try standIn.serve([
        Route("www.cbp.gov", "/boats.csv", content(&random)) {
          $0.last_modified = modified
          $0.unconditional = true
        }
      ])
      return "fetch \(work.run("run").status)"
    default:
      try work.write(content(&random), "new.csv")
      let day = Int.random(in: 4...9, using: &random)
      return "add \(work.run("add", "boats_seen", "new.csv", "--published", "2025-05-0\(day)").status)"
    }
  }

  private static func correct(_ work: Workdir, _ isWanted: Bool) throws {
    let path = work.path("Pipelines/boats/boats_seen/corrections.csv")
    if isWanted {
      try correction.write(toFile: path, atomically: true, encoding: .utf8)
    } else {
      try? FileManager.default.removeItem(atPath: path)
    }
  }

  /// Copies every record that is here and not there, as `rsync` does.
  private static func bring(_ here: Workdir, to there: Workdir) throws {
    for name in try files(here, "Data/archive").keys where !there.exists("Data/archive/" + name) {
      let path = there.path("Data/archive/" + name)
      try FileManager.default.createDirectory(
        at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: here.path("Data/archive/" + name), toPath: path)
    }
  }

  private static func files(_ work: Workdir, _ folder: String) throws -> [String: Data] {
    let names = FileManager.default.enumerator(atPath: work.path(folder))?.compactMap { $0 as? String } ?? []
    var files: [String: Data] = [:]
    for name in names {
      if let bytes = FileManager.default.contents(atPath: work.path(folder + "/" + name)) { files[name] = bytes }
    }
    return files
  }

  /// The first line of each in which two files differ.
  private static func difference(_ made: Data?, _ wanted: Data?) -> String {
    guard let made else { return "it is missing" }
    guard let wanted else { return "a rebuild makes no such file" }
    let pair = [made, wanted].map {
      String(decoding: $0, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    }
    let place = zip(pair[0], pair[1]).prefix { $0 == $1 }.count
    let lines = pair.map { $0.count > place ? String($0[place].prefix(400)) : "(its end)" }
    return "line \(place + 1): \(lines[0])\na rebuild: \(lines[1])"
  }

  /// Types the acceptances that the runs ask for, until nothing stays as it was against the archive.
  private static func settle(_ work: Workdir, _ place: Comment) throws {
    for _ in 0..<8 where work.run("rebuild").status != 0 {
      let run = work.run("run", "--offline", "--quiet")
      #expect(run.status == 1, "\(place): said once and then forgotten")
      let start = try #require(run.err.range(of: "soundings accept "), "\(place): \(run.err)")
      let end = try #require(run.err[start.upperBound...].range(of: " --reason"))
      let words = run.err[start.upperBound..<end.lowerBound].split(separator: " ").map(String.init)
      let accepted = work.run(["accept"] + words + ["--reason", "settled"])
      #expect(accepted.status != 64, "\(place): \(run.err)\(accepted.err)")
    }
    let rebuilt = work.run("rebuild")
    #expect(rebuilt.status == 0, "\(place), settled: \(rebuilt.err)")
  }

  /// The publisher's second version under an unchanged date, after a person took the first one back: the command that the hold prints
  /// names it and no other, and takes it.
  @Test func aPrintedAcceptanceWorksBesideAWithdrawnTwin() throws {
    guard StandIn.isPossible else { return }
    let standIn = try StandIn()
    let work = try Self.project(standIn)
    work.now = "2025-06-01T05:00:00Z"
    try work.write("Day,Port,Boats\n1 May 2025,Here,100\n2 May 2025,There,100\n", "new.csv")
    #expect(work.run("add", "boats_seen", "new.csv", "--published", "2025-05-04").status != 64)
    func fetch(_ boats: Int, _ now: String) throws -> (status: Int32, err: String) {
      work.now = now
      let rows = "Day,Port,Boats\n1 May 2025,Here,\(boats)\n2 May 2025,There,100\n"
      try standIn.serve([
        Route("www.cbp.gov", "/boats.csv", rows) {
          $0.last_modified = "Mon, 05 May 2025 10:00:00 GMT"
          $0.unconditional = true
        }
      ])
      let run = work.run("run")
      return (run.status, run.err)
    }
    #expect(try fetch(110, "2025-06-02T05:00:00Z").status != 64)
    let taken = work.run("withdraw", "boats_seen", "2025-05-05", "--reason", "the wrong file")
    #expect(taken.status != 64, "\(taken.err)")
    let held = try fetch(900, "2025-06-03T05:00:00Z")
    #expect(held.status == 1, "\(held.err)")
    let start = try #require(held.err.range(of: "soundings accept "), "\(held.err)")
    let end = try #require(held.err[start.upperBound...].range(of: " --reason"))
    let words = held.err[start.upperBound..<end.lowerBound].split(separator: " ").map(String.init)
    let accepted = work.run(["accept"] + words + ["--reason", "confirmed"])
    #expect(accepted.status != 64 && !accepted.err.contains("not loaded"), "\(held.err)\(accepted.err)")
    #expect(try work.read("Data/exports/boats_by_port.csv").contains("Here,900"), "\(accepted.out)\(accepted.err)")
  }

  @Test func whatTwoFoldersBecomeIsWhatARebuildGives() throws {
    var random = SeededRandom.ofTest()
    let cases = getenv("SOUNDINGS_CASES").flatMap { Int(String(cString: $0)) } ?? 4
    var kept = 0
    var counts: [String: Int] = [:]
    var seconds = 0
    let standIn = StandIn.isPossible ? try StandIn() : nil
    for n in 1...cases {
      let one = try Self.project(standIn)
      for step in 1...2 { counts[try Self.act(one, step, standIn, &random), default: 0] += 1 }
      _ = one.run("run", "--offline")
      let other = try Self.project(standIn)
      try FileManager.default.copyItem(atPath: one.path("Data"), toPath: other.path("Data"))
      for step in 3...8 {
        counts[try Self.act(Bool.random(using: &random) ? one : other, step, standIn, &random), default: 0] += 1
      }
      let isCorrected = Bool.random(using: &random)
      for work in [one, other] {
        work.now = "2025-06-20T10:00:00Z"
        try Self.correct(work, isCorrected)
      }
      try Self.bring(one, to: other)
      try Self.bring(other, to: one)
      #expect(try Self.files(one, "Data/archive") == Self.files(other, "Data/archive"), "case \(n)")

      let rebuilt = try Self.project(standIn)
      rebuilt.now = one.now
      try Self.correct(rebuilt, isCorrected)
      try FileManager.default.createDirectory(atPath: rebuilt.path("Data"), withIntermediateDirectories: false)
      try FileManager.default.copyItem(atPath: one.path("Data/archive"), toPath: rebuilt.path("Data/archive"))
      let fresh = rebuilt.run("rebuild")
      #expect(fresh.status == 0, "case \(n): \(fresh.err)")
      let expected = try Self.files(rebuilt, "Data/exports")
      if rebuilt.run("status").out.contains(", as fetched on ")
        || expected["site/datasets/boats_seen.html"].map({
          String(decoding: $0, as: UTF8.self).contains("as fetched on")
        })
          == true
      {
        seconds += 1
      }
      for work in [one, other] {
        let before = try Self.files(work, "Data/exports")
        let run = work.run("run", "--offline")
        let now = try Self.files(work, "Data/exports")
        let again = work.run("rebuild")
        guard again.status == 0 else {
          // What was good here is not given up for what came from there: both say so, and nothing changes.
          kept += 1
          #expect(run.status == 1, "case \(n): \(run.err)")
          #expect(again.err.contains("nothing was rebuilt"), "case \(n): \(again.err)")
          #expect(now == before, "case \(n): \(run.err)")
          // Until a person decides, as the message says; then it is what a rebuild of the same archive gives.
          try Self.settle(work, "case \(n)")
          let settled = try Self.project(standIn)
          settled.now = work.now
          try Self.correct(settled, isCorrected)
          try FileManager.default.createDirectory(atPath: settled.path("Data"), withIntermediateDirectories: false)
          try FileManager.default.copyItem(atPath: work.path("Data/archive"), toPath: settled.path("Data/archive"))
          let anew = settled.run("rebuild")
          #expect(anew.status == 0, "case \(n): \(anew.err)")
          let (made, wanted) = (try Self.files(work, "Data/exports"), try Self.files(settled, "Data/exports"))
          for name in Set(made.keys).union(wanted.keys).sorted() where made[name] != wanted[name] {
            Issue.record("case \(n), settled: \(name): \(Self.difference(made[name], wanted[name]))")
          }
          continue
        }
        for name in Set(now.keys).union(expected.keys).sorted() where now[name] != expected[name] {
          let difference = Self.difference(now[name], expected[name])
          Issue.record("case \(n): \(name) is not what a rebuild gives\n\(difference)\n\(run.err)")
        }
        let verified = work.run("verify", "--rebuild")
        #expect(verified.status == 0, "case \(n): \(verified.out)\(verified.err)")
      }
    }
    print("exit codes: \(counts.map { "\($0.key): \($0.value)" }.sorted().joined(separator: ", "))")
    print("with a second version under an unchanged date: \(seconds) of \(cases)")
    print("kept what was good: \(kept) of \(2 * cases) folders")
    #expect(kept < 2 * cases)
  }
}
