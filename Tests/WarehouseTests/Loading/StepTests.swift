import Manifest
import Model
import TestTools
import Testing

@testable import Warehouse

/// How an edition is compared with the rows in force, and its keys with one another.
@Suite struct StepTests {
  private static func day(_ n: Int) -> Day { Day(daysSince1970: Day("2025-01-01")!.daysSince1970 + n) }

  @Test(arguments: [1, 100, 5_000, 300_000])
  func repeatedKeysAreFound(count: Int) throws {
    var random = SeededRandom.ofTest("StepTests")
    // With two pieces in memory, nearly all are in the file.
    for pieces in [2, KeyBuckets.piecesInMemory] {
      let buckets = KeyBuckets(piecesInMemory: pieces)
      var seen: Set<UInt64> = []
      var repeated: Set<UInt64> = []
      var all: [UInt64] = []
      for n in 0..<count {
        let isOld = n > 0 && Int.random(in: 0..<1000, using: &random) == 0
        let hash = isOld ? all.randomElement(using: &random)! : UInt64.random(in: 1 ... .max, using: &random)
        if !seen.insert(hash).inserted { repeated.insert(hash) }
        all.append(hash)
        try buckets.add(hash)
      }
      #expect(try buckets.repeated() == repeated)
    }
  }

  /// A row in force is found by its key wherever it is kept, and a key that none has is not.
  @Test(arguments: [0, 1, 700, 60_000])
  func placesOfKeys(count: Int) throws {
    var random = SeededRandom.ofTest("StepTests")
    // Hashes that begin and end alike fall into the same bucket and slots.
    let hashes = Set(
      (0..<count).map { n in
        n % 3 == 0 ? UInt64(n) << 20 | 1 : UInt64.random(in: 1 ... .max, using: &random)
      })
    for pieces in [2, KeyPlaces.piecesInMemory] {
      let places = KeyPlaces(piecesInMemory: pieces)
      for (n, hash) in hashes.enumerated() { try places.add(hash, KeyPlaces.Row(hash: ~hash, rowid: Int64(n))) }
      try places.close()
      for (n, hash) in hashes.enumerated() {
        let row = try places.row(of: hash)
        #expect(row?.rowid == Int64(n) && row?.hash == ~hash)
      }
      for _ in 0..<1000 {
        let other = UInt64.random(in: 1 ... .max, using: &random)
        #expect(try hashes.contains(other) || places.row(of: other) == nil)
      }
    }
  }

  /// The records that repeat the key of an earlier one are named, whatever was there before; the edition before stays in use.
  @Test func recordsThatRepeatAKeyAreNamed() throws {
    let test = try TestWarehouse(
      Fixture.dataset(),
      [
        "one": Fixture.rows("2023,a,A,1\n2023,b,A,2\n2023,c,A,4"),
        "two": Fixture.rows("2023,b,A,2\n2023,b,A,9\n2023,a,A,1\n2023,a,A,1\n2023,d,A,5\n2023,d,A,6"),
      ])
    let both = try test.load([Fixture.edition("2025-01-01", "one"), Fixture.edition("2025-02-01", "two")])
    #expect(both.map(\.state) == [.loaded, .held])
    #expect(both[1].quarantined == 3)
    #expect(both[1].hold?.problem.what.contains("3 records repeat the key of another, the first is record 2") == true)
    #expect(try test.state() == ["2023,a,A,1", "2023,b,A,2", "2023,c,A,4"])
    #expect(
      try test.warehouse.read { try $0.lines("select record, value from _quarantine order by 1") }
        == ["2,2023, b, A", "4,2023, a, A", "6,2023, d, A"])
  }

  /// More editions than are read in streams of their own, rows that move, come and go: the state is the newest edition's.
  @Test func editionsInAnyOrderOfRows() throws {
    var random = SeededRandom.ofTest("StepTests")
    var rows: [String: Int] = [:]
    for n in 0..<200 { rows["2023,place \(n),A"] = n }
    var order = rows.keys.sorted()
    var contents: [String: [[String?]]] = [:]
    var editions: [Edition] = []
    var changes: [(added: Int, removed: Int, revised: Int)] = []
    for edition in 0..<90 {
      var change = (added: 0, removed: 0, revised: 0)
      if edition > 0 {
        for key in order where Int.random(in: 0..<100, using: &random) == 0 {
          rows[key]! += 1
          change.revised += 1
        }
        for key in order where Int.random(in: 0..<150, using: &random) == 0 && change.removed < 3 {
          if rows.removeValue(forKey: key) != nil { change.removed += 1 }
        }
        for n in 0..<Int.random(in: 0...2, using: &random) {
          rows["2023,new \(edition)-\(n),B"] = n
          change.added += 1
        }
      }
      let known = Set(order)
      order = order.filter { rows[$0] != nil }
      for key in rows.keys.sorted() where !known.contains(key) {
        order.insert(key, at: Int.random(in: 0...order.count, using: &random))
      }
      if edition % 17 == 16 { order.shuffle(using: &random) }
      contents["\(edition)"] = Fixture.rows(order.map { "\($0),\(rows[$0]!)" }.joined(separator: "\n"))
      editions.append(Fixture.edition("2025-01-01", "\(edition)"))
      editions[edition].published = PublishedDate(Self.day(edition))
      changes.append(change)
    }
    let test = try TestWarehouse(Fixture.dataset(), contents)
    for n in [30, 70, 90] { try test.load(Array(editions.prefix(n))) }
    #expect(try test.state() == rows.map { "\($0),\($1)" }.sorted())
    let loaded = try test.warehouse.read { try $0.editions(of: "things") }
    for (edition, change) in zip(loaded, changes).dropFirst() {
      // A row that was revised and then removed in one edition is removed.
      #expect(edition.added == change.added && edition.removed == change.removed, "\(edition.edition)")
      #expect(edition.revised <= change.revised && edition.revised >= change.revised - change.removed)
      #expect(
        try test.warehouse.read { try $0.rowCount(of: "things", asOf: Self.day(edition.ordinal - 1)) }
          == edition.rows)
    }
  }
}
