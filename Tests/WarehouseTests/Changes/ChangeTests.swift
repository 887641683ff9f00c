import Foundation
import Model
import Testing

@testable import Manifest
@testable import Warehouse

@Suite struct ChangeTests {
  static let contents: [String: [[String?]]] = [
    "a": Fixture.rows("2023,Texas,A,5\n2023,Maine,A,1\n2024,Texas,A,7"),
    "b": Fixture.rows("2024,Texas,A,9\n2024,Maine,A,2\n2025,Texas,A,3"),
    "late": Fixture.rows("2022,Texas,A,4\n2023,Texas,A,6"),
    "older": Fixture.rows("2023,Texas,A,6\n2023,Maine,A,2"),
    "bad": Fixture.rows("2024,Texas,A,many\n2024,Maine,A,few"),
    "partly": Fixture.rows("2024,Texas,A,9\n2024,Maine,A,2\n2025,Texas,A,3\n2025,Maine,A,x"),
    "empty": [],
  ]

  static func test() throws -> TestWarehouse {
    var dataset = Fixture.dataset()
    dataset.figure = FigureMeasure(measure: "events", by: ["fiscal_year"])
    dataset.columns[0].kind = .year
    return try TestWarehouse(dataset, contents)
  }

  /// Loads editions as a run would, and says what changed; nil where nothing was to be done.
  func change(_ test: TestWarehouse, _ editions: [Edition], fingerprint: String = "1") throws -> DatasetChange? {
    let kept = try test.warehouse.read {
      try $0.keepState(of: test.dataset, fingerprint: fingerprint, editions: editions)
    }
    guard kept != nil else { return nil }
    return try test.warehouse.write { session in
      let kept = try #require(
        try session.keepState(of: test.dataset, fingerprint: fingerprint, editions: editions))
      _ = try session.synchronize(
        test.dataset, fingerprint: fingerprint, editions: editions, today: Day("2026-12-31")!, shouldStop: { false }
      ) { edition, page in
        guard page == 1 else { return nil }
        return (ArrayReader(Fixture.header, test.contents[edition.snapshots[0].sha256]!), Fixture.header)
      }
      return try session.changes(in: test.dataset, since: kept)
    }
  }

  let a = Fixture.edition("2024-01-01", "a")
  let b = Fixture.edition("2025-01-01", "b")
  let late = Fixture.edition("2023-01-01", "late")

  @Test func theFirstEditionIsAllNew() throws {
    let change = try #require(try change(Self.test(), [a]))
    #expect(change.isFirst)
    #expect(change.rowsAfter == 3)
    #expect((change.firstSeen, change.added) == (3, 0))
    #expect(change.editions.map(\.edition) == ["2024-01-01"])
    #expect(change.periods.isEmpty)
  }

  @Test func aNewEditionIsHeldAgainstTheStateBefore() throws {
    let test = try Self.test()
    _ = try change(test, [a])
    let second = try #require(try change(test, [a, b]))
    #expect(!second.isFirst)
    #expect(second.editions.map(\.arrival) == [.new])
    // No edition spoke of 2025 before.
    #expect((second.firstSeen, second.added, second.removed, second.revised) == (1, 1, 0, 1))
    #expect(
      second.periods == [
        DatasetChange.Period(
          period: "2024", rowsBefore: 1, rowsAfter: 2, counts: RowCounts(added: 1, revised: 1), old: 7, new: 11),
        DatasetChange.Period(
          period: "2025", rowsBefore: 0, rowsAfter: 1, counts: RowCounts(firstSeen: 1), old: nil, new: 3),
      ])
    #expect(second.measure == "events")
    // All is in line: there is nothing to watch.
    #expect(try change(test, [b, a]) == nil)
  }

  @Test func aLateArrivalChangesOnlyWhatNoNewerEditionCovers() throws {
    let test = try Self.test()
    _ = try change(test, [a])
    let change = try #require(try change(test, [late, a]))
    #expect(change.editions.map(\.arrival) == [.late])
    // 2023 is covered by the newer edition: today's rows there are the same. 2022 nobody had spoken of.
    #expect(change.periods.map(\.period) == ["2022"])
    #expect((change.firstSeen, change.added, change.removed, change.revised) == (1, 0, 0, 0))
    #expect(change.rowsBefore == 3)

    let other = try Self.test()
    _ = try self.change(other, [a])
    let same = try #require(try self.change(other, [Fixture.edition("2023-06-01", "older"), a]))
    #expect(!same.changesRows)
    #expect(!same.isEmpty)
  }

  @Test func anEditionThatIsWithdrawnFromTheRepositoryTakesItsRowsBack() throws {
    let test = try Self.test()
    _ = try change(test, [a, b])
    let change = try #require(try change(test, [a]))
    #expect(change.editions.map(\.arrival) == [.gone])
    #expect((change.added, change.removed, change.revised) == (0, 2, 1))
    #expect(change.periods.map(\.rowsAfter) == [1, 0])
  }

  @Test func aHeldEditionChangesNoRow() throws {
    let test = try Self.test()
    _ = try change(test, [a])
    let change = try #require(try change(test, [a, Fixture.edition("2025-06-01", "bad")]))
    #expect(change.editions.map(\.state) == [.held])
    #expect(change.editions[0].heldBecause != nil)
    #expect(!change.changesRows)
    #expect(change.quarantinedAfter == 2)
  }

  @Test func quarantineIsCounted() throws {
    let test = try Self.test()
    _ = try change(test, [b])
    let change = try #require(try change(test, [b, Fixture.edition("2025-06-01", "partly")]))
    #expect(change.quarantinedBefore == 0)
    #expect(change.quarantinedAfter == 1)
    #expect(!change.changesRows)
  }

  @Test func aManifestThatReadsOtherwise() throws {
    let test = try Self.test()
    _ = try change(test, [a])
    let same = try #require(try change(test, [a], fingerprint: "2"))
    #expect(same.isReread)
    #expect(same.isEmpty)

    var dataset = test.dataset
    dataset.columns[3].name = "incidents"
    dataset.figure = nil
    dataset.normalizeSQL = dataset.normalizeSQL.replacingOccurrences(of: "as events", with: "as incidents")
    let other = try TestWarehouse(dataset, Self.contents, test.warehouse)
    let renamed = try #require(try change(other, [a], fingerprint: "3"))
    #expect(!renamed.isComparable)
    #expect(renamed.changesRows)
    #expect((renamed.rowsBefore, renamed.rowsAfter) == (3, 3))
  }

  @Test func theLedgerGivesBackWhatWasWritten() throws {
    let test = try Self.test()
    _ = try change(test, [a])
    let second = try #require(try change(test, [a, b]))
    var table = TableChange(table: "t", datasets: ["things", "others"], rowsBefore: 1, rowsAfter: 2)
    table.addedRows = 1
    table.changedCells = 3
    table.cells = [
      TableChange.Cell(
        kind: .revised, key: [.init("month", "2025-08"), .init("place", "a=b\nc"), .init("none", "")], column: "n",
        unit: "events", old: .integer(1), new: .integer(.max), weight: 9),
      TableChange.Cell(kind: .added, key: [], column: "share", unit: nil, old: .null, new: .real(0.1), weight: 1),
    ]
    try test.warehouse.write { session in
      try session.recordRun(
        1, command: RunCommand(.backfill, ["a", "b"]), pipeline: "p", startedAt: "s", finishedAt: "f", outcome: .done,
        problem: nil)
      try session.recordChanges(1, pipeline: "p", datasets: [second], tables: [table])
    }
    let ledger = try test.warehouse.read { try $0.ledger() }
    let new = try Warehouse(path: ":memory:")
    _ = try new.write { try $0.restore(ledger) }
    let recorded = try new.read { try $0.recordedChanges(1) }
    #expect(recorded.datasets == [second])
    table.cells[0].key[1].value = "a=b c"
    #expect(recorded.tables == [table])
    let runs = try new.read { try $0.runs() }
    #expect(runs.map { $0.pipelines[0].changed } == [1])
    #expect(runs[0].command == RunCommand(.backfill, ["a", "b"]))
    #expect(try new.read { try $0.nextRun() } == 2)
  }

  @Test func runsAreCountedWhateverTheClockSays() throws {
    let warehouse = try Warehouse(path: ":memory:")
    #expect(try warehouse.read { try $0.nextRun() } == 1)
    // The clock went back, and two began within one second.
    for start in ["t2", "t2", "t1"] {
      try warehouse.write { session in
        let run = try session.nextRun()
        for pipeline in ["b", "a"] {
          try session.recordRun(
            run, command: RunCommand(.run), pipeline: pipeline, startedAt: start, finishedAt: start, outcome: .done,
            problem: nil)
        }
      }
    }
    let runs = try warehouse.read { try $0.runs() }
    #expect(runs.map(\.run) == [1, 2, 3])
    #expect(runs.map(\.startedAt) == ["t2", "t2", "t1"])
    #expect(runs.map(\.pipelines.count) == [2, 2, 2])
  }
}
