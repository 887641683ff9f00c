import Manifest
import Model
import Testing

@testable import Warehouse

/// What changes the meaning of sums and not the sums.
@Suite struct MeaningMarkTests {
  /// Rows as `2023,P1,A,5,1`; the last column says whether the number is late.
  private static func dataset(key: [String] = ["fiscal_year", "place", "kind"]) -> DatasetManifest {
    var dataset = Fixture.dataset(
      guards: Guards(),
      sql: """
        select "FY" as fiscal_year, "Place" as place, "Kind" as kind, "Count" as events, nullif("Late", '') as is_late from raw
        """)
    dataset.readings = [Reading(format: .csv, header: Fixture.header + ["Late"])]
    dataset.columns[0] = Column(
      name: "fiscal_year", kind: .year, minimum: 2000, maximum: 2100, yearEnd: YearEnd("09-30"))
    dataset.columns.append(Column(name: "is_late", kind: .boolean, isNullable: true))
    dataset.key = key
    return dataset
  }

  private func marks(_ dataset: DatasetManifest, _ first: String, _ second: String) throws -> [EditionMark] {
    let desk = try TestWarehouse(dataset, ["a": Fixture.rows(first), "b": Fixture.rows(second)])
    let loaded = try desk.load([Fixture.edition("2024-05-15", "a"), Fixture.edition("2024-06-15", "b")])
    #expect(loaded.last?.state == .loaded, "\(loaded.compactMap(\.heldBecause))")
    return loaded.last?.marks ?? []
  }

  private static func lines(closed: [String], open: [String]) -> String {
    [(2023, closed), (2024, open)].flatMap { year, flags in
      flags.enumerated().map { "\(year),P\($0),A,\($0 + 1),\($1)" }
    }.joined(separator: "\n")
  }

  @Test func aFootnoteThatIsGoneFromTheWholeFileIsReported() throws {
    let first = Self.lines(closed: ["1", "1", "0"], open: ["0", "1", "0"])
    for gone in ["0", ""] {
      let marks = try marks(
        Self.dataset(), first,
        Self.lines(closed: [gone, gone, "0"], open: ["0", gone, "0"]))
      #expect(marks.map(\.kind) == [.flagGone])
      #expect(marks.first?.kind.isReported == true)
      #expect(
        marks.first?.text == "is_late was true in 3 rows, and is true in no row of the edition any more")
    }
  }

  @Test func aFootnoteThatIsLeftSomewhereIsARevision() throws {
    let first = Self.lines(closed: ["1", "1", "0"], open: ["0", "1", "0"])
    let none = ["0", "0", "0"]
    for second in [
      Self.lines(closed: ["0", "0", "0"], open: ["0", "1", "0"]),
      Self.lines(closed: ["0", "1", "0"], open: ["0", "0", "0"]),
    ] { #expect(try marks(Self.dataset(), first, second) == []) }
    // Of a few rows of an open year it goes as the year is completed; of many nobody takes it unseen.
    for (rows, kinds) in [(9, []), (10, [EditionMark.Kind.flagGone])] {
      let flags = (0..<10).map { $0 < rows ? "1" : "0" }
      let marks = try marks(
        Self.dataset(), Self.lines(closed: none, open: flags), Self.lines(closed: none, open: flags.map { _ in "0" }))
      #expect(marks.map(\.kind) == kinds)
    }
  }

  @Test func aNumberThatIsTheSameEverywhereIsReported() throws {
    var dataset = Self.dataset()
    dataset.guards.values.removedKeys = .off
    func lines(_ numbers: [Int]) -> String {
      numbers.enumerated().map { "2024,P\($0),A,\($1),0" }.joined(separator: "\n")
    }
    let first = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 2, 2]
    let marks = try marks(dataset, lines(first), lines(first.map { _ in 1 }))
    #expect(marks.map(\.kind) == [.allAlike])
    #expect(marks.first?.kind.isReported == true)
    #expect(marks.first?.text == "events is 1 in all rows that state it; 5 of them differed before")
    // One that still differs, fewer that did, or one number that all of them had.
    for second in [first.map { $0 == 3 ? 3 : 1 }] {
      #expect(try self.marks(dataset, lines(first), lines(second)) == [])
    }
    let few = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3, 2]
    #expect(try self.marks(dataset, lines(few), lines(few.map { _ in 1 })) == [])
    let two = first.map { $0 == 3 ? 2 : $0 }
    #expect(try self.marks(dataset, lines(two), lines(two.map { _ in 1 })) == [])
  }

  @Test func numbersThatMoveByOneAmountAreReported() throws {
    var dataset = Self.dataset()
    dataset.guards.values.rowsRevised = .off
    func lines(_ numbers: [Int]) -> String {
      numbers.enumerated().map { "2024,P\($0),A,\($1),0" }.joined(separator: "\n")
    }
    let first = (1...20).map { 1000 + 7 * $0 }
    let marks = try marks(dataset, lines(first), lines(first.map { $0 - 3 }))
    #expect(marks.map(\.kind) == [.shifted])
    #expect(marks.first?.kind.isReported == true)
    #expect(
      marks.first?.text
        == "nearly all revised numbers of events (20 in all) moved by the same amount, -3")
    // One in twenty may move otherwise, whichever it is; four may not, nor may half of the rows, or nine numbers.
    for other in [0, 7, 19] {
      let second = first.enumerated().map { $1 + ($0 == other ? 2 : 1) }
      #expect(try self.marks(dataset, lines(first), lines(second)).map(\.kind) == [.shifted])
    }
    for second in [
      first.enumerated().map { $1 + ($0 % 5 == 4 ? 2 : 1) }, first.enumerated().map { $1 + ($0 < 10 ? 1 : 0) },
    ] { #expect(try self.marks(dataset, lines(first), lines(second)) == []) }
    let few = Array(first.prefix(9))
    #expect(try self.marks(dataset, lines(few), lines(few.map { $0 + 1 })) == [])
    // A column that nobody watches moves as it likes.
    dataset.guards.values.movedByColumn = ["events": .off]
    #expect(try self.marks(dataset, lines(first), lines(first.map { $0 - 3 })) == [])
  }

  @Test func aKeyOfAnotherPartitionIsReported() throws {
    var dataset = Self.dataset(key: ["place", "kind"])
    dataset.guards.values = .off
    let first = "2023,P1,A,5,0\n2023,P2,A,5,0\n2024,P3,A,5,0"
    let marks = try marks(dataset, first, "2023,P1,A,5,0\n2024,P2,A,5,0\n2024,P3,A,6,0")
    #expect(marks.map(\.kind) == [.keyMoved])
    #expect(marks.first?.kind.isReported == true)
    #expect(
      marks.first?.text
        == "1 key is of another partition than before; record 2: place=P2, kind=A was of fiscal_year=2023 and is of "
        + "fiscal_year=2024")
    #expect(try self.marks(dataset, first, "2023,P1,A,5,0\n2023,P2,A,7,0\n2024,P3,A,6,0") == [])
  }
}
