import GRDB
import Foundation
import Model
import Testing

@testable import Warehouse

@Suite struct VerdictTests {
  static func record(_ figure: String, _ verdict: Verdict, _ value: String? = "1", run: String = "r1") -> VerdictRecord
  {
    VerdictRecord(
      article: "a", figure: figure, run: run, at: "2026-11-24T00:00:00Z", verdict: verdict, value: value, valueNow: nil)
  }

  @Test func onlyWhatIsNewIsWritten() throws {
    let warehouse = try Warehouse(path: ":memory:")
    try warehouse.write { session in
      try session.recordVerdicts([Self.record("f", .holds), Self.record("g", .unsupported, nil)])
      try session.recordVerdicts([
        Self.record("f", .holds, run: "r2"), Self.record("g", .unsupported, nil, run: "r2"),
      ])
      try session.recordVerdicts([Self.record("f", .holds, "2", run: "r3")])
      try session.recordVerdicts([Self.record("f", .drifted, "2", run: "r4")])
    }
    let history = try warehouse.read { try $0.verdictHistory() }
    #expect(history.map(\.run) == ["r1", "r1", "r3", "r4"])
    let last = try warehouse.read { try $0.lastVerdicts(article: "a") }
    #expect(last["f"]?.verdict == .drifted)
    #expect(last["g"]?.value == nil)
    #expect(try warehouse.read { try $0.lastVerdicts(article: "b") }.isEmpty)
  }

  @Test func theLedgerMovesToAnotherWarehouse() throws {
    let old = try Warehouse(path: ":memory:")
    try old.write {
      try $0.recordVerdicts([Self.record("f", .holds), Self.record("g", .holds)])
      try $0.recordVerdicts([Self.record("f", .contradicted, run: "r2")])
    }
    let history = try old.read { try $0.verdictHistory() }
    let new = try Warehouse(path: ":memory:")
    let ledger = try old.read { try $0.ledger() }
    try new.write { try $0.restore(ledger) }
    #expect(try new.read { try $0.verdictHistory() } == history)
    #expect(history.count == 3)
  }

  @Test func aWarehouseOfVersionOneIsBroughtForward() throws {
    let path = NSTemporaryDirectory() + "soundings-verdicts-\(UUID().uuidString).sqlite"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let queue = try DatabaseQueue(path: path)
    try queue.write { db in
      try db.execute(sql: Schema.statements)
      try db.execute(sql: "insert into _runs values ('r', 'run', 'p', 's', 'f', 'done', null); pragma user_version = 1")
    }
    try queue.close()
    // Who may only read finds no history and no error.
    #expect(try Warehouse(path: path, readOnly: true).read { try $0.verdictHistory() }.isEmpty)
    let warehouse = try Warehouse(path: path)
    try warehouse.write { try $0.recordVerdicts([Self.record("f", .holds)]) }
    #expect(try warehouse.read { try $0.verdictHistory() }.count == 1)
    #expect(try warehouse.read { try Int.fetchOne($0.db, sql: "select count(*) from _runs") } == 1)
    #expect(try warehouse.read { try Int.fetchOne($0.db, sql: "pragma user_version") } == Schema.version)
  }
}
