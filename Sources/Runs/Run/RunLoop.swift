import Archive
import Figures
import Manifest
import Model
import System
import Warehouse

/// The work that `run`, `add`, `backfill` and `rebuild` share, from the archive to the exports.
///
/// Each pipeline is one transaction of ``LoadStep``: normalize and load, checks, tables, figures, ledger. A problem in
/// one pipeline is reported and does not affect the others. The exports follow once for all of them.
struct RunLoop {
  let run: ActiveRun
  /// The outcomes of the datasets; loading adds to them.
  private(set) var outcomes: [String: DatasetOutcome]
  /// False for `add`, which loads only what it was given.
  let usesBundled: Bool
  /// A rebuild must be complete: it ends at the first problem, and records no changes.
  let isRebuild: Bool
  private(set) var report: RunReport
  /// The requests that may still be under way.
  private let fetches: FetchesUnderWay?
  /// The tables and the figures of the pipelines that succeeded.
  private var tables: [String: TableResult] = [:]
  private var figures = JudgedFigures()

  /// - Parameter remarks: what the report says besides its lines, before anything is loaded.
  init(
    _ run: ActiveRun, outcomes: [String: DatasetOutcome], usesBundled: Bool, isRebuild: Bool = false,
    remarks: [String] = [], fetches: FetchesUnderWay? = nil
  ) {
    self.run = run
    self.fetches = fetches
    self.outcomes = outcomes
    self.usesBundled = usesBundled
    self.isRebuild = isRebuild
    report = RunReport(exportsFolder: run.project.exportsFolder)
    report.wasStopped = outcomes.values.contains { $0.wasStopped }
    report.remarks = remarks
  }

  /// Loads, exports and describes; what went wrong is in the report.
  ///
  /// - Throws: ``Problem`` if the warehouse cannot be read at the end, or the machine's clock is wrong and nothing was stored.
  mutating func finish(_ pipelines: [PipelineManifest]) throws -> RunReport {
    // In their order: a pipeline without datasets rests on all others.
    let names = Set((pipelines + (try forgotten(besides: pipelines))).map(\.name))
    let pipelines = run.project.library.pipelinesInOrder { names.contains($0.name) }
    var left = pipelines
    while !left.isEmpty { load([left.remove(at: try nextReady(of: left))]) }
    sortReports()
    export()
    report.lines = try run.warehouse.read { session in
      try ReportLines(session: session, today: run.project.clock.today()).read(pipelines, outcomes: outcomes)
    }
    return report
  }

  /// The place of the first pipeline whose publishers have all answered; waits for it. Those without datasets rest on all others.
  private mutating func nextReady(of left: [PipelineManifest]) throws -> Int {
    guard let fetches else { return 0 }
    defer {
      outcomes.merge(fetches.outcomes) { known, _ in known }
      report.wasStopped = report.wasStopped || fetches.outcomes.values.contains { $0.wasStopped }
    }
    while true {
      let ready = left.firstIndex { pipeline in
        pipeline.datasets.isEmpty
          ? left.allSatisfy(\.datasets.isEmpty) : !pipeline.datasets.contains { fetches.isAwaited($0.name) }
      }
      if let ready, fetches.isClockSettled { return ready }
      guard try fetches.advance() else { return ready ?? 0 }
    }
  }

  /// The other pipelines of which the archive holds editions, and the warehouse none: its content was lost, or the first run was
  /// killed. Without them the exports would lose what they had.
  private mutating func forgotten(besides pipelines: [PipelineManifest]) throws -> [PipelineManifest] {
    let project = run.project
    let forgotten = try run.warehouse.read { session in
      try project.library.pipelinesInOrder { name in !pipelines.contains { $0.name == name.name } }.filter { pipeline in
        try pipeline.datasets.contains { dataset in
          try !dataset.isCurated && project.archive.hasUsableEditions(of: dataset.name)
            && session.ledgerEditions(of: dataset.name).isEmpty
        }
      }
    }
    for pipeline in forgotten {
      report.remarks.append("\(pipeline.name): loaded again from the archive; the warehouse had lost it")
    }
    return forgotten
  }

  /// Updates the pipelines, one after the other.
  mutating func load(_ pipelines: [PipelineManifest]) {
    for pipeline in pipelines {
      if isRebuild, failure != nil { return }
      guard !run.project.shouldStop() else {
        report.wasStopped = true
        return
      }
      run.project.log("\(run.command.kind.rawValue): \(pipeline.name)")
      load(pipeline)
    }
  }

  /// Pipelines are loaded as their publishers answer; what is reported must not depend on who was first.
  private mutating func sortReports() {
    report.pipelineProblems.sort { $0.pipeline < $1.pipeline }
    report.worseFigures.sort { ($0.article, $0.check.figure.id) < ($1.article, $1.check.figure.id) }
  }

  /// The first thing that went wrong while loading; nil if nothing did.
  var failure: Problem? {
    report.pipelineProblems.first?.problem
      ?? run.project.library.datasets.lazy.compactMap { [outcomes] in outcomes[$0.name] }
      .first { $0.kind == .failed && $0.problem != nil }?.problem
  }

  private mutating func load(_ pipeline: PipelineManifest) {
    do {
      let loaded = try LoadStep(run: run, recordsChanges: !isRebuild)
        .load(pipeline, outcomes: &outcomes, usesBundled: usesBundled)
      report.remarks += loaded.left
      for (manifest, result) in loaded.results { tables[manifest.name] = result }
      for check in loaded.checks {
        figures.add(check)
        report.worseFigures += check.worse.map { (check.article.name, $0) }
        report.figureProblems += check.problems.filter { !report.figureProblems.contains($0) }
      }
    } catch is Stopped {
      report.wasStopped = true
    } catch {
      let problem = error as? Problem ?? Problem(at: pipeline.name, "\(error)", remedy: "run again with --verbose")
      report.pipelineProblems.append((pipeline.name, problem))
      record(problem, pipeline)
    }
  }

  /// Writes a pipeline's failure into the ledger. Where that fails too, the report has the reason.
  private func record(_ problem: Problem, _ pipeline: PipelineManifest) {
    try? run.warehouse.write { session in
      for outcome in outcomes.values where outcome.pipeline == pipeline.name {
        try session.recordOutcome(
          run.number, dataset: outcome.dataset, outcome: outcome.kind,
          note: outcome.summary, problem: outcome.recorded, at: run.project.clock.now())
      }
      try session.recordRun(run, of: pipeline, as: .failed, problem: problem)
    }
  }

  /// Brings the export folder to the state after the run, even if a pipeline failed: its old tables are unchanged.
  mutating func export() {
    // Pages of figures need no table; but where a pipeline failed, what is there stays.
    let hasNone = run.project.library.tables.isEmpty && report.pipelineProblems.isEmpty
    guard !tables.isEmpty || isRebuild || hasNone else { return }
    do {
      let written = try run.project.writeExports(known: tables, figures: figures, of: run)
      (report.tables, report.exportFiles, report.changedFiles) = (written.tables, written.files, written.changed)
      (report.missing, report.exportProblems) = (written.missing, written.problems)
      (report.selects, report.partsMade) = (run.warehouse.memory?.counts ?? SelectMemory.Counts(), written.partsMade)
    } catch is Stopped {
      report.wasStopped = true
    } catch {
      report.exportProblems = [
        error as? Problem
          ?? Problem(at: run.project.exportsFolder, "\(error)", remedy: "run again with --verbose")
      ]
    }
  }
}
