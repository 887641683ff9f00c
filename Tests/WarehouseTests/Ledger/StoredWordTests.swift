import GRDB
import Model
import Testing

@testable import Warehouse

/// States that the ledger stores as words.
@Suite struct StoredWordTests {
  @Test func aWordThatNobodyWritesIsDamageAndNeverGuessed() throws {
    let warehouse = try Warehouse(path: ":memory:")
    try warehouse.write { session in
      try session.recordVerdicts([VerdictTests.record("f", .stale)])
      try session.recordOutcome(
        1, dataset: "d", outcome: .unreachable, note: "", problem: nil, at: "2026-11-24T00:00:00Z")
    }
    #expect(try warehouse.read { try $0.verdictHistory().map(\.verdict) } == [.stale])
    #expect(try warehouse.read { try $0.lastOutcome("d")?.outcome.outcome } == .unreachable)
    try warehouse.write {
      try $0.db.execute(sql: "update _verdicts set verdict = 'fine'; update _run_datasets set outcome = 'gone'")
    }
    let verdict = #expect(throws: Problem.self) { try warehouse.read { try $0.verdictHistory() } }
    #expect(verdict?.what == "the warehouse is damaged: its column verdict has 'fine'")
    let outcome = #expect(throws: Problem.self) { try warehouse.read { try $0.outcomes(ofRun: 1) } }
    #expect(outcome?.what.contains("outcome has 'gone'") == true)
  }
}
