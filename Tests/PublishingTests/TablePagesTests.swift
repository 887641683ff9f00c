import Manifest
import Model
import Testing

@testable import Publishing

@Suite struct TablePagesTests {
  static let month = TableColumn(name: "month", kind: .month, description: "")
  static let port = TableColumn(name: "port", kind: .text, description: "")
  static let boats = TableColumn(name: "boats", kind: .integer, unit: "boats", description: "")

  static func lines(_ columns: [TableColumn], _ rows: [[Value]]) -> [String] {
    let manifest = TableManifest(
      name: "t", pipeline: "p", path: "", grain: "", title: "", columns: columns, notes: [], sql: "")
    let result = TableResult(table: "t", columns: columns.map(\.name), rows: rows, asOf: nil, sources: [])
    return TablePeaks(TableShape(result, manifest)).lines.map { "\($0.name): \($0.words)" }
  }

  @Test func theNewestAndThePeakAreStatedForEachSeries() {
    // The order of the months is not that of their names.
    let months = ["2023-09", "2025-09", "2023-10", "2024-04"]
    let counts: [Int64] = [72_325, 361, 500, 400]
    #expect(
      Self.lines([Self.month, Self.boats], zip(months, counts).map { [.text($0), .integer($1)] }) == [
        "Boats: 361 boats in September 2025, the newest; the highest was 72,325 boats in September 2023."
      ])
    let rows: [[Value]] = ["A", "B"].flatMap { port in
      zip(months, counts).map { [.text($0), .text(port), .integer(port == "A" ? $1 : 7)] }
    }
    #expect(
      Self.lines([Self.month, Self.port, Self.boats], rows) == [
        "Boats, A: 361 boats in September 2025, the newest; the highest was 72,325 boats in September 2023.",
        "Boats, B: 7 boats in September 2025, the newest and the highest.",
      ])
  }

  /// A month's total is the sum of its places, where these may be added.
  @Test func totalsAreOfWhatMayBeAdded() {
    func shape(_ adds: Adding?, _ rows: [[Value]]) -> TableShape {
      var boats = Self.boats
      boats.adds = adds
      let columns = [Self.month, Self.port, boats]
      let manifest = TableManifest(
        name: "t", pipeline: "p", path: "", grain: "", title: "", columns: columns, notes: [], sql: "")
      return TableShape(
        TableResult(table: "t", columns: columns.map(\.name), rows: rows, asOf: nil, sources: []), manifest)
    }
    let rows: [[Value]] = [(9, 1), (10, 5), (11, 2)].flatMap { month, n in
      ["A", "B"].map { [.text("2025-\(month < 10 ? "0" : "")\(month)"), .text($0), .integer(n)] }
    }
    #expect(TableTotals(shape(.overTimeAndPlaces, rows)).sums == [nil, nil, 16])
    for adds in [Adding.overTime, .overPlaces, .never, nil] {
      #expect(TableTotals(shape(adds, rows)).sums == [nil, nil, nil])
    }
    #expect(TableTotals(shape(.overTime, rows)).sumsByTime(2) == nil)
    #expect(
      TableTotals(shape(.overPlaces, rows)).sumsByTime(2)?.map { $0[2] } == [.integer(2), .integer(10), .integer(4)])
    #expect(
      TablePeaks(shape(.overPlaces, rows)).lines.first.map { "\($0.name): \($0.words)" }
        == "Boats, all together: 4 boats in November 2025, the newest; the highest was 10 boats in October 2025.")
    // What a source does not say is not 0, and a sum too large for a whole number is none.
    let unsaid: [[Value]] = [[.text("2025-01"), .text("A"), .integer(1)], [.text("2025-01"), .text("B"), .null]]
    #expect(TableTotals(shape(.overTimeAndPlaces, unsaid)).sums == [nil, nil, nil])
    let large = unsaid.map { [$0[0], $0[1], Value.integer(.max)] }
    #expect(TableTotals(shape(.overTimeAndPlaces, large)).sums == [nil, nil, nil])
  }

  /// The page shows them beside the exact weight; the files have them as columns.
  @Test func otherUnitsOfAWeightAreNoColumnsOfThePage() throws {
    let columns = [
      Self.port, TableColumn(name: "all_mg", kind: .integer, unit: "mg", description: ""),
      TableColumn(name: "all_kg", kind: .decimal, decimals: 1, unit: "kilograms", description: ""),
      TableColumn(name: "share", kind: .decimal, decimals: 1, unit: "percent", description: ""),
    ]
    var manifest = TableManifest(
      name: "t", pipeline: "p", path: "", grain: "", title: "", columns: columns, notes: [], sql: "")
    manifest.quotients = [
      "all_kg": try #require(Quotient("all_mg / 1000000", decimals: 1)),
      "share": try #require(Quotient("100 * all_mg / whole", decimals: 1)),
    ]
    let result = TableResult(
      table: "t", columns: columns.map(\.name), rows: [[.text("A"), .integer(2_500_000), .real(2.5), .real(10)]],
      asOf: nil, sources: [])
    let shape = TableShape(result, manifest).withoutOtherUnits
    #expect(shape.columns.map(\.name) == ["port", "all_mg", "share"])
    #expect(shape.result.rows == [[.text("A"), .integer(2_500_000), .real(10)]])
  }

  @Test func noPeakWhereItWouldBeOneOfSeveral() {
    let twice: [[Value]] = (0..<4).map { _ in [.text("2025-01"), .integer(1)] }
    #expect(Self.lines([Self.month, Self.boats], twice).isEmpty)
    #expect(Self.lines([Self.port, Self.boats], [[.text("A"), .integer(1)]]).isEmpty)
  }

  @Test func weightsAreInUnitsThatPeopleUse() {
    let weight = TableColumn(name: "quantity_mg", kind: .integer, unit: "mg", description: "")
    #expect(DisplayUnit.beside(.integer(453_592_370_000), weight) == "1,000,000 lb · 453,592 kg · 453.6 t")
    #expect(DisplayUnit.beside(.integer(1_000_000), weight) == "2.20 lb · 1.00 kg")
    #expect(DisplayUnit.beside(.integer(0), weight) == nil && DisplayUnit.beside(.null, weight) == nil)
    #expect(DisplayUnit.beside(.integer(5), Self.boats) == nil)
    #expect(ColumnTitle.words(weight) == "Quantity" && ColumnTitle.words(Self.boats) == "Boats")
  }

  @Test func sharesHaveOneDecimalAndNeverLookLikeNone() {
    let share = TableColumn(name: "share_pct", kind: .decimal, decimals: 4, unit: "percent", description: "")
    #expect(DisplayUnit.text(.real(75.2907), share) == "75.3" && DisplayUnit.text(.real(0), share) == "0.0")
    #expect(DisplayUnit.text(.real(0.0123), share) == "0.012")
    #expect(ColumnTitle.words(share) == "Share")
  }
}
