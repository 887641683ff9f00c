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

  /// Months of one number each.
  static func monthly(annotations: [TableAnnotation]) -> (manifest: TableManifest, result: TableResult) {
    let rows = (1...12).map { (month: Int) -> [Value] in
      [.text("2023-\(month < 10 ? "0" : "")\(month)"), .integer(Int64(month * 7919 % 1000))]
    }
    let chart = TableChart(kind: .line, measures: [.init(column: "people")], over: ["month"])
    var table = table(chart, [month, people], rows)
    table.manifest.annotations = annotations
    return table
  }

  /// Five lines that cross one another.
  static func crossing() -> (manifest: TableManifest, result: TableResult) {
    let chart = TableChart(kind: .line, measures: [.init(column: "people")], series: "region", over: ["fiscal_year"])
    var rows: [[Value]] = []
    for series in 0..<5 {
      for year in 2010...2025 {
        let number = Int64((year * 31 + series * 17) % 100)
        rows.append([.integer(Int64(year)), .text("region \(series)"), .integer(number)])
      }
    }
    return table(chart, [year, region, people], rows)
  }

  static func picture(
    _ table: (manifest: TableManifest, result: TableResult), _ format: ChartFormat = .wide
  ) throws -> ChartPicture {
    ChartLayout.picture(of: try data(table), source: ChartSource.line(table.result.sources), format: format)
  }

  static func svg(
    _ table: (manifest: TableManifest, result: TableResult), _ format: ChartFormat = .wide
  ) throws -> String {
    let chart = try Charts.chart(table.manifest, table.result)
    return String(decoding: chart?.svg(format, for: [.file])[0] ?? [], as: UTF8.self)
  }

  /// Words of a picture and its panels that leave the canvas or lie over others.
  static func overlaps(_ picture: ChartPicture) -> [String] {
    let labels = picture.labels + picture.panels.flatMap(\.labels)
    let boxes = labels.map {
      label -> (left: Double, right: Double, top: Double, bottom: Double, text: String) in
      let left =
        label.anchor == .left ? label.x : label.anchor == .right ? label.x - label.width : label.x - label.width / 2
      return (left, left + label.width, label.y - label.size * 0.45, label.y + label.size * 0.45, label.text)
    }
    var found: [String] = []
    for (i, a) in boxes.enumerated() {
      if a.left < 0 || a.right > picture.width || a.top < 0 || a.bottom > picture.height {
        found.append("'\(a.text)' leaves the canvas")
      }
      for b in boxes[(i + 1)...] {
        let isApart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top
        if !isApart { found.append("'\(a.text)' lies over '\(b.text)'") }
      }
    }
    return found
  }
}
