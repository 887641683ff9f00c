import Archive
import Manifest
import Model
import System
import Warehouse
import Words

/// What `soundings status` shows.
package struct StatusReport: Encodable, Sendable {
  /// One dataset: how fresh it is, the outcome of its last run, what is in quarantine.
  package struct Line: Encodable, Sendable {
    package var dataset: String
    package var pipeline: String
    package var state: Freshness.State
    package var edition: String?
    package var published: Day?
    package var ageDays: Int?
    package var rows: Int
    package var quarantined: Int
    /// The last day on which the next edition is on time, by the dataset's cadence; nil where none is promised.
    package var expectedBy: Day?
    /// When the publisher was last asked, UTC, `YYYY-MM-DDTHH:MM:SSZ`; nil if that is not known.
    package var askedAt: String?
    /// The day on which `run --due` asks next; nil without an address to ask.
    package var nextDue: Day?
    /// Why the publisher is not asked now; nil if it would be.
    package var waiting: String?
    package var heldBecause: Problem?
    /// What is reported of the editions in use until a person accepts them.
    package var reported: [Problem]
    /// The links of its landing page that look like the next edition and that the manifest neither matches nor ignores.
    package var unmatchedLinks: [Problem]
    /// What people decided on its editions, in the order of the decisions.
    package var decisions: [Decision]
    package var lastRun: LastRun?
    package var quarantine: [QuarantineFacts]
  }

  package struct LastRun: Encodable, Sendable {
    package var outcome: DatasetOutcomeKind
    /// What the publisher or the command brought, for people.
    package var note: String
    package var problem: Problem?
    /// When the outcome was recorded, UTC, `YYYY-MM-DDTHH:MM:SSZ`.
    package var at: String
  }

  /// A pipeline whose last run failed; its tables are unchanged.
  package struct Failure: Encodable, Sendable {
    package var pipeline: String
    package var problem: Problem
  }

  package var datasets: [Line]
  package var failures: [Failure]
}

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
        datasets: try wanted.map { try line($0, session, project) },
        failures: try project.library.pipelines.compactMap { pipeline in
          try session.lastFailure(ofPipeline: pipeline.name).map {
            StatusReport.Failure(pipeline: pipeline.name, problem: $0)
          }
        })
    }
  }

  private func line(_ dataset: DatasetManifest, _ session: Session, _ project: Project) throws -> StatusReport.Line {
    let freshness = try Freshness(dataset, session, today: project.clock.today())
    let wait = project.askTiming.wait(dataset, isEmpty: freshness.state == .empty)
    let nextAsk = dataset.fetch == nil ? nil : WallClock.day(wait?.until ?? project.clock.secondsSince1970())
    return StatusReport.Line(
      dataset: dataset.name, pipeline: dataset.pipeline, state: freshness.state, edition: freshness.edition,
      published: freshness.published, ageDays: freshness.ageDays, rows: try session.rowCount(of: dataset.name),
      quarantined: freshness.quarantined, expectedBy: freshness.expectedBy,
      askedAt: dataset.fetch == nil ? nil : project.askBook.asked(dataset.name)?.asked_at, nextDue: nextAsk,
      waiting: wait?.text, heldBecause: freshness.hold?.problem,
      reported: freshness.reported, unmatchedLinks: project.unmatchedLinks(of: dataset),
      decisions: try project.archive.decisions(on: dataset.name),
      lastRun: try session.lastOutcome(dataset.name).map {
        StatusReport.LastRun(
          outcome: $0.outcome.outcome, note: $0.outcome.note, problem: $0.outcome.problem, at: $0.at)
      }, quarantine: try session.quarantine(of: dataset.name))
  }
}
