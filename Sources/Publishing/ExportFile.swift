import Manifest
import Model

/// The formats in which tables leave the house as files.
public enum ExportFormat: String, CaseIterable, Sendable {
  /// A CSV and what describes it for each table, and the data package over all of them.
  case csv
  case json, md
  /// One workbook, a sheet for each table.
  case xlsx
  /// SVG, PNG and Vega-Lite of each table's chart.
  case charts
  /// The site, with all that it offers for download.
  case html
  /// The metadata file for Datasette over the warehouse.
  case datasette
}

/// One file of an export: its name within the export folder and its bytes.
public struct ExportFile: Equatable, Sendable {
  /// May lie in folders: `site/index.html`.
  public var name: String
  public var bytes: [UInt8]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  public static let workbook = "soundings.xlsx"
  public static let package = DataPackage.fileName
  public static let datasette = "datasette-metadata.json"

  /// The files that a table becomes by itself: `<table>.csv` and `<table>.meta.json`, `<table>.json`, `<table>.md`; none in
  /// a format that takes the tables together.
  public static func files(
    of result: TableResult, manifest: TableManifest, format: ExportFormat
  ) -> [ExportFile] {
    let name = result.table
    switch format {
    case .csv:
      return [
        ExportFile(name: "\(name).csv", bytes: CSVWriter.bytes(of: result, manifest: manifest)),
        ExportFile(name: "\(name).meta.json", bytes: MetaWriter.bytes(of: result, manifest: manifest)),
      ]
    case .json: return [ExportFile(name: "\(name).json", bytes: JSONTableWriter.bytes(of: result, manifest: manifest))]
    case .md: return [ExportFile(name: "\(name).md", bytes: MarkdownWriter.bytes(of: result, manifest: manifest))]
    case .xlsx, .charts, .html, .datasette: return []
    }
  }
}
