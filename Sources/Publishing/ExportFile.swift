import Manifest
import Model

/// The formats in which a table leaves the house as files.
public enum ExportFormat: String, CaseIterable, Sendable {
  case csv, json, md
}

/// One file of an export: its name within the export folder and its bytes.
public struct ExportFile: Equatable, Sendable {
  public var name: String
  public var bytes: [UInt8]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// The names of the files that a table becomes: `<table>.csv` and `<table>.meta.json`, `<table>.json`, `<table>.md`.
  public static func names(of table: String, format: ExportFormat) -> [String] {
    switch format {
    case .csv: ["\(table).csv", "\(table).meta.json"]
    case .json: ["\(table).json"]
    case .md: ["\(table).md"]
    }
  }

  /// The files that a table becomes.
  public static func files(
    of result: TableResult, manifest: TableManifest, format: ExportFormat
  ) -> [ExportFile] {
    let contents =
      switch format {
      case .csv:
        [CSVWriter.bytes(of: result, manifest: manifest), MetaWriter.bytes(of: result, manifest: manifest)]
      case .json: [JSONTableWriter.bytes(of: result, manifest: manifest)]
      case .md: [MarkdownWriter.bytes(of: result, manifest: manifest)]
      }
    return zip(names(of: result.table, format: format), contents).map(ExportFile.init)
  }
}
