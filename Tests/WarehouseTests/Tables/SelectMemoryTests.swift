import Foundation
import GRDB
import Manifest
import Model
import TestTools
import Testing

@testable import Warehouse

/// Rows are remembered under all that they rest on, and under nothing less.
@Suite struct SelectMemoryTests {
  static let contents = [
    "one": Fixture.rows("2023,Texas,A,5\n2023,Ohio,A,7"), "two": Fixture.rows("2023,Texas,A,6\n2023,Ohio,A,7"),
    "three": Fixture.rows("2024,Texas,A,1"),
  ]
  static let sql = "select place, sum(events) as events from things group by place order by place"

  let memory = SelectMemory(program: "this")
  let test: TestWarehouse

  init() throws {
    test = try TestWarehouse(
      Fixture.dataset(), Self.contents, Warehouse(path: ":memory:", memory: memory))
    try test.load([Fixture.edition("2024-01-01", "one")])
  }

  private func rows(
    _ state: ShownState, _ sql: String = SelectMemoryTests.sql, in warehouse: Warehouse? = nil
  ) throws -> [[Value]] {
    try (warehouse ?? test.warehouse).read { session in
      try session.showing(state, of: [test.dataset]) {
        try session.rows(of: SelectStatement(sql, path: "a.sql", connection: session.connection))
      }
    }
  }

  /// Insists that `body` runs so many SELECTs.
  private func expect(_ count: Int, _ what: String = "", _ body: () throws -> Void) throws {
    let before = memory.counts.ran
    try body()
    #expect(memory.counts.ran - before == count, "\(what)")
  }

