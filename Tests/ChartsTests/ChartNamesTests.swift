import Manifest
import Model
import Testing

@testable import Charts

/// Names for people in place of codes.
@Suite struct ChartNamesTests {
  private let code = TableColumn(name: "country_code", kind: .text, description: "")
  private let name = TableColumn(name: "country_name", kind: .text, description: "")

  private func table(_ chart: TableChart) -> (manifest: TableManifest, result: TableResult) {
    ChartSample.table(
      chart, [ChartSample.year, code, name, ChartSample.people],
      [
        [.integer(2024), .text("VEN"), .text("Venezuela"), .integer(3)],
        [.integer(2024), .text("COL"), .null, .integer(2)],
        [.integer(2024), .text("XYZ"), .text("Venezuela"), .integer(1)],
      ])
  }

  @Test func theNameBesideACodeIsShown() throws {
    let rows = try ChartSample.data(
      table(.init(kind: .bar, measures: [.init(column: "people")], over: ["country_code"])))
    #expect(rows.places.map(\.label) == ["Venezuela", "COL", "Venezuela (2)"])
    let series = try ChartSample.data(
      table(.init(kind: .bar, measures: [.init(column: "people")], series: "country_code", over: ["fiscal_year"])))
    // Two codes with one name stay apart.
    #expect(series.series.map(\.name) == ["VEN", "COL", "XYZ"])
  }

  @Test func aDeclaredLabelGoesBeforeIt() throws {
    var table = table(.init(kind: .bar, measures: [.init(column: "people")], over: ["country_code"]))
    table.manifest.labels = ["country_code": ["COL": "Colombia", "XYZ": "elsewhere"]]
    #expect(try ChartSample.data(table).places.map(\.label) == ["Venezuela", "Colombia", "elsewhere"])
  }
}
