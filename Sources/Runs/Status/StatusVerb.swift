import Archive
import Manifest
import Model
import System
import Warehouse
import Words

/// `soundings status`: how fresh each dataset is, what is held or quarantined, what is due next.
package struct StatusVerb {
  package var datasets: [String] = []

  package init() {}

  /// - Throws: ``Problem`` if a dataset is unknown, or there is no warehouse.
  package func run(_ project: Project) throws -> StatusReport {
    let wanted =
      try datasets.isEmpty ? project.library.datasets : datasets.map { try project.library.dataset(named: $0) }
    return try project.openWarehouse().read { session in
      StatusReport(
        datasets: try wanted.map { try line($0, in: session, of: project) },
        failures: try project.library.pipelines.compactMap { pipeline in
          try session.lastFailure(ofPipeline: pipeline.name).map {
            StatusReport.Failure(pipeline: pipeline.name, problem: $0)
          }
        })
    }
  }

  private func line(_ dataset: DatasetManifest, in session: Session, of project: Project) throws -> StatusReport.Line {
    let freshness = try Freshness(dataset, session, today: project.clock.today())
    let last = try session.lastOutcome(dataset.name)
    // A change of the folder that would hold an edition in use is not in the ledger's list of editions.
    let isKept =
      try last?.outcome.outcome == .held && freshness.hold == nil
      && session.fingerprint(of: dataset.name) != project.fingerprint(dataset)
    let wait = project.askTiming.wait(dataset, isEmpty: freshness.state == .empty)
    let nextAsk = dataset.fetch == nil ? nil : WallClock.day(wait?.until ?? project.clock.secondsSince1970())
    // A record that cannot be read is one thing to report among others.
    var decisions: [Decision] = []
    var reported = freshness.reported
    do { decisions = try project.archive.decisions(on: dataset.name) } catch let problem as Problem {
      reported.append(problem)
    }
    return StatusReport.Line(
      dataset: dataset.name, pipeline: dataset.pipeline, state: isKept ? .held : freshness.state,
      edition: freshness.edition,
      published: freshness.published, ageDays: freshness.ageDays, rows: try session.rowCount(of: dataset.name),
      quarantined: freshness.quarantined, expectedBy: freshness.expectedBy,
      askedAt: dataset.fetch == nil ? nil : project.askBook.asked(dataset.name)?.asked_at, nextDue: nextAsk,
      isAddOnly: dataset.fetch == nil && !dataset.isCurated, waiting: wait?.text,
      heldBecause: freshness.hold?.problem ?? (isKept ? last?.outcome.problem : nil),
      alsoHeld: try session.editions(of: dataset.name).dropLast().compactMap { $0.hold?.problem },
      reported: reported, unmatchedLinks: project.unmatchedLinks(of: dataset),
      decisions: decisions,
      lastRun: last.map {
        StatusReport.LastRun(
          outcome: $0.outcome.outcome, note: $0.outcome.note, problem: $0.outcome.problem, at: $0.at)
      }, quarantine: try session.quarantine(of: dataset.name))
  }
}
