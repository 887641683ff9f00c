import Fetching
import Manifest
import Model
import System
import Warehouse
import Words

/// `soundings backfill`: fetches past editions that the publisher still offers, and loads them into the history.
///
/// Each edition is archived as soon as it is complete, so an interruption loses nothing: the next backfill fetches the
/// rest. Loading happens once, after the last edition.
package struct BackfillVerb {
  package var dataset: String
  package var from: Day?
  package var to: Day?
  /// How far apart the days are whose revisions are requested; nil for the manifest's step.
  package var step: RevisionHistory.Step?
  /// Asks a web archive for its copies, not the publisher.
  package var usesWebArchive = false
  package var isDryRun = false

  /// After so many failures in a row, further requests would only be a burden to the host.
  static let patience = 5

  package init(dataset: String) { self.dataset = dataset }

  /// - Parameter show: called with the plan before anything is fetched.
  /// - Throws: ``Problem`` if an option is wrong, the dataset has no past editions to ask for, the landing page cannot
  ///   be read, or another process has the lock. Requests that fail are in the report.
  package func run(_ project: Project, show: (BackfillPlan) -> Void) throws -> BackfillReport {
    let manifest = try project.library.dataset(named: dataset)
    if isDryRun {
      // A dry run touches nothing in the data folder, so it needs no lock.
      let folder = try PrivateFolder()
      defer { withExtendedLifetime(folder) {} }
      let plan = try unwrapped {
        try planned(
          manifest, with: project.newFetcher(temporaryFolder: folder.path, again: command, remembers: false),
          in: project)
      }
      show(plan)
      return BackfillReport(plan: plan, goOn: command)
    }
    return try project.writing(RunCommand(.backfill, [dataset])) { run in
      var remarks = try ClockCheck(project).remarks(storing: run.command)
      let fetcher = project.newFetcher(temporaryFolder: project.temporaryFolder, again: command)
      let plan = try unwrapped { try planned(manifest, with: fetcher, in: project) }
      show(plan)
      var report = BackfillReport(plan: plan, goOn: command)
      let step = try FetchStep(project, for: [manifest], run.warehouse)
      var outcome = try fetch(plan, of: manifest, by: step, with: fetcher, into: &report, remarks: &remarks)
      outcome.judgesAll = true
      guard !report.wasStopped else { return report }
      var loop = RunLoop(run, outcomes: [dataset: outcome], usesBundled: true, remarks: remarks)
      let loaded = try loop.finish(project.library.pipelinesInOrder { $0.name == manifest.pipeline })
      report.wasStopped = loaded.wasStopped || project.shouldStop()
      report.run = loaded
      return report
    }
  }

  private func planned(_ manifest: DatasetManifest, with fetcher: Fetcher, in project: Project) throws -> BackfillPlan {
    let planner = BackfillPlanner(project: project, dataset: manifest, from: from, to: to, step: step)
    guard usesWebArchive else { return try planner.plan(fetcher) }
    try planner.requirePeriod()
    return try CapturePlanner(project: project, dataset: manifest, from: from, to: to).plan(fetcher)
  }

  /// Fetches what the plan names.
  private func fetch(
    _ plan: BackfillPlan, of manifest: DatasetManifest, by step: FetchStep, with fetcher: Fetcher,
    into report: inout BackfillReport, remarks: inout [String]
  ) throws -> DatasetOutcome {
    let project = step.project
    var outcome: DatasetOutcome
    if plan.kind == .newest, !plan.items.isEmpty {
      let fetched = try step.fetch([manifest], command: RunCommand(.backfill, [dataset]))
      outcome = fetched.outcomes[dataset] ?? DatasetOutcome(manifest, .kept, note: "")
      remarks += fetched.remarks
      report.wasStopped = outcome.wasStopped
    } else {
      let began = project.clock.secondsSince1970()
      defer { project.askBook.note(fetcher.news, at: began, now: project.clock.secondsSince1970()) }
      try fetchItems(plan, of: manifest, by: step, with: fetcher, into: &report)
      // Two hosts that contradict the clock fail each request before its answer is stored.
      remarks += fetcher.remarks
      remarks += (try? HostClocks(fetcher.news, project.clock).remarks(command: RunCommand(.backfill, [dataset]))) ?? []
      outcome = Self.outcome(manifest, report)
    }
    report.wasStopped = report.wasStopped || project.shouldStop()
    return outcome
  }

  /// Fetches the plan's editions one after the other, the oldest first.
  private func fetchItems(
    _ plan: BackfillPlan, of manifest: DatasetManifest, by step: FetchStep, with fetcher: Fetcher,
    into report: inout BackfillReport
  ) throws {
    let project = step.project
    let items = plan.toFetch
    var failedInARow = 0
    for (n, item) in items.enumerated() {
      report.notAsked = items.count - n
      do {
        if n > 0 || plan.page != nil {
          try fetcher.pause(seconds: plan.kind == .captures ? plan.secondsBetween : manifest.fetch?.pauseSeconds ?? 0)
        }
        project.log("\(dataset): \(n + 1) of \(items.count), \(item.name)")
        let result =
          if let capture = item.capture {
            try CapturedEdition(item: item, capture: capture, dataset: manifest, step: step).fetch(fetcher)
          } else {
            try PastEdition(item, of: manifest, by: step).fetch(fetcher)
          }
        report.results.append((item, result))
        failedInARow = 0
      } catch is Stopped {
        report.wasStopped = true
        return
      } catch let failure as FetchFailure where failure.isDead && item.deadSince != nil {
        report.results.append((item, .dead(failure.problem)))
        project.log("\(dataset): \(item.url) still leads nowhere")
      } catch let failure as FetchFailure {
        if failure.isDead { try BackfillLog(project, dataset).record(dead: item.url) }
        report.results.append((item, .failed(failure.problem)))
        // After an unreachable host or a full disk, the next request would fail too.
        failedInARow = failure.cause == .badAnswer ? failedInARow + 1 : Self.patience
      } catch let problem as Problem {
        report.results.append((item, .failed(problem)))
        failedInARow += 1
      }
      report.notAsked = items.count - n - 1
      if failedInARow >= Self.patience { break }
    }
    // If no day at all has a revision, the answers are being misread.
    if report.fetched == 0, let last = report.results.last, plan.archived == 0, case .nothingYet = last.result {
      let problem = Problem(
        at: dataset, "none of the \(report.results.count) requested days has a revision (\(last.item.url))",
        remedy: "look at the answer; if its form changed, fix edition.published or fetch.backfill in "
          + manifest.manifestPath)
      report.results[report.results.count - 1].result = .failed(problem)
    }
  }

  private static func outcome(_ manifest: DatasetManifest, _ report: BackfillReport) -> DatasetOutcome {
    let repeated = report.results.count { if case .repeated = $0.result { true } else { false } }
    let nothing = report.results.count { if case .nothingYet = $0.result { true } else { false } }
    var words = ["\(report.fetched) fetched"]
    if repeated > 0 { words.append("\(repeated) already in the archive") }
    if nothing > 0 { words.append("\(English.count(nothing, "day")) before the first revision") }
    let dead = report.results.count { if case .dead = $0.result { true } else { false } }
    if dead > 0 { words.append("\(dead) still dead, as reported before") }
    if !report.problems.isEmpty { words.append("\(report.problems.count) failed") }
    if report.notAsked > 0 { words.append("\(report.notAsked) not requested") }
    if report.results.isEmpty { words = ["nothing left to fetch"] }
    if !report.plan.unchanged.isEmpty { words.append("\(report.plan.unchanged.count) unchanged") }
    return DatasetOutcome(
      manifest, report.problems.isEmpty ? .backfilled : .failed, note: words.joined(separator: ", "))
  }

  /// This command, to be typed again.
  private var command: String {
    var words = ["soundings backfill", dataset]
    if let from { words += ["--from", from.description] }
    if let to { words += ["--to", to.description] }
    if let step { words += ["--step", step.rawValue] }
    if usesWebArchive { words.append("--from-web-archive") }
    return words.joined(separator: " ")
  }

  /// Runs `body`, and throws the problem of a failed fetch.
  private func unwrapped<Value>(_ body: () throws -> Value) throws -> Value {
    do { return try body() } catch let failure as FetchFailure { throw failure.problem }
  }
}
