import Manifest
import Model

/// A small table with every kind of column.
package enum Sample {
  package static let columns = [
    TableColumn(name: "fiscal_year", kind: .year, description: "U.S. fiscal year."),
    TableColumn(name: "month", kind: .month, description: "Month."),
    TableColumn(name: "is_partial", kind: .boolean, description: "Fewer than twelve months."),
    TableColumn(name: "region", kind: .text, description: "Region of the \"office\"."),
    TableColumn(name: "venezuelan", kind: .integer, unit: "encounters", description: "Encounters, not people."),
    TableColumn(name: "share_pct", kind: .decimal, decimals: 4, unit: "percent", description: "Share."),
  ]

  package static let source = SourceEdition(
    dataset: "cbp_encounters", publisher: "U.S. Customs and Border Protection", title: "Nationwide Encounters",
    edition: "2025-11", published: Day("2025-11-30")!, covers: ["2024", "2025"],
    snapshots: [SnapshotFacts(sha256: "ab12", bytes: 1234, url: "https://www.cbp.gov/a/b.csv")],
    licenseName: "U.S. Government work", licenseURL: "https://www.usa.gov/government-works",
    attribution: "U.S. Customs and Border Protection, Nationwide Encounters", homepage: nil)

  package static let manifest = table(columns)

  package static let result = TableResult(
    table: "encounters", columns: columns.map(\.name),
    rows: [
      [.integer(2024), .text("2024-10"), .integer(0), .text("Other"), .integer(334_914), .real(9.6753)],
      [.integer(2025), .text("2025-01"), .integer(1), .text("Land, \"north\""), .null, .null],
    ], asOf: nil, sources: [source])

  package static func table(_ columns: [TableColumn]) -> TableManifest {
    TableManifest(
      name: "encounters", pipeline: "migration", path: "Pipelines/migration/tables/encounters.sql",
      grain: "One row per fiscal year.", title: "Encounters by region", columns: columns,
      notes: ["Encounters are not people."], sql: "select 1")
  }

  /// A table of one column.
  package static func column(_ kind: TableColumn.Kind, decimals: Int = 0, _ values: [Value]) -> (
    TableResult, TableManifest
  ) {
    let column = TableColumn(name: "x", kind: kind, decimals: decimals, description: "x")
    let result = TableResult(table: "x", columns: ["x"], rows: values.map { [$0] }, asOf: nil, sources: [])
    return (result, table([column]))
  }
}
