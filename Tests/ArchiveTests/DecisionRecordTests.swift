import Foundation
import Model
import System
import TestTools
import Testing

@testable import Archive

/// What a person decided last on an edition counts, and an edited record does not count.
@Suite(.tags(.slow)) struct DecisionRecordTests {
  static let time = "2025-07-02T06:00:00Z"

  private func decide(
    _ test: TestArchive, _ kind: Decision.Kind, _ edition: Edition, _ reason: String, at time: String = Self.time
  ) throws {
    try test.archive.record(
      Decision(kind, on: edition, reason: reason, decidedAt: time, decidedBy: "a person"))
  }

  /// The names of the records do not say it: three of one second.
  @Test func theLastOfOneSecondCounts() throws {
    let test = try TestArchive()
    let edition = try test.add("a", "2025-05-03")
    for (kind, reason) in [(Decision.Kind.withdraw, "wrong"), (.accept, "right"), (.withdraw, "wrong again")] {
      try decide(test, kind, edition, reason)
      let read = try test.archive.decisions(on: "boats")
      #expect(read.last?.reason == reason)
      let usable = test.archive.decided([edition], read)
      #expect(usable.count == (kind == .accept ? 1 : 0))
      #expect(usable.first?.acceptance?.reason == (kind == .accept ? reason : nil))
    }
    #expect(try test.archive.decisions(on: "boats").map(\.reason) == ["wrong", "right", "wrong again"])
    #expect(try !test.archive.hasUsableEditions(of: "boats"))
    #expect(try test.archive.isEmpty())
  }

  /// A clock that was ahead at one decision, or is behind at the next, decides nothing; each keeps the time that it was given.
  @Test func theLastCountsWhateverTheClockSaid() throws {
    let test = try TestArchive()
    let edition = try test.add("a", "2025-05-03")
    let made: [(kind: Decision.Kind, time: String)] = [
      (.accept, "2025-07-02T06:00:00Z"), (.withdraw, "2031-07-02T06:00:00Z"), (.accept, "2026-07-02T06:00:00Z"),
      (.withdraw, "2026-07-02T06:00:00Z"), (.accept, "2024-12-31T23:59:59Z"), (.withdraw, "2031-07-03T06:00:00Z"),
    ]
    for (i, decision) in made.enumerated() {
      try decide(test, decision.kind, edition, "\(i)", at: decision.time)
      #expect(try test.archive.decisions(on: "boats").map(\.reason) == (0...i).map(String.init))
      let usable = test.archive.decided([edition], try test.archive.decisions(on: "boats"))
      #expect(usable.count == (decision.kind == .accept ? 1 : 0))
    }
    #expect(try test.archive.decisions(on: "boats").map(\.decidedAt) == made.map(\.time))
  }

  /// A copy of the archive in which somebody decided later is merged: by the times, though one clock was ahead for a while.
  @Test func mergedCopiesAgree() throws {
    let (test, copy) = (try TestArchive(), try TestArchive())
    for one in [test, copy] {
      let edition = try one.add("a", "2025-05-03")
      try decide(one, .withdraw, edition, "both", at: "2031-07-02T06:00:00Z")
      for reason in one === test ? ["here 1", "here 2"] : ["there"] {
        try decide(one, .accept, edition, reason, at: one === test ? "2026-07-02T06:00:00Z" : "2031-07-03T06:00:00Z")
      }
    }
    for (from, to) in [(test, copy), (copy, test)] {
      let folder = "/boats/decisions/"
      for name in try Files.names(in: from.archive.folder + folder)
      where !Files.exists(to.archive.folder + folder + name) {
        try FileManager.default.copyItem(
          atPath: from.archive.folder + folder + name, toPath: to.archive.folder + folder + name)
      }
    }
    for one in [test, copy] {
      #expect(try one.archive.decisions(on: "boats").map(\.reason) == ["both", "here 1", "here 2", "there"])
    }
  }

  @Test func aDecisionConcernsItsEditionOnly() throws {
    let test = try TestArchive()
    let (first, second) = (try test.add("a", "2025-05-03"), try test.add("b", "2025-05-03"))
    try decide(test, .withdraw, first, "wrong")
    let usable = test.archive.decided([first, second], try test.archive.decisions(on: "boats"))
    #expect(usable.map(\.snapshots) == [second.snapshots])
    #expect(try test.archive.hasUsableEditions(of: "boats"))
  }

  @Test func aDecisionThatWasEditedIsRefused() throws {
    let test = try TestArchive()
    try decide(test, .withdraw, try test.add("a", "2025-05-03"), "wrong")
    let folder = test.archive.folder + "/boats/decisions"
    let path = folder + "/" + (try #require(try Files.names(in: folder).first))
    let text = try String(contentsOfFile: path, encoding: .utf8)
    chmod(path, 0o644)
    try text.replacing("withdraw", with: "accept").write(toFile: path, atomically: false, encoding: .utf8)
    let problem = #expect(throws: Problem.self) { try test.archive.decisions(on: "boats") }
    #expect(problem?.place == path)
    #expect(problem?.what.hasPrefix("the record of a decision is damaged or was edited") == true)
  }
}
