import Manifest
import Model
import Publishing
import Warehouse

/// `soundings export`: tables to files for reporters.
public struct Export {
  public var tables: [String] = []
  public var formats: [ExportFormat] = [.csv]
  public var asOf: Day?
  /// Where to; nil is the data folder's `exports`.
  public var out: String?

  public init() {}

  /// - Returns: the paths of the files that now hold the tables, written or unchanged.
  public func run(_ desk: Desk) throws -> [String] {
    let wanted = try tables.isEmpty ? desk.library.tables : tables.map { try desk.library.table(named: $0) }
    let folder = out ?? desk.exportsFolder
    let warehouse = try desk.openWarehouse()
    try AtomicFile.makeFolder(folder)
    return try wanted.flatMap { table in
      let result = try warehouse.read { try $0.result(of: table, desk.library, asOf: asOf).0 }
      return try formats.flatMap { try Self.write(result, table, as: $0, to: folder) }
    }
  }

  static func write(
    _ result: TableResult, _ table: TableManifest, as format: ExportFormat, to folder: String
  ) throws -> [String] {
    try ExportFile.files(of: result, manifest: table, format: format).map { file in
      let path = folder + "/" + file.name
      try AtomicFile.write(file.bytes, to: path)
      return path
    }
  }
}