  @Test func aSelectRunsOnceForTheSameRows() throws {
    let day = ShownState.asOf(Day("2024-06-30")!)
    let first = try rows(.newest)
    #expect(first == [[.text("Ohio"), .integer(7)], [.text("Texas"), .integer(5)]])
    // The state of a day after the last edition is the newest one.
    try expect(0) { () throws -> Void in
      for state in [ShownState.newest, day] { #expect(try rows(state) == first) }
    }
    try test.load([Fixture.edition("2024-01-01", "one"), Fixture.edition("2024-09-01", "two")])
    var second: [[Value]] = []
    try expect(1) { second = try rows(.newest) }
    #expect(second[1] == [.text("Texas"), .integer(6)])
    // What was known then has not changed.
    try expect(0) { () throws -> Void in #expect(try rows(day) == first) }
    // A day before everything is a state of its own.
    try expect(1) { () throws -> Void in #expect(try rows(.asOf(Day("2023-01-01")!)) == []) }
    // Taken back: the old rows, found where they were.
    try test.load([Fixture.edition("2024-01-01", "one")])
    try expect(0) { () throws -> Void in #expect(try rows(.newest) == first) }
    try expect(1) { _ = try rows(.newest, Self.sql + " ") }
    // Read otherwise, by the manifest.
    try test.load([Fixture.edition("2024-01-01", "one")], fingerprint: "2")
    try expect(1) { _ = try rows(.newest) }
  }

  @Test func whatIsNotOfTheWarehouseAloneIsNeverRemembered() throws {
    let added = ShownState.adding(
      ["things": [["fiscal_year": .integer(2023), "place": .text("Utah"), "kind": .text("A"), "events": .integer(1)]]],
      asOf: nil)
    for state in [ShownState.backwards, .only([], asOf: nil), added] {
      try expect(2, "\(state)") { for _ in 0..<2 { _ = try rows(state) } }
    }
    #expect(try rows(added).count == 3)
    #expect(try rows(.only([], asOf: nil)).isEmpty)
    for sql in [
      "select _since from _history_things", "select events from main.things", "select count(*) as n from _quarantine",
      "select name from sqlite_schema",
    ] {
      try expect(2, sql) { for _ in 0..<2 { _ = try rows(.newest, sql) } }
    }
    for sql in ["select count(*) as n from things", "select max(ordinal) as n from soundings_editions"] {
      try expect(1, sql) { for _ in 0..<2 { _ = try rows(.newest, sql) } }
    }
  }

  /// A check of an edition runs before the ledger knows the edition: it must see the new rows.
  @Test func aCheckSeesTheEditionThatIsBeingLoaded() throws {
    #expect(try rows(.newest).count == 2)
    var seen: [[[Value]]] = []
    let editions = [Fixture.edition("2024-01-01", "one"), Fixture.edition("2024-09-01", "two")]
    for _ in 0..<2 {
      let results = try test.warehouse.write { session in
        try session.synchronize(
          test.dataset, fingerprint: "1", editions: editions, today: Day("2026-12-31")!, shouldStop: { false },
          open: { edition, page in
            page > 1 ? nil : (ArrayReader(Fixture.header, Self.contents[edition.snapshots[0].sha256]!), Fixture.header)
          },
          check: { session, _ in
            try session.showing(.newest, of: [test.dataset]) {
              let statement = try SelectStatement(Self.sql, path: "a.sql", connection: session.connection)
              seen.append(try session.rows(of: statement))
              return Problem(.failed, at: "a", "b", remedy: "c")
            }
          })
      }
      #expect(results.last?.state == .held)
      #expect(seen.last?[1] == [.text("Texas"), .integer(6)])
      // It was rolled back.
      #expect(try rows(.newest)[1] == [.text("Texas"), .integer(5)])
      try test.load([Fixture.edition("2024-01-01", "one")])
    }
  }

  @Test func whatIsStoredIsFoundByTheSameProgramOnly() throws {
    let path = NSTemporaryDirectory() + "soundings-memory-\(UUID().uuidString).sqlite"
    defer { Warehouse.remove(path) }
    let first = SelectMemory(program: "this")
    let warehouse = try Warehouse(path: path, memory: first)
    try TestWarehouse(test.dataset, Self.contents, warehouse).load([Fixture.edition("2024-01-01", "one")])
    let rows = try rows(.newest, in: warehouse)
    #expect(first.isNew)
    try warehouse.write { try $0.store(first) }
    try warehouse.close()
    for (program, ran) in [("this", 0), ("another", 1)] {
      let memory = SelectMemory(program: program)
      let again = try Warehouse(path: path, memory: memory)
      #expect(try self.rows(.newest, in: again) == rows)
      #expect(memory.counts.ran == ran, "\(program)")
      try again.close()
    }
    // Bytes that are not rows are no rows.
    let memory = SelectMemory(program: "this")
    let spoiled = try Warehouse(path: path, memory: memory)
    try spoiled.write { try $0.db.execute(sql: "update _remembered set rows = substr(rows, 2)") }
    #expect(try self.rows(.newest, in: spoiled) == rows)
    #expect(memory.counts.ran == 1)
  }

  @Test func valuesSurviveAsBytes() {
    var random = SeededRandom.ofTest()
    for _ in 0..<200 {
      let rows = (0..<Int.random(in: 0...4, using: &random)).map { _ in
        (0..<Int.random(in: 0...4, using: &random)).map { _ -> Value in
          switch Int.random(in: 0..<4, using: &random) {
          case 0: .null
          case 1: .integer(Int64.random(in: .min ... .max, using: &random))
          case 2: .real(Double(bitPattern: UInt64.random(in: 0...0x7FEF_FFFF_FFFF_FFFF, using: &random)))
          default: .text(["", "a", "\0", "é", "10\n", "👩‍🚀"].randomElement(using: &random)!)
          }
        }
      }
      let bytes = ValueBytes(rows).bytes
      #expect(ValueBytes.rows(bytes) == rows)
      #expect(ValueBytes.rows(bytes + [0]) == nil)
      #expect(ValueBytes.rows(bytes.dropLast()) == nil)
    }
  }
}

extension ValueBytes {
  static func rows(_ bytes: ArraySlice<UInt8>) -> [[Value]]? { rows(Array(bytes)) }
}
