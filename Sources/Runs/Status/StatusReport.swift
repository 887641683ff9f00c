import Model

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
    /// True without an address to ask and without rows keyed by hand: an edition comes by `soundings add` alone.
    package var isAddOnly: Bool
    /// Why the publisher is not asked now; nil if it would be.
    package var waiting: String?
    package var heldBecause: Problem?
    /// Why older editions are held, before which newer ones are in use.
    package var alsoHeld: [Problem]
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
