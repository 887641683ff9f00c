import Fetching
import Formats
import Glibc
import Manifest
import Model
import System
import Warehouse
import Words

/// What a backfill did.
package struct BackfillReport: Sendable {
  package enum Result: Sendable {
    case fetched(edition: String)
    /// The answer is an edition that the archive had; nil where the publisher only said "not modified".
    case repeated(edition: String?)
    /// There was nothing yet on that day.
    case nothingYet
    case failed(Problem)
  }

  package var plan: BackfillPlan
  /// What came of each question that was asked, in their order.
  package var results: [(item: BackfillPlan.Item, result: Result)] = []
  /// Questions that were left after an end before the end.
  package var notAsked = 0
  package var wasStopped = false
  /// The command that goes on where this one ended.
  package var goOn: String
  /// What loading did; nil for a dry run, or where it did not come to that.
  package var run: RunReport?

  package var fetched: Int { results.count { if case .fetched = $0.result { true } else { false } } }
  package var problems: [Problem] {
    results.compactMap { if case .failed(let problem) = $0.result { problem } else { nil } }
  }
}

/// `soundings backfill`: past editions that the publisher still offers, into the archive and the history.
///
/// Each edition is in the archive as soon as it is complete, so an interruption loses nothing: the next backfill plans what
/// is left. Loading comes once, after the last one.
package struct BackfillVerb {
  package var dataset: String
  package var from: Day?
  package var to: Day?
  /// How far apart the days are whose revisions are asked for; nil is what the manifest says.
  package var step: RevisionHistory.Step?
  package var isDryRun = false

  /// A host that fails so often in a row has nothing for us today; to go on would only be a burden to it.
  static let patience = 5

  package init(dataset: String) { self.dataset = dataset }

  /// - Parameter show: is told the plan before anything is fetched.
  package func run(_ project: Project, show: (BackfillPlan) -> Void) throws -> BackfillReport {
    let manifest = try project.library.dataset(named: dataset)
    let planner = BackfillPlanner(project: project, dataset: manifest, from: from, to: to, step: step)
    if isDryRun {
      // Nothing under the data folder is touched, and no lock is needed.
      let folder = try PrivateFolder()
      defer { withExtendedLifetime(folder) {} }
      let plan = try unwrapped { try planner.plan(newFetcher(project, folder.path)) }
      show(plan)
      return BackfillReport(plan: plan, goOn: command)
    }
    return try project.writing(RunCommand(.backfill, [dataset])) { run in
      let fetcher = newFetcher(project, project.temporaryFolder)
      let plan = try unwrapped { try planner.plan(fetcher) }
      show(plan)
      var report = BackfillReport(plan: plan, goOn: command)
      var outcome = try fetch(plan, manifest, fetcher, project, &report)
      outcome.judgesAll = true
      guard !report.wasStopped else { return report }
      var loop = RunLoop(run, outcomes: [dataset: outcome], usesBundled: true)
      let loaded = try loop.finish(project.library.pipelinesInOrder { $0.name == manifest.pipeline })
      report.wasStopped = loaded.wasStopped || project.shouldStop()
      report.run = loaded
      return report
    }
  }

  /// Asks for what the plan names.
  private func fetch(
    _ plan: BackfillPlan, _ manifest: DatasetManifest, _ fetcher: Fetcher, _ project: Project,
    _ report: inout BackfillReport
  ) throws -> DatasetOutcome {
    var outcome: DatasetOutcome
    if plan.kind == .newest, !plan.items.isEmpty {
      outcome = FetchStep(project: project).fetch([manifest])[dataset] ?? DatasetOutcome(manifest, .kept, "")
      report.wasStopped = outcome.wasStopped
    } else {
      try fetchItems(plan, manifest, fetcher, project, &report)
      outcome = Self.outcome(manifest, report)
    }
    report.wasStopped = report.wasStopped || project.shouldStop()
    return outcome
  }

  private func newFetcher(_ project: Project, _ folder: String) -> Fetcher {
    Fetcher(
      configuration: project.configuration, version: Project.version, temporaryFolder: folder,
      clock: project.clock, again: command, shouldStop: project.shouldStop, log: project.log)
  }

  /// Asks for the plan's editions, one after the other, the oldest first.
  private func fetchItems(
    _ plan: BackfillPlan, _ manifest: DatasetManifest, _ fetcher: Fetcher, _ project: Project,
    _ report: inout BackfillReport
  ) throws {
    let wanted = plan.toFetch
    var failedInARow = 0
    for (n, item) in wanted.enumerated() {
      report.notAsked = wanted.count - n
      do {
        if n > 0 || plan.page != nil {
          try fetcher.pause(seconds: manifest.fetch?.pauseSeconds ?? 0)
        }
        project.log("\(dataset): \(n + 1) of \(wanted.count), \(item.name)")
        let result = try PastEdition(item, manifest, project).fetch(fetcher)
        report.results.append((item, result))
        failedInARow = 0
      } catch is Stopped {
        report.wasStopped = true
        return
      } catch let failure as FetchFailure {
        report.results.append((item, .failed(failure.problem)))
        // A host that cannot be reached, a full disk: the next one would fare no better.
        failedInARow = failure.cause == .badAnswer ? failedInARow + 1 : Self.patience
      } catch let problem as Problem {
        report.results.append((item, .failed(problem)))
        failedInARow += 1
      }
      report.notAsked = wanted.count - n - 1
      if failedInARow >= Self.patience { break }
    }
    // A page that never has a date is not a page without a past.
    if report.fetched == 0, let last = report.results.last, plan.held == 0, case .nothingYet = last.result {
      let problem = Problem(
        at: dataset, "none of the \(report.results.count) days asked for has a revision (\(last.item.url))",
        remedy: "look at the answer; where its form changed, mend edition.published or fetch.backfill in "
          + manifest.manifestPath)
      report.results[report.results.count - 1].result = .failed(problem)
    }
  }

  private static func outcome(_ manifest: DatasetManifest, _ report: BackfillReport) -> DatasetOutcome {
    let repeated = report.results.count { if case .repeated = $0.result { true } else { false } }
    let nothing = report.results.count { if case .nothingYet = $0.result { true } else { false } }
    var words = ["\(report.fetched) fetched"]
    if repeated > 0 { words.append("\(repeated) the same as one held") }
    if nothing > 0 { words.append("\(English.count(nothing, "day")) before the first revision") }
    if !report.problems.isEmpty { words.append("\(report.problems.count) failed") }
    if report.notAsked > 0 { words.append("\(report.notAsked) not asked for") }
    if report.results.isEmpty { words = ["nothing left to fetch"] }
    return DatasetOutcome(manifest, report.problems.isEmpty ? .backfilled : .failed, words.joined(separator: ", "))
  }

  /// This very command, to be typed again.
  private var command: String {
    var words = ["soundings backfill", dataset]
    if let from { words += ["--from", from.description] }
    if let to { words += ["--to", to.description] }
    if let step { words += ["--step", step.rawValue] }
    return words.joined(separator: " ")
  }

  /// Runs `body`; of a failed fetch it throws the problem alone.
  private func unwrapped<Value>(_ body: () throws -> Value) throws -> Value {
    do { return try body() } catch let failure as FetchFailure { throw failure.problem }
  }
}
