import Model
import Testing

@Suite struct RowKeyTests {
  static let columns = [
    TableColumn(name: "year", kind: .year, description: ""),
    TableColumn(name: "country_code", kind: .text, description: ""),
    TableColumn(name: "country", kind: .text, description: ""), TableColumn(name: "n", kind: .integer, description: ""),
    TableColumn(name: "period", kind: .text, description: ""),
  ]

  func row(_ year: Int64, _ code: String, _ country: String?, _ n: Int64 = 1) -> [Value] {
    [.integer(year), .text(code), country.map { .text($0) } ?? .null, .integer(n), .text("end-year")]
  }

  @Test func asFewColumnsAsTellTheRowsApart() {
    let rows = [row(2023, "PER", "Peru"), row(2024, "PER", "Peru"), row(2024, "CHL", "Chile")]
    let key = RowKey(finding: Self.columns, in: [rows, rows])
    #expect(key.indices == [0, 1])
    #expect(key.name(rows[0]) == [KeyValue("year", "2023"), KeyValue("country", "Peru")])
    #expect(key.period(rows[0]) == "2023")
    // A row's time belongs to its name even when the other columns are enough.
    #expect(RowKey(finding: Self.columns, in: [[rows[1], rows[2]]]).indices == [0, 1])
    // When nothing distinguishes the rows, every column is used.
    #expect(RowKey(finding: Self.columns, in: [[rows[0], row(2023, "PER", "Peru", 2)]]).indices == [0, 1, 2, 3, 4])
  }

  @Test func aNameThatTwoCodesShareNamesNeither() {
    let rows = [row(2024, "GUA", "Guatemala"), row(2024, "GTM", "Guatemala")]
    let key = RowKey([0, 1], of: Self.columns, in: [rows])
    #expect(rows.map { key.name($0).map(\.value) } == [["2024", "GUA"], ["2024", "GTM"]])
  }

  @Test func aCodeWithoutANameIsItsOwn() {
    let rows = [row(2024, "PER", "Peru"), row(2024, "XXX", nil)]
    let key = RowKey([0, 1], of: Self.columns, in: [rows])
    #expect(key.name(rows[1]) == [KeyValue("year", "2024"), KeyValue("country_code", "XXX")])
  }
}
