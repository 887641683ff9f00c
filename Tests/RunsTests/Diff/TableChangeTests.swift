import Manifest
import Model
import Testing
import Warehouse

@testable import Runs

@Suite struct TableChangeTests {
  static func table(_ columns: [TableColumn], title: String = "Boats by port", traces: [TableTrace] = [])
    -> TableManifest
  {
    TableManifest(
      name: "t", pipeline: "p", path: "t.sql", grain: "", title: title, columns: columns, notes: [], traces: traces,
      sql: "")
  }

  static func column(_ name: String, _ kind: TableColumn.Kind, unit: String? = nil) -> TableColumn {
    TableColumn(name: name, kind: kind, unit: unit, description: "")
  }

  static let columns = [
    column("month", .month), column("port", .text), column("ships", .integer, unit: "ships"),
    column("boats", .integer, unit: "boats"), column("kind", .text),
  ]

  func row(_ month: String, _ port: String, _ ships: Int64, _ boats: Int64?, _ kind: String = "k") -> [Value] {
    [.text(month), .text(port), .integer(ships), boats.map { .integer($0) } ?? .null, .text(kind)]
  }

  func change(_ before: [[Value]], _ after: [[Value]], _ table: TableManifest = table(columns)) -> TableChange {
    TableChange(of: table, datasets: ["d"], from: before, to: after)
  }

  @Test func nothingChanged() {
    let rows = [row("2025-01", "Here", 1, 2)]
    #expect(change(rows, rows).isEmpty)
    #expect(change([], []).isEmpty)
  }

  @Test func theHeadlineNumberStandsForTheRow() {
    let change = change(
      [row("2025-01", "Here", 100, 10), row("2025-01", "There", 5, 20)],
      [row("2025-01", "Here", 500, 12), row("2025-01", "There", 5, 20)])
    #expect(change.changedCells == 2)
    #expect(change.addedRows == 0)
    // The title says boats, whatever the ships did.
    #expect(
      change.cells == [
        TableChange.Cell(
          kind: .revised, key: [.init("month", "2025-01"), .init("port", "Here")], column: "boats", unit: "boats",
          old: .integer(10), new: .integer(12), weight: 100_000)
      ])
  }

  @Test func aTextThatIsNoNameIsNoKey() {
    let change = change([row("2025-01", "Here", 1, 10, "mid-year")], [row("2025-01", "Here", 1, 10, "end-year")])
    #expect(change.addedRows == 0)
    #expect(change.changedCells == 1)
    #expect(change.cells.map(\.column) == ["kind"])
    #expect(change.cells.map(\.new) == [.text("end-year")])
  }

  @Test func newRowsAreNewAndGoneRowsGone() {
    let change = change(
      [row("2025-01", "Here", 1, 10), row("2025-01", "There", 1, 3)],
      [
        row("2025-01", "Here", 1, 10), row("2025-02", "Here", 1, 90), row("2025-03", "Here", 1, 5),
        row("2025-03", "There", 1, 8),
      ])
    #expect((change.addedRows, change.removedRows, change.changedCells) == (3, 1, 0))
    // The newest month first, in it the largest.
    #expect(change.cells.filter { $0.kind == .added }.map(\.new) == [.integer(8), .integer(5)])
    #expect(change.cells.filter { $0.kind == .removed }.map(\.old) == [.integer(3)])
  }

  @Test func theLargestIsMeasuredAgainstItsColumn() {
    let table = Self.table(
      [Self.column("port", .text), Self.column("a_mg", .integer, unit: "mg"), Self.column("n", .integer)], title: "x")
    let change = change(
      [[.text("p"), .integer(5_000_000), .integer(1)], [.text("q"), .integer(10_000_000), .integer(10)]],
      [[.text("p"), .integer(5_100_000), .integer(9)], [.text("q"), .integer(10_000_000), .integer(10)]], table)
    // The first number is the one that the table is about; it leads although the other one moved further.
    #expect(change.cells.map(\.column) == ["a_mg"])
    #expect(change.cells.map(\.weight) == [10_000])
    #expect(change.changedCells == 2)
  }

  @Test func whatFollowsFromOthersIsNotToldInTheirPlace() {
    let table = Self.table(
      [Self.column("port", .text), Self.column("share", .decimal), Self.column("n", .integer)], title: "share",
      traces: [TableTrace(column: "share", lineage: .derived(["n"]), line: 1)])
    let change = change([[.text("p"), .real(1), .integer(1)]], [[.text("p"), .real(50), .integer(2)]], table)
    #expect(change.cells.map(\.column) == ["n"])
  }

  @Test func aCodeIsToldByItsName() {
    let table = Self.table(
      [Self.column("country_code", .text), Self.column("country", .text), Self.column("n", .integer)])
    let change = change(
      [[.text("PER"), .text("Peru"), .integer(1)]], [[.text("PER"), .text("Perú"), .integer(2)]], table)
    #expect(change.addedRows == 0)
    #expect(change.cells.map(\.key) == [[.init("country", "Perú")]])
  }

  @Test func rowsThatNothingTellsApart() {
    let table = Self.table([Self.column("port", .text), Self.column("n", .integer)])
    let change = change(
      [[.text("p"), .integer(1)], [.text("p"), .integer(2)]], [[.text("p"), .integer(1)], [.text("p"), .integer(3)]],
      table)
    #expect((change.addedRows, change.removedRows, change.changedCells) == (1, 1, 0))
  }

  @Test func nullsAndTablesWithoutNumbers() {
    let first = change([row("2025-01", "Here", 1, nil)], [row("2025-01", "Here", 1, 4)])
    #expect(first.cells.map(\.old) == [.null])
    let names = Self.table([Self.column("port", .text), Self.column("note", .text)])
    let second = change([[.text("p"), .null]], [[.text("p"), .text("x")], [.text("q"), .null]], names)
    #expect((second.addedRows, second.changedCells) == (1, 1))
    #expect(second.cells.map(\.kind) == [.revised])
  }

  @Test func onlyAFewAreKept() {
    let before = (1...100).map { row("2025-01", "p\($0)", 1, Int64($0)) }
    let after = (1...100).map { row("2025-01", "p\($0)", 1, Int64($0 * 2)) }
    let change = change(before, after)
    #expect(change.changedCells == 100)
    #expect(change.cells.map(\.new) == [.integer(200), .integer(198), .integer(196), .integer(194), .integer(192)])
  }
}
