import Manifest
import Model
import System
import Warehouse

/// `soundings run`: fetch, archive, normalize, load, compute, export.
package struct RunVerb {
  /// Names of pipelines and datasets; empty for all.
  package var targets: [String] = []
  /// Asks only the publishers whose next edition is due.
  package var onlyDue = false
  /// Asks no publisher; loads what the archive has.
  package var isOffline = false
  /// Reports what would be asked for, and does nothing.
  package var isDryRun = false

  package init() {}

  /// - Throws: ``Problem`` if a target is unknown, another process has the lock, the SQL has a mistake, or the
  ///   warehouse or the archive cannot be used. Anything else that fails is in the report.
  package func run(_ project: Project) throws -> RunReport {
    let (pipelines, asked) = try selection(project)
    if isDryRun { return try plan(project, pipelines, asked) }
    return try project.writing(RunCommand(.run, targets)) { run in
      var loop = RunLoop(run, outcomes: try fetch(asked, run), usesBundled: true)
      return try loop.finish(pipelines)
    }
  }

  /// Asks the publishers for new editions, unless that is not wanted or not due.
  private func fetch(_ asked: [DatasetManifest], _ run: ActiveRun) throws -> [String: DatasetOutcome] {
    var outcomes: [String: DatasetOutcome] = [:]
    let wanted = try asked.filter { dataset in
      guard let reason = try reasonNotToAsk(dataset, run) else { return true }
      outcomes[dataset.name] = DatasetOutcome(dataset, .kept, reason)
      return false
    }
    return wanted.isEmpty ? outcomes : outcomes.merging(FetchStep(project: run.project).fetch(wanted)) { $1 }
  }

  private func reasonNotToAsk(_ dataset: DatasetManifest, _ run: ActiveRun) throws -> String? {
    guard dataset.fetch != nil else {
      return dataset.isCurated ? "curated in this repository" : "no address to ask"
    }
    if isOffline { return "offline" }
    if onlyDue, try !isDue(dataset, run.warehouse, run.project.clock) { return "not due" }
    return nil
  }

  private func isDue(_ dataset: DatasetManifest, _ warehouse: Warehouse, _ clock: WallClock) throws -> Bool {
    try warehouse.read { session in
      let freshness = try Freshness(dataset, session, today: clock.today())
      guard freshness.state != .fresh else { return false }
      // A publisher that is late is asked once a day, not in every run by cron.
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

  /// What a run would ask for; uses neither the network nor the disk.
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
    if project.hasWarehouse {
      report.lines = try project.openWarehouse().read { session in
        try RunReport.Line.lines(pipelines, outcomes: outcomes, session, today: project.clock.today())
      }
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
