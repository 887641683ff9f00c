import Manifest
import Model
import TestTools
import Testing

@testable import Warehouse

@Suite(.tags(.slow)) struct HistoryTests {
  let a = Fixture.rows("2022,Texas,A,1\n2022,Texas,B,2\n2023,Texas,A,3")
  let b = Fixture.rows("2023,Texas,A,4\n2023,Maine,A,5")
  let c = Fixture.rows("2023,Maine,A,5\n2024,Texas,A,6")

  @Test func theNewestEditionThatCoversAPartitionWins() throws {
    let test = try TestWarehouse(Fixture.dataset(), ["a": a, "b": b, "c": c])
    let loaded = try test.load([
      Fixture.edition("2023-10", "a"), Fixture.edition("2024-10", "b"), Fixture.edition("2025-10", "c"),
    ])
    #expect(loaded.map(\.state) == [.loaded, .loaded, .loaded])
    // 2022 is only in the first; Texas of 2023 is missing from the third, which covers 2023: removed.
    #expect(try test.state() == ["2022,Texas,A,1", "2022,Texas,B,2", "2023,Maine,A,5", "2024,Texas,A,6"])
    #expect(loaded.map(\.firstSeen) == [3, 0, 1])
    #expect(loaded.map(\.added) == [0, 1, 0])
    #expect(loaded.map(\.revised) == [0, 1, 0])
    #expect(loaded.map(\.removed) == [0, 0, 1])
  }

  @Test func asOfShowsWhatWasKnownThatDay() throws {
    let test = try TestWarehouse(Fixture.dataset(), ["a": a, "b": b])
    try test.load([Fixture.edition("2023-10", "a"), Fixture.edition("2024-10-05", "b")])
    #expect(try test.state(asOf: "2023-10-30") == [])
    #expect(try test.state(asOf: "2023-10-31") == ["2022,Texas,A,1", "2022,Texas,B,2", "2023,Texas,A,3"])
    #expect(try test.state(asOf: "2024-10-04").contains("2023,Texas,A,3"))
    #expect(try test.state(asOf: "2024-10-05").contains("2023,Texas,A,4"))
  }

  @Test func aMonthCountsFromItsLastDayOrFromTheDayItCame() {
    #expect(Fixture.edition("2025-11", "x", fetched: "2026-01-01T00:00:00Z").day.description == "2025-11-30")
    #expect(Fixture.edition("2025-11", "x", fetched: "2025-11-18T09:00:00Z").day.description == "2025-11-18")
    #expect(Fixture.edition("2025-11-10", "x", fetched: "2025-11-09T09:00:00Z").day.description == "2025-11-10")
  }

  @Test func theSameBytesAgainAreNoNewEdition() throws {
    let test = try TestWarehouse(Fixture.dataset(), ["a": a])
    let loaded = try test.load([Fixture.edition("2023-10-01", "a"), Fixture.edition("2023-10-02", "a")])
    #expect(loaded.map(\.state) == [.loaded, .repeated])
  }

  @Test func loadingAgainDoesNothing() throws {
    let test = try TestWarehouse(Fixture.dataset(), ["a": a, "b": b])
    let editions = [Fixture.edition("2023-10", "a"), Fixture.edition("2024-10", "b")]
    try test.load(editions)
    let before = try test.history()
    #expect(try test.load(editions).isEmpty)
    #expect(try test.history() == before)
  }

  @Test func aChangedManifestLoadsEverythingAnew() throws {
    let test = try TestWarehouse(Fixture.dataset(), ["a": a])
    try test.load([Fixture.edition("2023-10", "a")])
    let before = try test.history()
    #expect(try test.load([Fixture.edition("2023-10", "a")], fingerprint: "2").count == 1)
    #expect(try test.history() == before)
  }

  @Test func aQuarantinedRecordLeavesItsKeyWithoutAValue() throws {
    let test = try TestWarehouse(
      Fixture.dataset(),
      ["a": Fixture.rows("2023,Texas,A,3\n2023,Maine,A,1"), "b": Fixture.rows("2023,Texas,A,n/a\n2023,Maine,A,1")])
    let loaded = try test.load([Fixture.edition("2023-10", "a"), Fixture.edition("2024-10", "b")])
    #expect(loaded[1].quarantined == 1)
    // What the older edition said of it would mix two editions in one sum.
    #expect(try test.state() == ["2023,Maine,A,1"])
    #expect(loaded[1].marks.map(\.kind) == [.recordsMissing])
    #expect(loaded[1].marks[0].records == 1)
  }

  @Test func zeroAndNotSaidAreDifferent() throws {
    let test = try TestWarehouse(
      Fixture.dataset(), ["a": Fixture.rows("2023,Texas,A,0"), "b": Fixture.rows("2023,Texas,A,")])
    let loaded = try test.load([Fixture.edition("2023-10", "a"), Fixture.edition("2024-10", "b")])
    #expect(loaded[1].revised == 1)
    #expect(try test.state() == ["2023,Texas,A,-"])
  }

  /// History is a pure function of the set of editions: whatever the order of arrival, and however often, it is the same.
  @Test(arguments: 0..<40)
  func historyDoesNotDependOnTheOrderOfArrival(number: Int) throws {
    var random = SeededRandom.ofTest("HistoryTests", case: number)
    var contents: [String: [[String?]]] = [:]
    var editions: [Edition] = []
    for n in 0..<Int.random(in: 3...7, using: &random) {
      let name = n > 0 && Int.random(in: 0..<5, using: &random) == 0 ? "e\(n - 1)" : "e\(n)"
      if contents[name] == nil { contents[name] = SeededRandom.rows(&random) }
      let month = Int.random(in: 1...6, using: &random)
      editions.append(
        Fixture.edition(
          "2024-0\(month)" + (Bool.random(using: &random) ? "" : "-1\(Int.random(in: 0...2, using: &random))"), name,
          through: Bool.random(using: &random) ? nil : "2024-0\(Int.random(in: 1...6, using: &random))",
          fetched: "2026-01-0\(Int.random(in: 1...3, using: &random))T00:00:0\(n)Z"))
    }
    let dataset = Fixture.dataset(partition: number % 4 == 0 ? [] : ["fiscal_year"])
    let straight = try TestWarehouse(dataset, contents)
    try straight.load(editions)
    let wanted = try straight.history()
    for _ in 0..<4 {
      let test = try TestWarehouse(dataset, contents)
      var arrived: [Edition] = []
      for edition in editions.shuffled(using: &random) {
        arrived.append(edition)
        try test.load(arrived)
      }
      #expect(try test.history() == wanted)
    }
    // And it is what a naive reading of the rule gives: per partition the newest edition that has it.
    let ordered = editions.sorted(by: Edition.precedes)
    var state: [String: [String]] = [:]
    for edition in ordered {
      let rows = contents[edition.snapshots[0].sha256]!
      let groups = Dictionary(grouping: rows) { dataset.partition.isEmpty ? "" : $0[0]! }
      for (partition, rows) in groups { state[partition] = rows.map { $0.map { $0! }.joined(separator: ",") } }
    }
    #expect(try straight.state() == state.values.flatMap(\.self).sorted())
  }
}

extension SeededRandom {
  static func rows(_ random: inout SeededRandom) -> [[String?]] {
    var rows: [[String?]] = []
    let first = Int.random(in: 2020...2022, using: &random)
    for year in first...(first + Int.random(in: 0...2, using: &random)) {
      for place in ["Maine", "Texas", "Utah"] {
        for kind in ["A", "B"] where Int.random(in: 0..<4, using: &random) > 0 {
          rows.append(["\(year)", place, kind, "\(Int.random(in: 0...3, using: &random))"])
        }
      }
    }
    return rows.isEmpty ? [["2020", "Utah", "A", "1"]] : rows.shuffled(using: &random)
  }
}
