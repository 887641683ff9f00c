import Foundation
import Manifest
import Model
import Publishing
import TestTools
import Testing

/// The content of the metadata; PipelineTests check it with the real Datasette.
@Suite struct DatasetteMetadataTests {
  private func dataset(_ columns: [Column]) -> DatasetManifest {
    DatasetManifest(
      name: "boats", pipeline: "p", folder: "Pipelines/p/boats", title: "Boats <seen>", publisher: "Harbor Office",
      license: License(name: "CC BY 4.0", url: "https://example.org/license"), attribution: "Harbor Office, list",
      homepage: "https://example.org", cadence: nil, isCurated: false, fetch: nil,
      dating: EditionDating(source: .fetched, fileName: nil), readings: [], columns: columns, key: [], partition: [],
      guards: Guards(), notes: ["Less < more & \"more\"."], normalizeSQL: "")
  }

  private func document(_ columns: [Column], tables: [TableManifest] = []) throws -> [String: Any] {
    let bytes = DatasetteMetadata.bytes(
      title: "T", description: "D", datasets: [dataset(columns)], tables: tables, engineTables: ["_b", "_a"])
    return try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }

  private func tables(_ document: [String: Any]) throws -> [String: [String: Any]] {
    let databases = try #require(document["databases"] as? [String: [String: Any]])
    return try #require(databases["soundings"]?["tables"] as? [String: [String: Any]])
  }

  @Test func aDatasetIsDescribed() throws {
    let columns = [
      Column(name: "people", kind: .integer, unit: "people", description: "On board."),
      Column(name: "weight", kind: .integer, unit: "mg"), Column(name: "port", kind: .text, description: "Port."),
      Column(name: "day", kind: .date), Column(name: "said", kind: .text, unit: "people"),
      Column(name: "odd", kind: .integer, unit: "a=b # @c"),
    ]
    let document = try document(columns)
    let boats = try #require(try tables(document)["boats"])
    #expect(boats["title"] as? String == "Boats <seen>")
    #expect(boats["description_html"] as? String == "<ul><li>Less &lt; more &amp; &quot;more&quot;.</li></ul>")
    #expect(boats["license_url"] as? String == "https://example.org/license")
    #expect(boats["source"] as? String == "Harbor Office, list")
    #expect(
      boats["columns"] as? [String: String] == [
        "people": "On board. Unit: people.", "weight": "Unit: mg.", "port": "Port.", "said": "Unit: people.",
        "odd": "Unit: a=b # @c.",
      ])
    #expect(boats["units"] as? [String: String] == ["people": "unit_people", "weight": "unit_mg"])
    #expect(document["custom_units"] as? [String] == ["unit_mg = 1 = mg", "unit_people = 1 = people"])
    #expect(try tables(document)["_a"]?["hidden"] as? Bool == true)
  }

  @Test func unitsWithTheSameLettersStayApart() throws {
    let columns = [Column(name: "a", kind: .integer, unit: "km/h"), Column(name: "b", kind: .integer, unit: "km h")]
    let document = try document(columns)
    #expect(document["custom_units"] as? [String] == ["unit_km_h = 1 = km h", "unit_km_h_2 = 1 = km/h"])
  }

  @Test func aQueryIsTheSelectWithoutItsHeader() throws {
    var table = Sample.manifest
    table.sql = "-- Grain.\n-- trace x: y from z where a = :a\n\n  -- more\nselect 1 as x -- one\norder by x;\n\n"
    let databases = try #require(try document([], tables: [table])["databases"] as? [String: [String: Any]])
    let query = try #require((databases["soundings"]?["queries"] as? [String: [String: Any]])?["encounters"])
    #expect(query["sql"] as? String == "select 1 as x -- one\norder by x")
    #expect(query["hide_sql"] as? Bool == false)
    #expect(query["title"] as? String == "Encounters by region")
    let text = try #require(query["description_html"] as? String)
    #expect(
      text.hasPrefix("<p>One row per fiscal year.</p><ul><li>Encounters are not people.</li></ul><ul><li>fiscal_year:"))
    #expect(text.contains("<li>venezuelan: Encounters, not people. Unit: encounters.</li>"))
    #expect(text.contains("Region of the &quot;office&quot;."))
  }
}
