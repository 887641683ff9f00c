/// The file formats of exported tables.
package enum ExportFormat: String, CaseIterable, Sendable {
  /// A CSV file and its description for each table, and the data package over all of them.
  case csv
  case json, md
  /// One workbook, a sheet for each table.
  case xlsx
  /// SVG, PNG and Vega-Lite of each table's chart.
  case charts
  /// The site, with everything that it offers for download.
  case html
  /// The metadata file for Datasette over the warehouse.
  case datasette
}
