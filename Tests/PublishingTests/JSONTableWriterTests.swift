import Manifest
import Model
import Publishing
import TestTools
import Testing
import Words

@Suite struct JSONTableWriterTests {
  @Test func tableHasOneRowPerLine() {
    var result = Sample.result
    result.asOf = Day("2025-11-19")
    let text = String(decoding: JSONTableWriter.bytes(of: result, manifest: Sample.manifest), as: UTF8.self)
    #expect(text.hasPrefix("{\n  \"table\": \"encounters\",\n  \"title\": \"Encounters by region\",\n"))
    #expect(text.contains("\n  \"as_of\": \"2025-11-19\",\n"))
    #expect(
      text.hasSuffix(
        """
          "rows": [
            [2024, "2024-10", false, "Other", 334914, 9.6753],
            [2025, "2025-01", true, "Land, \\"north\\"", null, null]
          ]
        }

        """))
    #expect(
      text.contains(
        """
            {
              "name": "share_pct",
              "type": "decimal",
              "unit": "percent",
              "decimals": 4,
              "description": "Share."
            }
        """))
  }

  /// A program that sums up a column must know whether it may.
  @Test func whatMayBeAddedIsSaid() throws {
    var manifest = Sample.manifest
    let i = try #require(manifest.columns.firstIndex { $0.kind == .integer })
    manifest.columns[i].adds = .overPlaces
    let text = String(decoding: JSONTableWriter.bytes(of: Sample.result, manifest: manifest), as: UTF8.self)
    #expect(text.contains("\"adds\": \"over places\""))
    #expect(
      !String(decoding: JSONTableWriter.bytes(of: Sample.result, manifest: Sample.manifest), as: UTF8.self).contains(
        "adds"))
  }

  @Test func tableWithoutRows() {
    let (result, manifest) = Sample.column(.integer, [])
    let text = String(decoding: JSONTableWriter.bytes(of: result, manifest: manifest), as: UTF8.self)
    #expect(text.hasSuffix("  \"sources\": [],\n  \"rows\": []\n}\n"))
  }

  @Test func decimalsAndOddValuesInRows() {
    let (result, manifest) = Sample.column(
      .decimal, decimals: 4, [.real(100), .integer(3), .real(-0.0), .real(.infinity), .text("<1")])
    let text = String(decoding: JSONTableWriter.bytes(of: result, manifest: manifest), as: UTF8.self)
    #expect(
      text.contains("    [100.0000],\n    [3.0000],\n    [0.0000],\n    [null],\n    [\"<1\"]\n"))
  }

  @Test func metaSaysOnWhatTheNumbersRest() {
    let text = String(decoding: MetaWriter.bytes(of: Sample.result, manifest: Sample.manifest), as: UTF8.self)
    #expect(
      text.hasPrefix(
        """
        {
          "table": "encounters",
          "title": "Encounters by region",
          "grain": "One row per fiscal year.",
          "as_of": null,
          "rows": 2,
          "columns": [
            {
              "name": "fiscal_year",
              "type": "year",
              "unit": null,
              "description": "U.S. fiscal year."
            },
        """))
    #expect(
      text.hasSuffix(
        """
          "sources": [
            {
              "dataset": "cbp_encounters",
              "title": "Nationwide Encounters",
              "publisher": "U.S. Customs and Border Protection",
              "edition": "2025-11",
              "published": "2025-11-30",
              "origin": "fetched",
              "restriction": null,
              "obtained": null,
              "originals": [],
              "covers": [
                "2024",
                "2025"
              ],
              "snapshots": [
                {
                  "sha256": "ab12",
                  "bytes": 1234,
                  "url": "https://www.cbp.gov/a/b.csv"
                }
              ],
              "license": {
                "name": "U.S. Government work",
                "url": "https://www.usa.gov/government-works"
              },
              "attribution": "U.S. Customs and Border Protection, Nationwide Encounters",
              "homepage": null
            }
          ],
          "notes": [
            "Encounters are not people."
          ]
        }

        """))
  }

  @Test func anEditionForEverythingCoversNull() {
    var source = Sample.source
    source.covers = []
    #expect(JSON(source).rendered(pretty: false).contains(#""covers":null,"#))
  }
}
