import Foundation
import TestTools
import Testing

/// What a person decides on an edition, and what is said beside the numbers from then on.
@Suite(.tags(.slow)) struct DecisionTests {
  static let good = "Day,Port,Boats\n1 May 2025,Here,2\n2 May 2025,There,30\n3 May 2025,There,30\n"
  /// One weight that cannot be read, of a key that the good file has.
  static let short = "Day,Port,Boats\n1 May 2025,Here,2\n2 May 2025,There,thirty\n3 May 2025,There,30\n"

  func project(guards: String = "", now: String? = nil) throws -> Workdir {
    let work = try Workdir()
    work.now = now
    try work.makeProject(guards: guards)
    try work.write(Self.good, "good.csv")
    try work.write(Self.short, "short.csv")
    #expect(work.run("add", "boats_seen", "good.csv", "--published", "2025-05-04").status == 0)
    return work
  }

  func meta(_ work: Workdir) throws -> [String: Any] {
    let text = try work.read("Data/exports/boats_by_port.meta.json")
    return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// The command that a remedy prints, as the shell would split it.
  func command(in remedy: String) throws -> [String] {
    let start = try #require(remedy.range(of: "soundings accept "))
    let end = try #require(remedy.range(of: "--reason \"...\""))
    let words = remedy[start.lowerBound..<end.lowerBound].split(separator: " ").dropFirst().map(String.init)
    return words + ["--reason", "..."]
  }

  @Test func aRecordInQuarantineHoldsTheEditionUntilItIsAccepted() throws {
    let work = try project()
    let before = try work.read("Data/exports/boats_by_port.csv")
    let held = work.run("add", "boats_seen", "short.csv", "--published", "2025-05-05")
    #expect(held.status == 1)
    #expect(held.errors.count == 2, "\(held.err)")
    #expect(
      held.errors[0]
        == "boats_seen, edition of 2025-05-05: 1 of 3 records break the contract, and every sum would lack them: "
        + "about 48.4% of boats; record 2, column boats: \"thirty\" is not a whole number in digits alone",
      "\(held.err)")
    #expect(try work.read("Data/exports/boats_by_port.csv") == before)
    #expect(work.run("run", "--offline", "--quiet").status == 1)

    let accepted = work.run(try command(in: held.errors[1]))
    #expect(accepted.status == 0, "\(accepted.err)")
    // The key has no value: the older edition's 30 would mix two editions in one sum.
    #expect(try work.read("Data/exports/boats_by_port.csv") == "port,boats\nHere,2\nThere,30\n")
    let meta = try meta(work)
    #expect(meta["records_missing"] as? Int == 1)
    let marks = try #require(meta["marks"] as? [[String: Any]])
    #expect(marks.map { $0["mark"] as? String } == ["records_missing", "accepted"])
    #expect(try work.read("Data/exports/datapackage.json").contains("\"records_missing\": 1"))
    #expect(try work.read("Data/exports/site/tables/boats_by_port.html").contains("missing from every sum"))
    let quiet = work.run("run", "--offline", "--quiet")
    #expect(quiet.status == 0)
    #expect(quiet.err.isEmpty, "\(quiet.err)")
    #expect(work.run("status").out.contains("accepted on "))
    #expect(try work.read("Data/exports/site/datasets/boats_seen.html").contains("accepted on "))

    // The archive alone gives the same again.
    let exports = try work.read("Data/exports/boats_by_port.meta.json")
    try FileManager.default.removeItem(atPath: work.path("Data/soundings.sqlite"))
    try FileManager.default.removeItem(atPath: work.path("Data/exports"))
    #expect(work.run("rebuild").status == 0)
    #expect(try work.read("Data/exports/boats_by_port.meta.json") == exports)
    #expect(work.run("verify", "--rebuild").status == 0)
  }

  @Test func anAllowedQuarantineIsReportedUntilItIsAccepted() throws {
    let allowed = "guards: {quarantine: {pct: 50, weight_pct: 60, because: a test}}"
    let work = try project(guards: allowed)
    let added = work.run("add", "boats_seen", "short.csv", "--published", "2025-05-05")
    #expect(added.status == 1)
    #expect(added.errors.count == 2, "\(added.err)")
    #expect(try work.read("Data/exports/boats_by_port.csv") == "port,boats\nHere,2\nThere,30\n")
    #expect(try meta(work)["records_missing"] as? Int == 1)
    let again = work.run("run", "--offline", "--quiet")
    #expect(again.status == 1)
    #expect(again.errors == added.errors)
    #expect(work.run(try command(in: again.errors[1])).status == 0)
    #expect(work.run("run", "--offline", "--quiet").status == 0)
    #expect(try meta(work)["records_missing"] as? Int == 1)

    // What the record weighs counts as well as how many there are.
    let heavy = try project(guards: allowed.replacingOccurrences(of: "60", with: "40"))
    let held = heavy.run("add", "boats_seen", "short.csv", "--published", "2025-05-05")
    #expect(held.status == 1)
    #expect(held.err.contains("about 48.4% of boats, more than 40.0%"), "\(held.err)")
  }

  @Test func theQuarantineIsListedShownAndReadAgain() throws {
    let work = try project()
    work.run("add", "boats_seen", "short.csv", "--published", "2025-05-05")
    let list = work.run("quarantine", "list", "boats_seen")
    #expect(list.status == 0)
    #expect(list.out.contains("edition of 2025-05-05 (held): 1 record in quarantine"), "\(list.out)\(list.err)")
    #expect(work.run("quarantine", "show", "boats_seen").out.contains("2 May 2025,There,thirty"))
    try work.write(
      "select plain_date(\"Day\") as date, \"Port\" as port, replace(\"Boats\", 'thirty', '31') as boats from raw\n",
      "Pipelines/boats/boats_seen/normalize.sql")
    let retried = work.run("quarantine", "retry", "boats_seen")
    #expect(retried.status == 0, "\(retried.err)")
    #expect(retried.err.contains("boats_seen: 1 records were in quarantine, 0 are now"), "\(retried.err)")
    #expect(try work.read("Data/exports/boats_by_port.csv") == "port,boats\nHere,2\nThere,61\n")
    #expect(work.run("quarantine", "list", "boats_seen").out == "boats_seen: nothing is in quarantine\n")
  }

  @Test func anEditionThatWasAddedByMistakeIsWithdrawn() throws {
    let work = try project()
    let before = try work.read("Data/exports/boats_by_port.csv")
    try work.write("Day,Port,Boats\n1 May 2025,Here,99\n", "wrong.csv")
    #expect(work.run("add", "boats_seen", "wrong.csv", "--published", "2025-05-05").status == 0)
    #expect(try work.read("Data/exports/boats_by_port.csv") == "port,boats\nHere,99\n")
    let withdrawn = work.run("withdraw", "boats_seen", "2025-05-05", "--reason", "another harbor's file", "--by", "Ann")
    #expect(withdrawn.status == 0, "\(withdrawn.err)")
    #expect(try work.read("Data/exports/boats_by_port.csv") == before)
    #expect(work.run("table", "boats_by_port", "--as-of", "2025-05-06", "--format", "csv").out == before)
    #expect(work.run("status").out.contains("another harbor's file"))
    #expect(work.run("verify").status == 0)
    #expect(work.run("rebuild").status == 0)
    #expect(try work.read("Data/exports/boats_by_port.csv") == before)
    let twice = work.run("withdraw", "boats_seen", "2025-05-05", "--reason", "x")
    #expect(twice.status == 64)
    #expect(twice.errors.count == 2, "\(twice.err)")
    #expect(work.run("accept", "boats_seen", "2025-05-05", "--reason", "it was right").status == 0)
    #expect(try work.read("Data/exports/boats_by_port.csv") == "port,boats\nHere,99\n")
  }

  /// The clock was years ahead at the withdrawal, and is right at the acceptance: what was decided last counts.
  @Test func aDecisionUnderAWrongClockCanBeUndone() throws {
    let work = try project(now: "2026-11-29T06:00:00Z")
    try work.write("Day,Port,Boats\n1 May 2025,Here,99\n", "next.csv")
    #expect(work.run("add", "boats_seen", "next.csv", "--published", "2025-05-05").status == 0)
    let right = work.now
    work.now = "2031-06-10T00:00:00Z"
    #expect(work.run("withdraw", "boats_seen", "2025-05-05", "--reason", "a mistake").status == 0)
    #expect(try work.read("Data/exports/boats_by_port.csv") == "port,boats\nHere,2\nThere,60\n")
    work.now = right
    let accepted = work.run("accept", "boats_seen", "2025-05-05", "--reason", "it was right")
    #expect(accepted.status == 0, "\(accepted.err)")
    #expect(accepted.err.contains("the machine's clock is at 2026-11-29T06:00:00Z, before the last decision"))
    #expect(try work.read("Data/exports/boats_by_port.csv") == "port,boats\nHere,99\n")
    #expect(work.run("accept", "boats_seen", "2025-05-05", "--reason", "again").status == 64)
    #expect(work.run("rebuild").status == 0)
    #expect(try work.read("Data/exports/boats_by_port.csv") == "port,boats\nHere,99\n")
    #expect(work.run("verify").status == 0)
  }

  /// The only edition that a project has: its tables are empty then, and every command goes on.
  @Test func theOnlyEditionCanBeWithdrawn() throws {
    let work = try Workdir()
    try work.makeProject()
    try work.write("Day,Port,Boats\n1 May 2025,Here,2\n", "one.csv")
    #expect(work.run("add", "boats_seen", "one.csv", "--published", "2025-05-03").status == 0)
    #expect(work.run("withdraw", "boats_seen", "2025-05-03", "--reason", "a mistake").status == 0)
    for arguments in [["run", "--offline"], ["rebuild"], ["status"], ["table", "boats_by_port"], ["verify"]] {
      let result = work.run(arguments)
      #expect(result.status == 0, "\(arguments): \(result.err)")
    }
    #expect(try !work.read("Data/exports/boats_by_port.csv").contains("Here"))
    #expect(work.run("accept", "boats_seen", "2025-05-03", "--reason", "it was right").status == 0)
    #expect(try work.read("Data/exports/boats_by_port.csv").contains("Here,2"))
  }

  /// An edition of a month is shown with its last day, and both name it.
  @Test(arguments: ["2025-05", "2025-05-31"]) func theDayThatIsShownNamesTheEdition(_ name: String) throws {
    let work = try Workdir()
    try work.makeProject()
    try work.write("Day,Port,Boats\n1 May 2025,Here,2\n", "one.csv")
    #expect(work.run("add", "boats_seen", "one.csv", "--published", "2025-05").status == 0)
    #expect(work.run("status").out.contains("2025-05-31"))
    let withdrawn = work.run("withdraw", "boats_seen", name, "--reason", "a mistake")
    #expect(withdrawn.status == 0, "\(withdrawn.err)")
  }

  @Test func whatCannotBeDecidedIsRefusedInTwoLines() throws {
    let work = try project()
    try work.write("Day,Port,Boats\n1 May 2025,Here,2\n1 May 2025,Here,3\n", "twice.csv")
    #expect(work.run("add", "boats_seen", "twice.csv", "--published", "2025-05-05").status == 1)
    let records = work.names("Data/archive/boats_seen")
    let cases: [(arguments: [String], status: Int32, says: String)] = [
      (["accept", "boats_seen", "2025-05-05", "--reason", "x"], 65, "cannot be accepted: 1 record repeats the key"),
      (["accept", "boats_seen", "2025-05-04", "--reason", "x"], 64, "neither held nor reported"),
      (["accept", "boats_seen", "2025-05-09", "--reason", "x"], 64, "has no edition '2025-05-09'"),
      (["withdraw", "boats_seen", "2025-05-04", "--reason", " "], 64, "--reason: is empty"),
      (["withdraw", "boats", "2025-05-04", "--reason", "x"], 64, "boats"),
    ]
    for item in cases {
      let result = work.run(item.arguments)
      #expect(result.status == item.status, "\(item.arguments)")
      #expect(result.errors.count == 2, "\(result.err)")
      #expect(result.err.contains(item.says), "\(result.err)")
    }
    #expect(work.names("Data/archive/boats_seen") == records)
  }
}
