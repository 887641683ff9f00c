import Charts
import Glibc
import Manifest
import Model
import Publishing
import System
import Warehouse
import Words

/// `soundings export`: writes tables to files for reporters.
package struct Export {
  package var tables: [String] = []
  package var formats: [ExportFormat] = [.csv]
  package var asOf: Day?
  /// The folder; nil is the data folder's `exports` or, for a past day, a separate folder in it.
  package var out: String?

  package init() {}

  /// What an export did.
  package struct Report: Encodable, Sendable {
    /// The paths of the files that now hold the tables, written or unchanged.
    package var files: [String] = []
    /// What was left out because a program is missing, one line each.
    package var missing: [String] = []
    /// What could not be made; everything else was.
    package var problems: [Problem] = []
  }

  /// - Throws: ``Problem`` if a table is unknown, there is no warehouse, or a file cannot be written.
  package func run(_ project: Project) throws -> Report {
    let wanted = try tables.isEmpty ? project.library.tables : tables.map { try project.library.table(named: $0) }
    // A past state never replaces the exports of the runs.
    let folder = out ?? asOf.map { "\(project.exportsFolder)/\(Self.pastFolder)\($0)" } ?? project.exportsFolder
    let made = try project.openWarehouse(warns: false).read { session in
      if out == nil, asOf == nil { try ExportedEditions(project).requireKnown(to: session, of: wanted) }
      guard out == nil, asOf == nil, !tables.isEmpty else {
        return try ExportFolder(project, session, tables: wanted, asOf: asOf).make(formats)
      }
      // In the runs' own folder, a file about all tables is not reduced to a few.
      let others = try project.exportedTables(session).filter { table in !wanted.contains { $0.name == table.name } }
      return try ExportFolder(project, session, tables: (others + wanted).sorted { $0.name < $1.name })
        .make(formats, only: Set(wanted.map(\.name)))
    }
    try Files.makeFolder(folder)
    return Report(
      files: try made.files.map { file in
        _ = try file.write(to: folder)
        return folder + "/" + file.name
      }, missing: made.missing, problems: made.problems)
  }

  /// How the folders of past states begin, within the export folder.
  static let pastFolder = "as-of-"
}

extension Project {
  /// The tables of the pipelines that ever finished a run: what the export folder holds.
  func exportedTables(_ session: Session) throws -> [TableManifest] {
    let finished = try Set(library.pipelines.map(\.name).filter { try session.hasFinishedRun(of: $0) })
    return library.tables.filter { finished.contains($0.pipeline) }
  }

  /// Updates the export folder to the warehouse's newest state.
  ///
  /// Each format is made separately, the plainest first: one that fails does not prevent the rest. What rests on the same as
  /// before, and is there as it was written, is not made again, except by a run without a memory.
  ///
  /// - Parameters:
  ///   - known: tables that were just computed, by name.
  ///   - figures: figures that were just judged.
  ///   - run: to whose memory it is added what was computed and made.
  func writeExports(
    known: [String: TableResult], figures: JudgedFigures, of run: ActiveRun
  ) throws -> WrittenExports {
    try Files.makeFolder(exportsFolder)
    let memory = run.warehouse.memory
    var standing: StandingFiles?
    var left: [MadeFile] = []
    var written = try openWarehouse(warns: false, memory: memory).read { session in
      if memory != nil {
        left = try session.madeFiles()
        standing = StandingFiles(left, folder: exportsFolder, program: Self.drawingProgram)
      }
      let exported = try exportedTables(session)
      try ExportedEditions(self).requireKnown(to: session, of: exported)
      let folder = try ExportFolder(
        self, session, tables: exported, known: known, figures: figures, standing: standing)
      var written = WrittenExports(tables: folder.tables.map(\.manifest.name))
      for format in ExportFolder.usual {
        do {
          let made = try folder.make([format])
          for file in made.files {
            if try file.write(to: exportsFolder) { written.changed.append(file.name) }
            standing?.wrote(file.name)
          }
          written.files.formUnion(made.names)
          written.missing += made.missing
          written.problems += made.problems.filter { !written.problems.contains($0) }
          let leftovers = LeftoverExports(folder: exportsFolder, library: library, tables: written.tables)
          // A file that could not be made again would show an older state than the other files, unless they are as they were then.
          if format == .xlsx, !written.files.contains(ExportFile.workbook), !made.problems.isEmpty,
            !leftovers.isNewerThanTables(ExportFile.workbook, written.tables)
          {
            unlink("\(exportsFolder)/\(ExportFile.workbook)")
          }
          try leftovers.remove(except: written.files, of: format)
        } catch let problem as Problem {
          written.problems.append(problem)
        }
      }
      return written
    }
    guard let memory else { return written }
    written.partsMade = standing?.partsMade ?? []
    let files = standing?.remaining ?? []
    if memory.isNew || files != left {
      // A memory that cannot be stored costs the next run its time, and nothing else.
      try? run.warehouse.write { session in
        try session.store(memory)
        try session.setMadeFiles(files)
      }
    }
    detail(
      "\(English.count(memory.counts.ran, "SELECT")) run, \(memory.counts.remembered) known; made: "
        + written.partsMade.joined(separator: ", "))
    return written
  }

  /// The running program and the one that draws charts, as text that another one does not have.
  private static let drawingProgram = program + FileStates.text(of: Charts.program ?? "no program for charts")
}
