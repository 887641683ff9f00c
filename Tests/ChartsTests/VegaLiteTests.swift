import Foundation
import Manifest
import Model
import System
import TestTools
import Testing

@testable import Charts

/// Specifications for Vega-Lite, checked with the public schema and compiler.
@Suite(.tags(.slow)) struct VegaLiteTests {
  private func spec(_ table: (manifest: TableManifest, result: TableResult)) throws -> String {
    let files = Charts.files(of: [table], program: nil).files
    return String(decoding: try #require(files.last).bytes, as: UTF8.self)
  }

  private func values(_ spec: String) throws -> [[String: Any]] {
    let object = try JSONSerialization.jsonObject(with: Data(spec.utf8)) as? [String: Any]
    return try #require((object?["data"] as? [String: Any])?["values"] as? [[String: Any]])
  }

  @Test func dataIsTheTables() throws {
    let values = try values(spec(ChartSample.yearly(.bar)))
    #expect(values.count == 8)
    #expect(values[0]["x"] as? Int == 2021 && values[0]["series"] as? String == "north side")
    #expect(values[0]["value"] as? Int == 1200 && values[0]["marked"] as? Bool == false)
    #expect(values[1]["value"] is NSNull)
    #expect(values[3]["marked"] as? Bool == true)
  }

  @Test func aLineBreaksWhereAYearIsMissing() throws {
    let south = try values(spec(ChartSample.yearly(.line))).filter { $0["series"] as? String == "south" }
    #expect(south.map { $0["x"] as? Int } == [2021, 2022, 2023, 2024, 2025])
    #expect(south[2]["value"] is NSNull)
  }

  @Test func milligramsStayExact() throws {
    var table = ChartSample.named(.bar, [("a", .integer(106_518_000_123))])
    table.manifest.columns[1].unit = "mg"
    let spec = try spec(table)
    #expect(spec.contains("\"value\": 106518000123"))
    #expect(spec.contains("\"calculate\": \"datum.value / 1000000000\""))
  }

  @Test func annotationsAreLayers() throws {
    let spec = try spec(
      ChartSample.monthly(annotations: [
        TableAnnotation(from: PublishedDate("2023-05-11")!, text: "Title 42 ends"),
        TableAnnotation(from: PublishedDate("2022-02-11")!, to: PublishedDate("2023-03-20")!, text: "a program"),
      ]))
    #expect(spec.contains("\"from\": \"2023-05-11\"") && spec.contains("\"text\": \"Title 42 ends\""))
    // The axis is not stretched to what lies outside of it.
    #expect(
      spec.contains("\"from\": \"2023-01\"") && spec.contains("\"to\": \"2023-03-20\"") && !spec.contains("\"2022"))
  }

  @Test func noOtherAddress() throws {
    var table = ChartSample.yearly(.line)
    table.manifest.title = ChartSample.hostile
    let spec = try spec(table)
    #expect(spec.split(separator: "\"").filter { $0.contains("://") } == [Substring(VegaLite.schema)])
    #expect(try self.spec(table) == spec)
  }

  /// Validated with altair's schema and jsonschema, and drawn by vl-convert, without a network.
  @Test(.enabled(if: PublicTool.python("python") != nil, "needs scripts/setup test"))
  func thePublicsToolsAcceptThem() throws {
    let folder = NSTemporaryDirectory() + "soundings-vega-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var tables = [TableChart.Kind.line, .steppedLine, .bar, .stackedBar, .dot].map(ChartSample.yearly)
    tables += [TableChart.Kind.bar, .stackedBar, .dot].map { kind in
      ChartSample.named(kind, [(ChartSample.hostile, .integer(5)), ("b", .null), ("c", .integer(-2))])
    }
    tables[0].manifest.title = ChartSample.hostile
    for (column, value) in [(ChartSample.month, "2025-11"), (ChartSample.date, "2025-11-19")] {
      for kind in [TableChart.Kind.line, .bar, .dot] {
        let chart = TableChart(kind: kind, measures: [.init(column: "people")], over: [column.name])
        tables.append(ChartSample.table(chart, [column, ChartSample.people], [[.text(value), .integer(3)]]))
      }
    }
    var empty = ChartSample.yearly(.bar)
    empty.result.rows = []
    tables.append(empty)
    for kind in [TableChart.Kind.line, .bar, .stackedBar, .dot] {
      var (years, months) = (ChartSample.yearly(kind), ChartSample.monthly(annotations: []))
      years.manifest.annotations = [
        TableAnnotation(from: PublishedDate("2022")!, to: PublishedDate("2024")!, text: ChartSample.hostile),
        TableAnnotation(from: PublishedDate("2024")!, text: "b"),
      ]
      months.manifest.chart?.kind = kind
      months.manifest.annotations = [
        TableAnnotation(from: PublishedDate("2023-02-11")!, to: PublishedDate("2023-05-20")!, text: "a"),
        TableAnnotation(from: PublishedDate("2023-05-11")!, text: "b"),
      ]
      tables += [years, months]
    }
    for (i, table) in tables.enumerated() {
      try Data(spec(table).utf8).write(to: URL(fileURLWithPath: "\(folder)/\(i).vl.json"))
    }
    let script = PublicTool.root + "/Tests/ChartsTests/vega_check.py"
    let files = tables.indices.map { "\(folder)/\($0).vl.json" }
    let result = try PublicTool.run(#require(PublicTool.python("python")), [script] + files, in: folder)
    #expect(result.status == 0, "\(result.out)\(result.err)")
    #expect(result.out.split(separator: "\n").count == tables.count)
  }
}
