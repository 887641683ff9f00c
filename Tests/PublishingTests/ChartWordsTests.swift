import Manifest
import Model
import Testing

@testable import Publishing

/// Charts in words, for who cannot see them.
@Suite struct ChartWordsTests {
  private func words(_ table: (manifest: TableManifest, result: TableResult)) throws -> String? {
    try Charts.description(of: table.result, manifest: table.manifest)
  }

  @Test func lines() throws {
    #expect(
      try words(ChartSample.yearly(.line))
        == "Line chart: What it shows. People by fiscal year, from 2021 to 2025. Marked as partial year: 2025. "
        + "Last numbers: north side 700 (2025, partial year); south 20 (2025, partial year).")
  }

  @Test func rows() throws {
    let values = [("a", 1), ("b", 5), ("c", 3), ("d", 4), ("e", 2), ("f", 6)].map { ($0.0, Value.integer($0.1)) }
    #expect(
      try words(ChartSample.named(.bar, values))
        == "Bar chart: What it shows. People, 6 rows. The five largest: b: 5; c: 3; d: 4; e: 2; f: 6.")
    #expect(
      try words(ChartSample.named(.dot, [("a", .null)])) == "Dot chart: What it shows. No data.")
    #expect(
      try words(ChartSample.named(.dot, [("a", .integer(-3)), ("b", .null)]))
        == "Dot chart: What it shows. People, 2 rows. A: −3; b: not said.")
  }

  @Test func sources() {
    #expect(ChartSource.line([]) == "")
    var other = Sample.source
    other.edition = "2024-10, data through 2024-09"
    #expect(
      ChartSource.line([Sample.source, other])
        == "Source: U.S. Customs and Border Protection, editions of 2025-11 and 2024-10")
    other.dataset = "cbp_drug_seizures"
    other.title = "Drugs"
    #expect(
      ChartSource.line([Sample.source, other])
        == "Sources: U.S. Customs and Border Protection, Nationwide Encounters, edition of 2025-11; "
        + "U.S. Customs and Border Protection, Drugs, edition of 2024-10, data through 2024-09")
    let many = (0..<6).map { i in
      var source = Sample.source
      source.dataset = "d\(i)"
      if i > 2 { source.publisher = "UNHCR" }
      return source
    }
    #expect(ChartSource.line(many) == "Sources: 6 datasets of U.S. Customs and Border Protection; UNHCR")
  }
}
