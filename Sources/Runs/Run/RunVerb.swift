import Glibc
import Manifest
import Model
import Publishing
import System
import Warehouse

/// What a run did, for people and for `--json`.
package struct RunReport: Sendable {
  package struct Line: Sendable {
    package var dataset: String
    package var pipeline: String
    package var state: Freshness.State
    package var edition: String?
    package var published: Day?
    package var rows: Int
    package var outcome: DatasetOutcome
    /// Why the newest edition is held back, told again in every run until it is settled.
    package var heldBecause: String?
  }

  package var lines: [Line] = []
  /// A pipeline that could not be brought forward, with the reason; its old tables stand.
  package var pipelineProblems: [(pipeline: String, problem: Problem)] = []
  package var exportsFolder: String
  package var tables: [String] = []
  /// Figures whose verdict is worse than at the last check.
  package var worseFigures: [(article: String, check: FigureCheck)] = []
  /// Figures that could not be judged.
  package var figureProblems: [Problem] = []
  /// Why the export folder could not be brought to the new state.
  package var exportProblems: [Problem] = []
  /// The names of the files of the export folder that now show the state after the run.
  package var exportFiles: Set<String> = []
  /// What the export folder lacks because a program is missing, a line each.
  package var missing: [String] = []
  /// What was computed on the way.
  var results: [String: TableResult] = [:]
  package var wasStopped = false

  /// 0 done, 1 something failed, 3 done but something is older than promised or a figure's verdict got worse.
  package func exitCode(unreachableIsFailure: Bool) -> Int32 {
    if wasStopped { return 1 }
    if let first = pipelineProblems.first { return first.problem.kind == .badInput ? 65 : 1 }
    let failures: Set<DatasetOutcomeKind> = unreachableIsFailure ? [.failed, .held, .unreachable] : [.failed, .held]
    if lines.contains(where: { failures.contains($0.outcome.kind) || $0.state == .held }) { return 1 }
    if let problem = exportProblems.first { return problem.kind == .badInput ? 65 : 1 }
    if !figureProblems.isEmpty { return 65 }
    return lines.contains { $0.state == .stale } || !worseFigures.isEmpty ? 3 : 0
  }
}

/// `soundings run`: fetch, archive, normalize, load, compute, export.
package struct RunVerb {
  package var targets: [String] = []
  package var onlyDue = false
  package var isOffline = false
  package var isDryRun = false

  package init() {}

  package func run(_ project: Project) throws -> RunReport {
    let (pipelines, asked) = try selection(project)
    if isDryRun { return try plan(project, pipelines, asked) }
    let startedAt = project.clock.now()
    let lock = try Lock(
      dataFolder: project.dataFolder, command: (["run"] + targets).joined(separator: " "), since: startedAt)
    defer { withExtendedLifetime(lock) {} }
    try project.prepareFolders()
    let warehouse = try Warehouse(path: project.warehousePath, shouldStop: project.shouldStop)
    try SQLCheck.run(project.library, shouldStop: project.shouldStop)

    var outcomes: [String: DatasetOutcome] = [:]
    let toFetch = try asked.filter { dataset in
      guard dataset.fetch != nil else {
        outcomes[dataset.name] = DatasetOutcome(
          dataset, .kept, dataset.isCurated ? "curated in this repository" : "no address to ask")
        return false
      }
      if isOffline {
        outcomes[dataset.name] = DatasetOutcome(dataset, .kept, "offline")
        return false
      }
      if onlyDue, try !isDue(dataset, warehouse, project.clock) {
        outcomes[dataset.name] = DatasetOutcome(dataset, .kept, "not due")
        return false
      }
      return true
    }
    if !toFetch.isEmpty { outcomes.merge(FetchStep(project: project).fetch(toFetch)) { $1 } }

    var report = RunReport(exportsFolder: project.exportsFolder)
    let step = LoadStep(
      project: project, command: (["run"] + targets).joined(separator: " "), run: "\(startedAt)-\(getpid())",
      startedAt: startedAt)
    for pipeline in pipelines {
      if project.shouldStop() {
        report.wasStopped = true
        break
      }
      report.load(pipeline, step, warehouse, &outcomes, usesBundled: true)
    }
    report.wasStopped = report.wasStopped || outcomes.values.contains { $0.wasStopped }
    report.writeExports(project)
    try report.describe(pipelines, outcomes, warehouse, today: project.clock.today())
    return report
  }

  private func isDue(_ dataset: DatasetManifest, _ warehouse: Warehouse, _ clock: WallClock) throws -> Bool {
    try warehouse.read { session in
      let freshness = try Freshness(dataset, session, today: clock.today())
      guard freshness.state != .fresh else { return false }
      // A publisher that is late is asked once a day, not at every tick of cron.
      return try session.lastAnswer(dataset.name).map { Day($0.prefix(10)) != clock.today() } ?? true
    }
  }

  /// The pipelines to load and the datasets to ask for.
  private func selection(_ project: Project) throws -> (pipelines: [PipelineManifest], datasets: [DatasetManifest]) {
    guard !targets.isEmpty else { return (project.library.pipelinesInOrder { _ in true }, project.library.datasets) }
    var pipelines: Set<String> = []
    var datasets: Set<String> = []
    for target in targets {
      if let pipeline = project.library.pipeline(named: target) {
        pipelines.insert(target)
        datasets.formUnion(pipeline.datasets.map(\.name))
      } else {
        let dataset = try project.library.dataset(named: target)
        pipelines.insert(dataset.pipeline)
        datasets.insert(target)
      }
    }
    return (
      project.library.pipelinesInOrder { pipelines.contains($0.name) },
      project.library.datasets.filter { datasets.contains($0.name) }
    )
  }

  /// What a run would ask for; touches neither the network nor the disk.
  private func plan(_ project: Project, _ pipelines: [PipelineManifest], _ asked: [DatasetManifest]) throws -> RunReport
  {
    var report = RunReport(exportsFolder: project.exportsFolder)
    var outcomes: [String: DatasetOutcome] = [:]
    for dataset in asked {
      let address: String? =
        switch dataset.fetch?.address {
        case .fixed(let url): url
        case .discovered(let page, _): "the newest link on \(page)"
        case nil: nil
        }
      outcomes[dataset.name] = DatasetOutcome(
        dataset, .kept,
        address.map { isOffline ? "would not ask (offline)" : "would ask for \($0)" }
          ?? "would load the repository's rows")
    }
    if Files.exists(project.warehousePath) {
      try report.describe(pipelines, outcomes, project.openWarehouse(), today: project.clock.today())
    } else {
      report.lines = asked.map {
        RunReport.Line(
          dataset: $0.name, pipeline: $0.pipeline, state: .empty, edition: nil, published: nil, rows: 0,
          outcome: outcomes[$0.name]!)
      }
    }
    return report
  }
}

