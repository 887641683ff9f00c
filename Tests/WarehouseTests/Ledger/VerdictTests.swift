import Foundation
import GRDB
import Model
import Testing

@testable import Warehouse

@Suite struct VerdictTests {
  static func record(_ figure: String, _ verdict: Verdict, _ value: String? = "1", run: Int? = 1) -> VerdictRecord {
    VerdictRecord(
      article: "a", figure: figure, run: run, at: "2026-11-24T00:00:00Z", verdict: verdict, value: value, valueNow: nil)
  }

  @Test func onlyWhatIsNewIsWritten() throws {
    let warehouse = try Warehouse(path: ":memory:")
    try warehouse.write { session in
      try session.recordVerdicts([Self.record("f", .holds), Self.record("g", .unsupported, nil)])
      try session.recordVerdicts([
        Self.record("f", .holds, run: 2), Self.record("g", .unsupported, nil, run: 2),
      ])
      try session.recordVerdicts([Self.record("f", .holds, "2", run: 3)])
      try session.recordVerdicts([Self.record("f", .drifted, "2", run: 4)])
    }
    let history = try warehouse.read { try $0.verdictHistory() }
    #expect(history.map(\.run) == [1, 1, 3, 4])
    let last = try warehouse.read { try $0.lastVerdicts(article: "a") }
    #expect(last["f"]?.verdict == .drifted)
    #expect(last["g"]?.value == nil)
    #expect(try warehouse.read { try $0.lastVerdicts(article: "b") }.isEmpty)
  }

  @Test func theLedgerMovesToAnotherWarehouse() throws {
    let old = try Warehouse(path: ":memory:")
    try old.write {
      try $0.recordVerdicts([Self.record("f", .holds), Self.record("g", .holds)])
      try $0.recordVerdicts([Self.record("f", .contradicted, run: 2)])
    }
    let history = try old.read { try $0.verdictHistory() }
    let new = try Warehouse(path: ":memory:")
    let ledger = try old.read { try $0.ledger() }
    _ = try new.write { try $0.restore(ledger) }
    #expect(try new.read { try $0.verdictHistory() } == history)
    #expect(history.count == 3)
  }

  @Test func aWarehouseOfAnOlderVersionIsRefused() throws {
    let path = NSTemporaryDirectory() + "soundings-verdicts-\(UUID().uuidString).sqlite"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let warehouse = try Warehouse(path: path)
    try warehouse.write { try $0.db.execute(sql: "pragma user_version = \(Schema.version - 1)") }
    try warehouse.close()
    for readOnly in [false, true] {
      let problem = try #require(throws: Problem.self) { try Warehouse(path: path, readOnly: readOnly) }
      #expect(problem.kind == .badInput)
      #expect(problem.what.contains("has version \(Schema.version - 1)"))
      #expect(problem.remedy.contains("soundings rebuild"))
    }
  }
}
