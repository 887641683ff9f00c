import Foundation
import Model
import System
import Testing

@testable import Archive

/// What a person decided last on an edition counts, and an edited record does not count.
@Suite struct DecisionRecordTests {
  static let time = "2025-07-02T06:00:00Z"

  private func decide(_ test: TestArchive, _ kind: Decision.Kind, _ edition: Edition, _ reason: String) throws {
    try test.archive.record(
      Decision(kind, on: edition, reason: reason, decidedAt: Self.time, decidedBy: "a person"))
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
