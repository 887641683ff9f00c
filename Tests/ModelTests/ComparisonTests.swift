import Model
import Testing

@Suite struct ComparisonTests {
  static func column(_ name: String, _ kind: TableColumn.Kind = .integer, unit: String? = nil) -> TableColumn {
    TableColumn(name: name, kind: kind, unit: unit, description: "")
  }

  /// `month port: column difference` for each changed value, in order.
  static func told(_ comparison: Comparison) -> [String] {
    comparison.cells.map { cell in
      let names = comparison.key.name(comparison.rows[cell.row].row).map(\.value).joined(separator: " ")
      let column = comparison.columns.columns[cell.column].name
      return "\(cell.kind.rawValue) \(names): \(column) \(cell.difference.map(\.description) ?? "?")"
    }
  }

  static let people = ComparedColumns(
    [column("port", .text), column("seen", unit: "people"), column("lost", unit: "people"), column("note", .text)],
    headline: 1)

  func row(_ port: String, _ seen: Int64?, _ lost: Int64 = 0, _ note: String = "") -> [Value] {
    [.text(port), seen.map { .integer($0) } ?? .null, .integer(lost), .text(note)]
  }

  @Test func theLargestNumberOfPeopleLeadsAndNotTheLargestRatio() {
    let comparison = Comparison(
      of: Self.people, from: [row("Malta", 13), row("Peru", 1_542_004), row("Chile", 50)],
      to: [row("Malta", 65), row("Peru", 1_662_889), row("Chile", 50)])
    #expect(Self.told(comparison) == ["revised Peru: seen 120885", "revised Malta: seen 52"])
  }

  @Test func whatTheRowsAreAboutLeadsThenAllNumbersOfItsUnit() {
    let comparison = Comparison(
      of: Self.people, from: [row("A", 10, 5, "x"), row("B", 10, 5)], to: [row("A", 9, 500, "y"), row("B", 10, 9000)])
    #expect(
      Self.told(comparison) == [
        "revised A: seen -1", "revised B: lost 8995", "revised A: lost 495", "revised A: note ?",
      ])
    #expect(comparison.leads.map(\.column) == [1, 2])
  }

  @Test func unitsAreNeverComparedWithOneAnother() {
    let columns = ComparedColumns(
      [
        Self.column("port", .text), Self.column("weight_mg", unit: "mg"), Self.column("events", unit: "events"),
        Self.column("bare"), Self.column("other"), Self.column("calls", unit: "events"),
      ], headline: 2)
    // The headline, the rest of its unit, then the others in the order of the columns; without a unit, each column is
    // separate.
    #expect((1...5).map(columns.group(of:)) == [2, 0, 3, 4, 1])
    func row(_ port: String, _ numbers: [Int64]) -> [Value] { [.text(port)] + numbers.map { .integer($0) } }
    let comparison = Comparison(
      of: columns, from: [row("A", [1, 1, 1, 1, 1]), row("B", [1, 1, 1, 1, 1])],
      to: [row("A", [5_000_000, 1, 3, 900, 2]), row("B", [1, 2, 9, 1, 1])])
    #expect(
      Self.told(comparison) == [
        "revised B: events 1", "revised A: calls 1", "revised A: weight_mg 4999999", "revised B: bare 8",
        "revised A: bare 2", "revised A: other 899",
      ])
  }

  @Test func sharesCountByPercentagePointsAndBehindWhatTheyFollowFrom() {
    let columns = ComparedColumns(
      [Self.column("port", .text), Self.column("share_pct", .decimal, unit: "percent")], headline: 1)
    let comparison = Comparison(
      of: columns, from: [[.text("A"), .real(0.1)], [.text("B"), .real(40)]],
      to: [[.text("A"), .real(0.2)], [.text("B"), .real(41.5)]])
    #expect(Self.told(comparison) == ["revised B: share_pct 1.5", "revised A: share_pct 0.1"])
    let derived = ComparedColumns(
      [
        Self.column("port", .text), Self.column("share_pct", .decimal, unit: "percent"), Self.column("n"),
        Self.column("m"),
      ],
      headline: 2, derived: [1])
    let second = Comparison(
      of: derived, from: [[.text("A"), .real(1), .integer(1), .integer(1)]],
      to: [[.text("A"), .real(90), .integer(2), .integer(2)]])
    #expect(Self.told(second).map { $0.split(separator: " ")[2] } == ["n", "m", "share_pct"])
  }

  @Test func kindsComeOneAfterTheOtherAndOfNewRowsTheNewestFirst() {
    let columns = ComparedColumns(
      [Self.column("month", .month), Self.column("port", .text), Self.column("n")], headline: 2)
    func row(_ month: String, _ port: String, _ n: Int64) -> [Value] { [.text(month), .text(port), .integer(n)] }
    let comparison = Comparison(
      [
        RowChange(.firstSeen, old: [], new: row("2025-09", "a", 9000)),
        RowChange(.added, old: [], new: row("2025-01", "b", 800)),
        RowChange(.added, old: [], new: row("2025-02", "c", 7)),
        RowChange(.added, old: [], new: row("2025-02", "d", 8)),
        RowChange(.removed, old: row("2025-01", "e", 70), new: []),
        RowChange(.revised, old: row("2025-01", "f", 1), new: row("2025-01", "f", 2)),
      ], columns: columns, key: RowKey([0, 1], of: columns.columns, in: []))
    #expect(
      Self.told(comparison) == [
        "revised 2025-01 f: n 1", "removed 2025-01 e: n -70", "added 2025-02 d: n 8", "added 2025-02 c: n 7",
        "added 2025-01 b: n 800", "first_seen 2025-09 a: n 9000",
      ])
    #expect(comparison.count(.added) == 3)
  }

  @Test func whatIsEquallyLargeKeepsTheOrderOfTheRows() {
    let before = ["C", "A", "B"].map { row($0, 5) }
    let comparison = Comparison(of: Self.people, from: before, to: before.map { [$0[0], .integer(7), $0[2], $0[3]] })
    #expect(comparison.cells.map(\.row) == [0, 1, 2])
  }

  @Test func aNumberThatIsNoLongerSaidIsAsFarAsItWasLarge() {
    let comparison = Comparison(
      of: Self.people, from: [row("A", 10), row("B", 500), row("C", nil)],
      to: [row("A", 90), row("B", nil), row("C", 30)])
    #expect(Self.told(comparison) == ["revised B: seen ?", "revised A: seen 80", "revised C: seen ?"])
  }

  @Test func theLargestNumbersDoNotOverflow() {
    let comparison = Comparison(of: Self.people, from: [row("A", .min)], to: [row("A", .max)])
    #expect(Self.told(comparison) == ["revised A: seen 18446744073709551615"])
  }

  @Test func rowsThatNothingTellsApartArePairedOneToOne() {
    let comparison = Comparison(
      of: Self.people, from: [row("A", 1), row("A", 1), row("A", 2)], to: [row("A", 1), row("A", 2), row("A", 3)])
    #expect((comparison.count(.added), comparison.count(.removed), comparison.count(.revised)) == (1, 1, 0))
  }
}
