import Manifest
import Model
import System

extension ExportFile {
  package static let workbook = "soundings.xlsx"
  package static let package = DataPackage.fileName
  package static let datasette = "datasette-metadata.json"

  /// The files of a single table: `<table>.csv` and `<table>.meta.json`, `<table>.json`, `<table>.md`; none in a format
  /// that combines all tables.
  package static func files(
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
