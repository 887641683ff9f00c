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

  /// - Returns: the paths of the files that now hold the tables, written or unchanged; and what could not be made because a
  ///   program is missing, a line each.
  public func run(_ desk: Desk) throws -> (files: [String], missing: [String]) {
    let wanted = try tables.isEmpty ? desk.library.tables : tables.map { try desk.library.table(named: $0) }
    let folder = out ?? desk.exportsFolder
    let (files, missing) = try desk.openWarehouse().read { session in
      guard out == nil, !tables.isEmpty else {
        return try ExportFolder(desk, session, wanted, asOf: asOf).files(formats)
      }
      // The runs' own folder: what stands there over all tables is not cut down to a few.
      let all = try desk.exportedTables(session).filter { table in !wanted.contains { $0.name == table.name } } + wanted
      return try ExportFolder(desk, session, all.sorted { $0.name < $1.name }, asOf: asOf)
        .files(formats, only: Set(wanted.map(\.name)))
    }
    try AtomicFile.makeFolder(folder)
    return (
      try files.map { file in
        _ = try file.write(to: folder)
        return folder + "/" + file.name
      }, missing
    )
  }
}

/// What was written to the export folder.
struct WrittenExports {
  var tables: [String]
  /// The names of the files that are other than before.
  var changed: [String] = []
  /// What could not be made because a program is missing, a line each.
  var missing: [String] = []
  var problems: [Problem] = []
}

extension Desk {
  /// The tables of the pipelines that ever finished a run: what the export folder holds.
  func exportedTables(_ session: Session) throws -> [TableManifest] {
    let finished = try Set(library.pipelines.map(\.name).filter { try session.hasFinishedRun(of: $0) })
    return library.tables.filter { finished.contains($0.pipeline) }
  }

  /// Brings the export folder to the warehouse's newest state.
  ///
  /// Each format by itself, the plainest first: a chart that cannot be drawn keeps nobody from the tables.
  ///
  /// - Parameter known: tables that were just computed, by name.
  func writeExports(known: [String: TableResult]) throws -> WrittenExports {
    try AtomicFile.makeFolder(exportsFolder)
    return try openWarehouse().read { session in
      let folder = try ExportFolder(self, session, try exportedTables(session), known: known)
      var written = WrittenExports(tables: folder.tables.map(\.manifest.name))
      for format in ExportFolder.usual {
        do {
          let (files, missing) = try folder.files([format])
          written.changed += try files.filter { try $0.write(to: exportsFolder) }.map(\.name)
          written.missing += missing
        } catch let problem as Problem {
          written.problems.append(problem)
        }
      }
      return written
    }
  }
}
