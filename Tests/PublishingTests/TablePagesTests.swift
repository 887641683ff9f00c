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
