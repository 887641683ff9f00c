import GRDB
import Testing

@testable import Warehouse

@Suite struct SchemaTests {
  /// The definitions of a warehouse are compared with texts that are taken from the statements that make it.
  @Test func whatSQLiteKeepsOfADefinition() throws {
    let warehouse = try Warehouse(path: ":memory:")
    let kept = try warehouse.read { try Schema.definitions(in: $0.db) }
    let derived = Set(Schema.derivedTables)
    for (name, text) in kept where !derived.contains(name) { #expect(Schema.expected[name] == text, "\(name)") }
    #expect(Set(Schema.expected.keys) == Set(kept.keys).subtracting(derived))
  }

  /// Rows are found by their place, so that it is checked.
  @Test func rowsOfEarlierEditionsLieBeforeThoseOfLaterOnes() throws {
    let test = try TestWarehouse(
      Fixture.dataset(),
      ["one": Fixture.rows("2023,a,A,1\n2023,b,A,2"), "two": Fixture.rows("2023,a,A,1\n2023,b,A,3\n2023,c,A,4")])
    try test.load([Fixture.edition("2025-01-01", "one"), Fixture.edition("2025-02-01", "two")])
    #expect(try test.warehouse.read { try $0.ledgerFaults() } == [])
    try test.warehouse.write { session in
      try session.db.execute(sql: "update _history_things set rowid = 9 where place = 'a'")
    }
    #expect(
      try test.warehouse.read { try $0.ledgerFaults() }
        == ["_history_things has rows of an earlier edition behind those of a later one"])
  }

  /// SQLite takes an index on `_until` to give a few rows, and would look at the other side once for each of them.
  @Test func theIndexOverEndedRowsChangesNoJoin() throws {
    let test = try TestWarehouse(Fixture.dataset(), ["one": Fixture.rows("2023,a,A,1\n2023,b,A,2")])
    try test.load([Fixture.edition("2025-01-01", "one")])
    let (all, ended) = ("_history_things", "(select * from _history_things where _until = 2)")
    for join in ["\(all) n left join \(ended) o", "\(ended) o left join \(all) n", "\(all) n join \(ended) o"] {
      let plan = try test.warehouse.read {
        try $0.lines("explain query plan select n._row, o._row from \(join) on o._key = n._key")
      }
      #expect(plan.count == 2 && plan[1].contains("_key=?"), "\(join): \(plan)")
    }
    let own = try test.warehouse.read {
      try $0.lines("explain query plan select * from \(all) where \(HistoryTable.ended(from: 2))")
    }
    #expect(own.count == 1 && own[0].contains("SEARCH _history_things USING INDEX _ends_things"), "\(own)")
  }

  /// The hash of a text is the same however its last bytes are read.
  @Test func textsOfAllLengths() {
    let bytes = (0..<64).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 200) }
    for start in 0..<8 {
      for count in 0...40 {
        var hash = CellHash()
        bytes.withUnsafeBufferPointer { hash.add($0.baseAddress! + start, count) }
        var words = CellHash()
        words.add(UInt64(count) | 0x0200_0000_0000_0000)
        for first in stride(from: 0, to: count, by: 8) {
          words.add((first..<min(first + 8, count)).reversed().reduce(0) { $0 << 8 | UInt64(bytes[start + $1]) })
        }
        #expect(hash.value == words.value, "\(count) bytes from \(start)")
      }
    }
  }
}
