import Manifest
import Model
import System
import TestTools
import Testing

@testable import Charts

/// Charts in words, for people who cannot see them.
@Suite struct ChartWordsTests {
  private func words(_ table: (manifest: TableManifest, result: TableResult)) throws -> String? {
    Charts.description(of: table.result, manifest: table.manifest)
  }

  @Test func lines() throws {
    #expect(
      try words(ChartSample.yearly(.line))
        == "Line chart: What it shows. People by fiscal year, from 2021 to 2025. Marked as partial year: 2025. "
        + "Last numbers: north side 700 (2025, partial year); south 20 (2025, partial year).")
  }

  /// As everywhere else: Nov. 19, 2025.
  @Test func days() throws {
    let chart = TableChart(
      kind: .line, measures: [.init(column: "people")], over: ["date"], marking: ChartSample.marking)
    let rows = [("2025-11-19", 3, 1), ("2025-11-25", 4, 0), ("2025-12-02", 5, 1)].map {
      [Value.text($0.0), .integer($0.1), .integer($0.2)]
    }
    let columns = [ChartSample.date, ChartSample.people, ChartSample.partial]
    let found = try words(ChartSample.table(chart, columns, rows))
    #expect(
      found
        == "Line chart: What it shows. People, from Nov. 19, 2025, to Dec. 2, 2025. "
        + "Marked as partial year: Nov. 19, 2025; Dec. 2, 2025. "
        + "Last numbers: 5 (Dec. 2, 2025, partial year).", "\(found ?? "nothing")")
  }

  @Test func rows() throws {
    let values = [("a", 1), ("b", 5), ("c", 3), ("d", 4), ("e", 2), ("f", 6)].map { ($0.0, Value.integer($0.1)) }
    #expect(
      try words(ChartSample.named(.bar, values))
        == "Bar chart: What it shows. People, 6 rows. The five largest: f: 6; b: 5; d: 4; c: 3; e: 2.")
    #expect(
      try words(ChartSample.named(.dot, [("a", .null)])) == "Dot chart: What it shows. No data.")
    #expect(
      try words(ChartSample.named(.dot, [("a", .integer(-3)), ("b", .null)]))
        == "Dot chart: What it shows. People, 2 rows. A: −3; b: not said.")
  }

  @Test func whatIsNoughtIsNotAmongTheLargest() throws {
    let values = [("a", 0), ("b", 5), ("c", 0), ("d", -7), ("e", 0), ("f", 0)].map { ($0.0, Value.integer($0.1)) }
    #expect(try #require(try words(ChartSample.named(.bar, values))).hasSuffix("Other than 0: d: −7; b: 5."))
    let noughts = values.map { ($0.0, Value.integer(0)) }
    #expect(try #require(try words(ChartSample.named(.bar, noughts))).hasSuffix("Not drawn: all numbers are 0."))
  }

  @Test func largeIntegersAreExact() throws {
    let values = [("a", Value.integer(9_007_199_254_740_993)), ("b", .integer(.min))]
    let table = ChartSample.named(.bar, values)
    #expect(
      try #require(try words(table)).hasSuffix("A: 9,007,199,254,740,993; b: −9,223,372,036,854,775,808."))
    let picture = try ChartSample.picture(table)
    #expect(picture.labels.contains { $0.text == "9,007,199,254,740,993" })
    // Along the axis, the labels of ticks do not overlap.
    let ticks = picture.labels.filter { $0.anchor == .center }
    let rows = Dictionary(grouping: ticks, by: \.y).values.map { $0.sorted { $0.x < $1.x } }
    for row in rows {
      for (a, b) in zip(row, row.dropFirst()) { #expect(a.x + a.width / 2 < b.x - b.width / 2) }
    }
    var stacked = ChartSample.yearly(.stackedBar)
    stacked.result.rows = ["x", "y"].map { [.integer(2021), .integer(0), .text($0), .integer(4_503_599_627_370_497)] }
    #expect(try ChartSample.picture(stacked).labels.contains { $0.text == "9,007,199,254,740,994" })
    #expect(try ChartSample.data(stacked).exactTotal(0) == 9_007_199_254_740_994)
    let files = Charts.files(of: [table], program: nil).files
    #expect(String(decoding: files[2].bytes, as: UTF8.self).contains("9007199254740993"))
  }

  @Test func sources() {
    #expect(ChartSource.line([]) == "")
    var other = Sample.source
    other.edition = "2024-10, data through 2024-09"
    #expect(
      ChartSource.line([Sample.source, other])
        == "Source: U.S. Customs and Border Protection, versions of November 2025 and October 2024")
    other.dataset = "cbp_drug_seizures"
    other.title = "Drugs"
    #expect(
      ChartSource.line([Sample.source, other])
        == "Sources: U.S. Customs and Border Protection, Nationwide Encounters, version of November 2025; "
        + "U.S. Customs and Border Protection, Drugs, version of October 2024 (data through September 2024)")
    let many = (0..<6).map { i in
      var source = Sample.source
      source.dataset = "d\(i)"
      if i > 2 { source.publisher = "UNHCR" }
      return source
    }
    #expect(ChartSource.line(many) == "Sources: 6 datasets of U.S. Customs and Border Protection; UNHCR")
  }
}