extension Library {
  /// The wanted pipelines, and behind them those without datasets of their own: their tables rest on all the others.
  func pipelinesInOrder(where isWanted: (PipelineManifest) -> Bool) -> [PipelineManifest] {
    pipelines.filter { !$0.datasets.isEmpty && isWanted($0) } + pipelines.filter(\.datasets.isEmpty)
  }
}

extension RunReport {
  /// Loads one pipeline; a problem is kept, and the others still run.
  mutating func load(
    _ pipeline: PipelineManifest, _ step: LoadStep, _ warehouse: Warehouse, _ outcomes: inout [String: DatasetOutcome],
    usesBundled: Bool
  ) {
    do {
      let tables = try step.load(pipeline, into: warehouse, outcomes: &outcomes, usesBundled: usesBundled)
      for (manifest, result) in tables.results { results[manifest.name] = result }
      for check in tables.checks {
        worseFigures += check.worse.map { (check.article.name, $0) }
        for problem in check.problems where !figureProblems.contains(problem) { figureProblems.append(problem) }
      }
    } catch is Stopped {
      wasStopped = true
    } catch {
      let problem = error as? Problem ?? Problem(at: pipeline.name, "\(error)", remedy: "run again with --verbose")
      pipelineProblems.append((pipeline.name, problem))
      try? warehouse.write {
        for outcome in outcomes.values where outcome.pipeline == pipeline.name {
          try $0.recordOutcome(
            step.run, dataset: outcome.dataset, outcome: outcome.kind,
            note: outcome.problem?.description ?? outcome.note, at: step.project.clock.now())
        }
        try $0.recordRun(
          step.run, command: step.command, pipeline: pipeline.name, startedAt: step.startedAt,
          finishedAt: step.project.clock.now(),
          outcome: .failed, problem: problem.description)
      }
    }
  }

  /// Brings the export folder to the state after the run, also where a pipeline failed: its old tables stand.
  mutating func writeExports(_ project: Project) {
    guard !results.isEmpty else { return }
    do {
      let written = try project.writeExports(known: results)
      (tables, exportFiles) = (written.tables, written.files)
      (missing, exportProblems) = (written.missing, written.problems)
    } catch is Stopped {
      wasStopped = true
    } catch {
      exportProblems = [
        error as? Problem ?? Problem(at: project.exportsFolder, "\(error)", remedy: "run again with --verbose")
      ]
    }
  }

  mutating func describe(
    _ pipelines: [PipelineManifest], _ outcomes: [String: DatasetOutcome], _ warehouse: Warehouse, today: Day
  ) throws {
    try warehouse.read { session in
      for dataset in pipelines.flatMap(\.datasets) {
        let freshness = try Freshness(dataset, session, today: today)
        lines.append(
          Line(
            dataset: dataset.name, pipeline: dataset.pipeline, state: freshness.state, edition: freshness.edition,
            published: freshness.published, rows: try session.rowCount(of: dataset.name),
            outcome: outcomes[dataset.name] ?? DatasetOutcome(dataset, .kept, ""), heldBecause: freshness.heldBecause))
      }
    }
  }
}
