import Foundation
import Glibc
import TestTools
import Testing

/// What a message about held, reported, withdrawn, lost and ambiguous editions tells people to type works when it is typed.
@Suite(.tags(.slow)) struct RemedyTests {
  private static let header = "Day,Port,Boats\n"
  private static let rows = header + "1 May 2025,Here,2\n2 May 2025,There,30\n"

  private func project(_ manifest: (String) -> String = { $0 }) throws -> Workdir {
    let work = try Workdir()
    work.now = "2025-05-20T10:00:00Z"
    try work.makeProject()
    let file = "Pipelines/boats/boats_seen/dataset.yaml"
    try work.write(manifest(work.read(file)), file)
    return work
  }

  @discardableResult
  private func add(_ work: Workdir, _ rows: String, _ day: String, _ name: String = "new.csv") throws -> Workdir.Result
  {
    try work.write(rows.hasPrefix("Day") ? rows : Self.header + rows, name)
    return work.run("add", "boats_seen", name, "--published", day)
  }

  /// The commands that a remedy names, as the shell splits them.
  private func commands(_ remedy: String) -> [[String]] {
    remedy.components(separatedBy: "soundings ").dropFirst().map { rest in
      var words: [String] = [""]
      var isQuoted = false
      for character in rest {
        if character == "\"" {
          isQuoted.toggle()
        } else if !isQuoted, ";,()".contains(character) {
          break
        } else if !isQuoted, character == " " {
          words.append("")
        } else {
          words[words.count - 1].append(character)
        }
      }
      return words.filter { !$0.isEmpty && !["or", "and"].contains($0) }
    }
  }

  /// Types the remedy of the first message that says so, and wants it to be done.
  private func type(
    _ work: Workdir, _ result: Workdir.Result, _ says: String, _ command: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let n = try #require(
      result.errors.firstIndex { $0.contains(says) }, "\(says): \(result.out)\(result.err)",
      sourceLocation: sourceLocation)
    let remedy = try #require(result.errors.dropFirst(n + 1).first, sourceLocation: sourceLocation)
    let typed = try #require(
      commands(remedy).first { $0.first == command }, "\(remedy)", sourceLocation: sourceLocation)
    let done = work.run(typed)
    #expect([0, 3].contains(done.status), "\(typed): \(done.status) \(done.err)", sourceLocation: sourceLocation)
  }

  private func expectGood(_ work: Workdir, sourceLocation: SourceLocation = #_sourceLocation) {
    for command in [["run", "--offline", "--quiet"], ["verify", "--rebuild"]] {
      let result = work.run(command)
      #expect(result.status == 0, "\(command): \(result.out)\(result.err)", sourceLocation: sourceLocation)
    }
  }

  private func record(_ work: Workdir, _ start: String) throws -> String {
    let name = work.names("Data/archive/boats_seen").first { $0.hasPrefix(start + "_") && $0.hasSuffix(".json") }
    return "Data/archive/boats_seen/" + (try #require(name))
  }

  @Test(arguments: ["run", "rebuild", "verify"]) func aLostRecord(_ command: String) throws {
    let work = try project()
    try add(work, Self.rows, "2025-05-04")
    try add(work, "1 May 2025,Here,3\n", "2025-05-05")
    unlink(work.path(try record(work, "2025-05-05")))
    let said = work.run(command == "run" ? [command, "--offline", "--quiet"] : [command])
    #expect(said.status == 1)
    // What verify says of the next run is what the next run does.
    #expect(said.err.contains("its rows stay as they are"), "\(said.err)")
    try type(work, said, "edition of 2025-05-05: is in use, but its record is no longer in the archive", "withdraw")
    #expect(work.run("table", "boats_by_port", "--format", "csv").out == "port,boats\nHere,2\nThere,30\n")
    expectGood(work)
  }

  @Test(arguments: ["run", "rebuild", "verify"]) func aLostRecordOfAHeldEdition(_ command: String) throws {
    let work = try project()
    try add(work, Self.rows, "2025-05-04")
    // A key twice: the file cannot be right.
    try work.write("Day,Port,Boats\n1 May 2025,Here,3\n1 May 2025,Here,4\n", "twice.csv")
    #expect(work.run("add", "boats_seen", "twice.csv", "--published", "2025-05-05").status == 1)
    unlink(work.path(try record(work, "2025-05-05")))
    let said = work.run(command == "run" ? [command, "--offline", "--quiet"] : [command])
    #expect(said.status == 1)
    try type(work, said, "edition of 2025-05-05: is held, and its record is no longer in the archive", "withdraw")
    expectGood(work)
  }

  @Test(arguments: ["run", "rebuild", "verify"]) func aLostDecision(_ command: String) throws {
    let work = try project()
    try add(work, Self.rows, "2025-05-04")
    try add(work, "1 May 2025,Here,3\n", "2025-05-05")
    #expect(work.run("withdraw", "boats_seen", "2025-05-05", "--reason", "a mistake").status == 0)
    let folder = "Data/archive/boats_seen/decisions/"
    unlink(work.path(folder + (try #require(work.names(folder).first))))
    let said = work.run(command == "run" ? [command, "--offline", "--quiet"] : [command])
    #expect(said.status == 1)
    try type(work, said, "was applied, but its record is no longer in the archive", "withdraw")
    expectGood(work)
  }

  @Test func aDecisionFromElsewhereIsNoLostRecord() throws {
    let work = try project()
    try add(work, Self.rows, "2025-05-04")
    try add(work, "1 May 2025,Here,3\n", "2025-05-05")
    let other = try project()
    try FileManager.default.copyItem(atPath: work.path("Data"), toPath: other.path("Data"))
    #expect(other.run("withdraw", "boats_seen", "2025-05-05", "--reason", "a mistake").status == 0)
    let decisions = "Data/archive/boats_seen/decisions"
    try FileManager.default.copyItem(atPath: other.path(decisions), toPath: work.path(decisions))
    let said = work.run("verify")
    #expect(said.status == 0, "\(said.err)")
    let note = try #require(
      said.out.split(separator: "\n").first { $0.contains("has changed in the archive (a decision") })
    #expect(work.run(try #require(commands(String(note)).first)).status == 0)
    expectGood(work)
  }

  /// A damaged record, and the bytes of its edition, are given back by hand.
  @Test func aDamagedRecord() throws {
    let work = try project()
    try add(work, Self.rows, "2025-05-04")
    try add(work, "1 May 2025,Here,3\n", "2025-05-05")
    let path = work.path(try record(work, "2025-05-05"))
    chmod(path, 0o644)
    try Data("{".utf8).write(to: URL(fileURLWithPath: path))
    let said = work.run("verify")
    #expect(said.status == 1)
    #expect(said.err.contains("without one move it away, then"), "\(said.err)")
    unlink(path)
    try type(work, said, "the record of an edition is damaged", "add")
    expectGood(work)
  }

  /// What came with the repository and is in use gets its record again, whoever reads the archive first.
  @Test(arguments: [
    ["run", "--offline"], ["rebuild"], ["add", "boats_seen", "more.csv", "--published", "2025-05-09"],
  ])
  func aLostRecordOfABundledEdition(_ command: [String]) throws {
    let work = try project { $0.replacing("\nkey:", with: "\npartition: date\nkey:") }
    let bundled = "Pipelines/boats/boats_seen/bundled/2025-05-01"
    try work.write(Self.header + "1 April 2025,Old,7\n", bundled + ".csv")
    try work.write("restriction: all\n", bundled + ".provenance.yaml")
    #expect(work.run("run", "--offline").status == 0)
    try add(work, Self.rows, "2025-05-04")
    let good = "port,boats\nHere,2\nOld,7\nThere,30\n"
    #expect(try work.read("Data/exports/boats_by_port.csv") == good)
    try work.write(Self.rows, "more.csv")
    unlink(work.path(try record(work, "2025-05-01")))
    let said = work.run("verify")
    #expect(said.status == 1)
    if command[0] == "run" {
      try type(work, said, "came with the repository, and its record is no longer in the archive", "run")
    } else {
      let done = work.run(command)
      #expect(done.status == 0, "\(done.err)")
    }
    #expect(try work.read("Data/exports/boats_by_port.csv") == good)
    expectGood(work)
  }

  @Test func whatIsHeldOrReportedOrLate() throws {
    let work = try project { $0.replacing("moved_pct: off", with: "moved_pct: {closed: 40, open: 40}") }
    try add(work, Self.rows, "2025-05-04")
    let held = try add(work, "1 May 2025,Here,2\n2 May 2025,There,300\n", "2025-05-06")
    #expect(held.status == 1)
    try type(work, held, "edition of 2025-05-06: ", "accept")
    // Far from its neighbor, which was here first.
    let late = try add(work, "1 May 2025,Here,2\n2 May 2025,There,40\n", "2025-05-05")
    #expect(late.status == 0 || late.status == 1, "\(late.err)")
    if late.status == 1 { try type(work, late, "edition of 2025-05-05: ", "accept") }
    expectGood(work)
    let twice = work.run("accept", "boats_seen", "2025-05-06", "--reason", "x")
    #expect(twice.status == 64)
    try type(work, twice, "was accepted on 2025-05-20", "withdraw")
    expectGood(work)
  }

  @Test func whatWasWithdrawnIsAddedAgain() throws {
    let work = try project()
    try add(work, Self.rows, "2025-05-04")
    try add(work, "1 May 2025,Here,3\n", "2025-05-05")
    #expect(work.run("withdraw", "boats_seen", "2025-05-05", "--reason", "a mistake").status == 0)
    let again = try add(work, "1 May 2025,Here,3\n", "2025-05-05")
    #expect(again.status == 65)
    try type(work, again, "these bytes were withdrawn on 2025-05-20: a mistake", "accept")
    #expect(work.run("table", "boats_by_port", "--format", "csv").out == "port,boats\nHere,3\n")
    expectGood(work)
  }

  /// Bytes and dates that came more than once.
  @Test func whatOneNameDoesNotTellApart() throws {
    let work = try project()
    let (a, b) = ("1 May 2025,Here,3\n", "1 May 2025,Here,4\n")
    for (rows, day) in [(a, "2025-05-04"), (b, "2025-05-04"), (a, "2025-05-05"), (b, "2025-05-06"), (a, "2025-05")] {
      #expect(try add(work, rows, day).status == 0)
    }
    let byDate = work.run("withdraw", "boats_seen", "2025-05-04", "--reason", "x")
    #expect(byDate.status == 64)
    #expect(commands(byDate.errors[1]).count == 2, "\(byDate.err)")
    try type(work, byDate, "2 editions are named '2025-05-04'", "withdraw")
    let hash = try record(work, "2025-05-06").dropLast(5).split(separator: "_").last!
    let byHash = work.run("withdraw", "boats_seen", String(hash), "--reason", "x")
    #expect(byHash.status == 64)
    try type(work, byHash, "2 editions are named '\(hash)'", "withdraw")
    expectGood(work)
  }

  @Test func aCheckThatFails() throws {
    let work = try project()
    try work.write(
      "-- No port has more than a hundred boats.\nselect port, boats from boats_seen where boats > 100 order by port\n",
      "Pipelines/boats/checks/few.sql")
    try add(work, Self.rows, "2025-05-04")
    try add(work, "1 May 2025,Here,3\n", "2025-05-05")
    // A second version of that day.
    let failed = try add(work, "1 May 2025,Here,300\n", "2025-05-05")
    #expect(failed.status == 1)
    try type(work, failed, "No port has more than a hundred boats", "withdraw")
    #expect(try work.read("Data/exports/boats_by_port.csv") == "port,boats\nHere,3\n")
    expectGood(work)
  }

  /// An edition that is in the archive and in no warehouse yet.
  @Test func whatIsNotLoadedYet() throws {
    let work = try project()
    try add(work, Self.rows, "2025-05-04")
    let other = try project()
    try FileManager.default.copyItem(atPath: work.path("Data"), toPath: other.path("Data"))
    try add(other, "1 May 2025,Here,3\n", "2025-05-05")
    for name in other.names("Data/archive/boats_seen") where !work.exists("Data/archive/boats_seen/" + name) {
      let path = "Data/archive/boats_seen/" + name
      try FileManager.default.copyItem(atPath: other.path(path), toPath: work.path(path))
    }
    let early = work.run("accept", "boats_seen", "2025-05-05", "--reason", "x")
    #expect(early.status == 1)
    try type(work, early, "is not loaded yet", "run")
    #expect(try work.read("Data/exports/boats_by_port.csv") == "port,boats\nHere,3\n")
    expectGood(work)
  }
}
