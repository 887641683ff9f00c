import Manifest
import Model
import Publishing
import Warehouse

/// The files of an export folder in one state of the warehouse.
///
/// All that is ever written there comes from here, so that `verify` holds the files against the very same bytes.
struct ExportFolder {
  let desk: Desk
  let session: Session
  /// The day whose state is shown; nil for the newest.
  var asOf: Day?
  var tables: [(manifest: TableManifest, result: TableResult)]

  private static let title = "Soundings: summary tables"
  private static let description =
    "Summary tables made from public datasets, each with its sources, editions, units, definitions and notes."

  /// What every run leaves in the export folder.
  static let usual: [ExportFormat] = [.csv, .xlsx, .html]

  /// - Parameters:
  ///   - wanted: the tables, in the order of their files.
  ///   - known: results that are at hand already, by table.
  init(
    _ desk: Desk, _ session: Session, _ wanted: [TableManifest], asOf day: Day? = nil,
    known: [String: TableResult] = [:]
  ) throws {
    self.desk = desk
    self.session = session
    asOf = day
    tables = try wanted.map { table in
      if let result = known[table.name] { return (table, result) }
      defer { try? session.showNewest(desk.library.datasets) }
      return (table, try session.result(of: table, desk.library, asOf: day).0)
    }
  }

  /// The files in the given formats, and what could not be made because a program is missing, a line each.
  ///
  /// - Parameter only: the tables of which files of their own are wanted; nil for all. What is over all tables stays so.
  func files(
    _ formats: [ExportFormat], only names: Set<String>? = nil
  ) throws -> (files: [ExportFile], missing: [String]) {
    var files: [ExportFile] = []
    var missing: [String] = []
    let (charts, line, _) =
      formats.contains { $0 == .html || $0 == .charts } ? Charts.files(of: tables) : ([], nil, [])
    if let line { missing.append(line) }
    for format in formats {
      switch format {
      case .csv, .json, .md: files += perTable(format, only: names)
      case .xlsx: files.append(ExportFile(name: ExportFile.workbook, bytes: try Workbook.bytes(of: tables)))
      case .charts: files += charts
      case .html: files += try SiteFiles(self, charts).all()
      case .datasette:
        files.append(
          ExportFile(
            name: ExportFile.datasette,
            bytes: DatasetteMetadata.bytes(
              title: Self.title, description: Self.description, datasets: desk.library.datasets,
              tables: tables.map(\.manifest), relations: Session.relations, engineTables: try session.engineTables())))
      }
    }
    return (files, missing)
  }

  /// The files that each table becomes, and what describes them together.
  private func perTable(_ format: ExportFormat, only names: Set<String>?) -> [ExportFile] {
    let wanted = tables.filter { names?.contains($0.manifest.name) ?? true }
    let own = wanted.flatMap { ExportFile.files(of: $0.result, manifest: $0.manifest, format: format) }
    guard format == .csv else { return own }
    return own + [package(own)]
  }

  private func package(_ written: [ExportFile]) -> ExportFile {
    let resources = tables.map { manifest, result in
      DataPackage.Resource(
        manifest: manifest, result: result,
        csv: written.first { $0.name == "\(manifest.name).csv" }?.bytes
          ?? CSVWriter.bytes(of: result, manifest: manifest))
    }
    return ExportFile(
      name: ExportFile.package,
      bytes: DataPackage.bytes(
        name: "soundings", title: Self.title, description: Self.description, of: resources,
        sha256: Desk.sha256))
  }
}

extension ExportFile {
  /// Writes the file into a folder; folders of its own name are made.
  ///
  /// - Returns: whether it was written; a file that holds these bytes is left alone.
  func write(to folder: String) throws -> Bool {
    let path = folder + "/" + name
    if let slash = path.lastIndex(of: "/"), name.contains("/") { try AtomicFile.makeFolder(String(path[..<slash])) }
    return try AtomicFile.write(bytes, to: path)
  }
}
