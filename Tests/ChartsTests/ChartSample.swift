import Manifest
import Model
import TestTools

@testable import Charts

/// Small tables with a chart.
enum ChartSample {
  /// Text that no chart may ever run.
  static let hostile =
    "It's \"x\"; system(\"touch PWNED\") `touch PWNED` @date {/Bold a}_b^c \\n & <b>\u{7}\u{1B}[31m\nset output 'PWNED'"

  static func table(
    _ chart: TableChart, _ columns: [TableColumn], _ rows: [[Value]], title: String = "What it shows"
  ) -> (manifest: TableManifest, result: TableResult) {
    let manifest = TableManifest(
      name: "sample", pipeline: "migration", path: "Pipelines/migration/tables/sample.sql", grain: "One row.",
      title: title, columns: columns, notes: [], chart: chart, sql: "select 1")
    return (
      manifest,
      TableResult(
        table: "sample", columns: columns.map(\.name), rows: rows, asOf: nil, sources: [Sample.source])
    )
  }

  static let year = TableColumn(name: "fiscal_year", kind: .year, description: "")
  static let month = TableColumn(name: "month", kind: .month, description: "")
  static let date = TableColumn(name: "date", kind: .date, description: "")
  static let region = TableColumn(name: "region", kind: .text, description: "")
  static let people = TableColumn(name: "people", kind: .integer, unit: "people", description: "")
  static let partial = TableColumn(name: "is_partial", kind: .boolean, description: "")

  static let marking = TableChart.Marking(
    condition: .init(column: "is_partial", test: .compare(.equal, .number(1))), word: "partial year")

  /// Two regions over four years: one year has no rows, one number is NULL, the last year is partial.
  static func yearly(_ kind: TableChart.Kind) -> (manifest: TableManifest, result: TableResult) {
    let chart = TableChart(
      kind: kind, measures: [.init(column: "people")], series: "region", over: ["fiscal_year"], marking: marking)
    return table(
      chart, [year, partial, region, people],
      [
        [.integer(2021), .integer(0), .text("north_side"), .integer(1200)],
        [.integer(2021), .integer(0), .text("south"), .integer(30)],
        [.integer(2022), .integer(0), .text("north_side"), .null],
        [.integer(2022), .integer(0), .text("south"), .integer(40)],
        [.integer(2024), .integer(0), .text("north_side"), .integer(1500)],
        [.integer(2024), .integer(0), .text("south"), .integer(50)],
        [.integer(2025), .integer(1), .text("north_side"), .integer(700)],
        [.integer(2025), .integer(1), .text("south"), .integer(20)],
      ])
  }

  /// One number for each name.
  static func named(
    _ kind: TableChart.Kind, _ values: [(String, Value)], largest: Int? = nil
  ) -> (manifest: TableManifest, result: TableResult) {
    let chart = TableChart(kind: kind, measures: [.init(column: "people")], over: ["region"], largest: largest)
    return table(chart, [region, people], values.map { [.text($0.0), $0.1] })
  }

  static func data(_ table: (manifest: TableManifest, result: TableResult)) throws -> ChartData {
    try ChartData(table.manifest.chart!, of: table.manifest, result: table.result)
  }

  static func picture(_ table: (manifest: TableManifest, result: TableResult)) throws -> ChartPicture {
    ChartLayout.picture(of: try data(table), source: ChartSource.line(table.result.sources))
  }

  static func script(_ table: (manifest: TableManifest, result: TableResult)) throws -> String {
    var script = GnuplotScript()
    script.add(try picture(table), name: "sample", svg: "0.svg", png: "0.png")
    return script.text
  }
}
