import Manifest
import Model
import System
import Warehouse
import Words

/// `soundings run`: fetch, archive, normalize, load, compute, export.
package struct RunVerb {
  /// Names of pipelines and datasets; empty for all.
  package var targets: [String] = []
  /// Asks only the publishers whose next edition is due.
  package var onlyDue = false
  /// Asks for the whole of everything, whatever is known of it.
  package var isFresh = false
  /// Asks no publisher; loads what the archive has.
  package var isOffline = false
  /// Reports what would be asked for, and does nothing.
  package var isDryRun = false
  /// Whether anybody sees remarks: what is to be said once is not said where nobody does.
  package var showsRemarks = true

  package init() {}

  /// - Throws: ``Problem`` if a target is unknown, another process has the lock, the SQL has a mistake, or the
  ///   warehouse or the archive cannot be used. Anything else that fails is in the report.
  package func run(_ project: Project) throws -> RunReport {
    let (pipelines, asked) = try selection(project)
    if isDryRun { return try plan(project, pipelines: pipelines, asked: asked) }
    let command = RunCommand(.run, targets)
    return try project.locked(command) { startedAt in
      let clock = try ClockCheck(project).remarks(storing: isOffline ? nil : command)
      var stamp = RunStamp.read(project).flatMap { $0.holds(in: project) ? $0 : nil }
      if let stamp, onlyDue, let idle = try outcomesOfAskingNobody(asked, project) {
        var report = try UpToDate(
          project: project, pipelines: pipelines, outcomes: idle.outcomes, stamp: stamp, remarks: clock
        ).report()
        if clock.isEmpty { report.idleUntil = [idle.until, stamp.untilSeconds].compactMap(\.self).min() ?? .max }
        return report
      }
      let documents =
        isOffline ? (isAnyNew: false, remarks: []) : try DocumentStep(project: project).run(asked, at: startedAt)
      // What is new in the archive may bring rows into their documents, or out of use.
      if documents.isAnyNew { stamp = nil }
      // With the same program and Pipelines the SQL was checked by the last run.
      if stamp == nil { try SQLCheck.run(before: project) }
      let run = try project.opened(command, startedAt: startedAt)
      let (kept, fetches) = try fetch(asked, run)
      let (made, outcomes) = try load(kept, fetches, pipelines: pipelines, run: run, stamp: stamp, remarks: clock)
      var report = made
      // What the load looked for words in was read.
      let lost = try project.evidence.shelf().damageRemarks
      let offers = showsRemarks ? project.library.datasets.compactMap { outcomes[$0.name]?.offer } : []
      report.remarks.insert(contentsOf: lost + documents.remarks + (fetches?.remarks ?? []) + offers, at: clock.count)
      // Only now, so that what a run found that then failed is found again.
      if !report.wasStopped {
        for (dataset, outcome) in outcomes where showsRemarks && outcome.offer != nil {
          project.askBook.note(toldOfPast: dataset, at: project.clock.secondsSince1970())
        }
        for case let (dataset, found?) in outcomes.mapValues(\.lookalikes) {
          project.askBook.note(dataset, reported: found, at: project.clock.secondsSince1970())
        }
      }
      return report
    }
  }

  /// Loads what comes, as it comes; where nothing is new after all have answered, makes nothing.
  ///
  /// - Parameter kept: the outcomes of the datasets that are not asked for.
  private func load(
    _ kept: [String: DatasetOutcome], _ fetches: FetchesUnderWay?, pipelines: [PipelineManifest], run: ActiveRun,
    stamp: RunStamp?, remarks: [String]
  ) throws -> (RunReport, outcomes: [String: DatasetOutcome]) {
    let project = run.project
    func all() -> [String: DatasetOutcome] { kept.merging(fetches?.outcomes ?? [:]) { $1 } }
    if let stamp {
      while let fetches, !fetches.hasNews, try fetches.advance() {}
      if fetches?.isUnderWay != true,
        let report = try UpToDate(
          project: project, pipelines: pipelines, outcomes: all(), stamp: stamp, remarks: remarks
        ).report(run)
      {
        return (report, all())
      }
    }
    var loop = RunLoop(run, outcomes: all(), usesBundled: true, remarks: remarks, fetches: fetches)
    let report = try loop.finish(pipelines)
    if targets.isEmpty { try report.leaveStamp(project, run.warehouse) }
    return (report, all())
  }

  /// What is known of the datasets if no publisher is due, and when the first one is, in seconds since 1970; nil if one is.
  private func outcomesOfAskingNobody(
    _ asked: [DatasetManifest], _ project: Project
  ) throws -> (outcomes: [String: DatasetOutcome], until: Int?)? {
    let empty = try project.openWarehouse(warns: false).read { try emptyDatasets(asked, $0) }
    let reasons = asked.map { reasonNotToAsk($0, project, isEmpty: empty.contains($0.name)) }
    guard !reasons.contains(nil) else { return nil }
    let outcomes = zip(asked, reasons).map { ($0.name, DatasetOutcome($0, .kept, note: $1 ?? "")) }
    let timing = project.askTiming
    let waits = asked.map { timing.wait($0, isEmpty: empty.contains($0.name)) }
    return (Dictionary(uniqueKeysWithValues: outcomes), waits.compactMap { $0?.until }.min())
  }

  /// Asks the publishers for new editions, unless that is not wanted or not due.
  ///
  /// - Returns: the outcomes of the datasets that are not asked for, and the requests for the others.
  private func fetch(
    _ asked: [DatasetManifest], _ run: ActiveRun
  ) throws -> (kept: [String: DatasetOutcome], fetches: FetchesUnderWay?) {
    var outcomes: [String: DatasetOutcome] = [:]
    let empty = try run.warehouse.read { session in try emptyDatasets(asked, session) }
    let wanted = asked.filter { dataset in
      guard let reason = reasonNotToAsk(dataset, run.project, isEmpty: empty.contains(dataset.name)) else {
        return true
      }
      outcomes[dataset.name] = DatasetOutcome(dataset, .kept, note: reason)
      return false
    }
    guard !wanted.isEmpty else { return (outcomes, nil) }
    var step = try FetchStep(run.project, for: wanted, run.warehouse)
    step.isFresh = isFresh
    return (outcomes, FetchesUnderWay(step, for: wanted, command: run.command))
  }

  private func reasonNotToAsk(_ dataset: DatasetManifest, _ project: Project, isEmpty: Bool) -> String? {
    guard dataset.fetch != nil else {
      return dataset.isCurated ? "curated in this repository" : "no address to ask"
    }
    if isOffline { return "offline" }
    return onlyDue ? project.askTiming.wait(dataset, isEmpty: isEmpty)?.text : nil
  }

  private func emptyDatasets(_ datasets: [DatasetManifest], _ session: Session) throws -> Set<String> {
    Set(try datasets.map(\.name).filter { try session.editions(of: $0).isEmpty })
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

  /// What the same run would ask for; uses neither the network nor the disk.
  private func plan(_ project: Project, pipelines: [PipelineManifest], asked: [DatasetManifest]) throws -> RunReport {
    var report = RunReport(exportsFolder: project.exportsFolder)
    var outcomes: [String: DatasetOutcome] = [:]
    if !project.hasWarehouse { try project.requireNothingLost() }
    let warehouse = project.hasWarehouse ? try project.openWarehouse() : nil
    let empty = try warehouse?.read { session in try emptyDatasets(asked, session) } ?? Set(asked.map(\.name))
    for dataset in asked {
      let address: String? =
        switch dataset.fetch?.address {
        case .fixed(let url): url
        case .several(let list): list.all(on: project.clock.today()).urls.joined(separator: ", ")
        case .discovered(let page, _): "the newest link on \(page)"
        case nil: nil
        }
      let reason = reasonNotToAsk(dataset, project, isEmpty: empty.contains(dataset.name))
      let nothing = dataset.isCurated ? "would load the repository's rows" : "has no address to ask"
      outcomes[dataset.name] = DatasetOutcome(
        dataset, .kept,
        note: address.map { address in reason.map { "would not ask (\($0))" } ?? "would ask for \(address)" } ?? nothing
      )
    }
    if let warehouse {
      report.lines = try warehouse.read { session in
        try ReportLines(session: session, today: project.clock.today()).read(pipelines, outcomes: outcomes)
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
