import Manifest
import Model
import System
import Warehouse

/// A run for which nothing is new: no publisher had anything, and everything that its tables, figures and files rest on is as the
/// last run left it (``RunStamp``). It reads the ledger for what is to be reported, and makes nothing.
struct UpToDate {
  let project: Project
  let pipelines: [PipelineManifest]
  let outcomes: [String: DatasetOutcome]
  /// What the last run left, which held when this one began.
  let stamp: RunStamp
  /// What the report says besides its lines.
  let remarks: [String]

  /// The report of a run that asked nobody, without a write to the database.
  func report() throws -> RunReport {
    try project.openWarehouse(warns: false).read(report)
  }

  /// The same for any other run: its line of the ledger is written. Nil if a publisher had something new.
  func report(_ run: ActiveRun) throws -> RunReport? {
    // The publishers that were asked may have brought something.
    guard outcomes.values.allSatisfy({ $0.editions.isEmpty && $0.restored.isEmpty && !$0.wasStopped }),
      stamp.holds(in: project)
    else { return nil }
    let report = try run.warehouse.write { session in
      for pipeline in pipelines {
        for dataset in pipeline.datasets {
          guard let outcome = outcomes[dataset.name] else { continue }
          try session.recordOutcome(
            run.number, dataset: dataset.name, outcome: outcome.kind, note: outcome.summary, problem: outcome.recorded,
            at: project.clock.now())
        }
        try session.recordRun(run, of: pipeline, as: .done)
        try session.recordChanges(run.number, pipeline: pipeline.name, datasets: [], tables: [])
      }
      return try self.report(session)
    }
    try run.warehouse.close()
    RunStamp(project, until: stamp.until.flatMap { Day($0) }, tables: stamp.tables, files: Set(stamp.files))
      .write(project)
    return report
  }

  private func report(_ session: Session) throws -> RunReport {
    var report = RunReport(exportsFolder: project.exportsFolder)
    report.remarks = remarks
    report.lines = try ReportLines(session: session, today: project.clock.today()).read(pipelines, outcomes: outcomes)
    report.tables = stamp.tables
    report.exportFiles = Set(stamp.files)
    return report
  }
}

extension RunReport {
  /// Leaves a stamp for the next run, if this one left nothing to be done or reported again.
  ///
  /// - Parameter warehouse: is closed, so that its file is as the next run finds it.
  func leaveStamp(_ project: Project, _ warehouse: Warehouse) throws {
    let isComplete =
      !wasStopped && pipelineProblems.isEmpty && exportProblems.isEmpty && figureProblems.isEmpty && missing.isEmpty
      && !exportFiles.isEmpty
    let isSettled = lines.allSatisfy {
      $0.outcome.kind != .failed && !$0.outcome.isKept && $0.outcome.restored.isEmpty
    }
    let days = try warehouse.read { session -> [Day?] in
      try project.library.datasets.map { dataset in
        let freshness = try Freshness(dataset, session, today: project.clock.today())
        // What depends on a future day changes on a day that is not known here.
        if freshness.hold?.reason == .future { return project.clock.today() }
        return [freshness.expectedBy.map { $0 + 1 }, freshness.staleFrom].compactMap { $0 }
          .filter { $0 > project.clock.today() }.min()
      }
    }
    try warehouse.close()
    guard isComplete, isSettled else { return Files.remove("\(project.dataFolder)/\(RunStamp.name)") }
    RunStamp(project, until: days.compactMap(\.self).min(), tables: tables, files: exportFiles).write(project)
  }
}
