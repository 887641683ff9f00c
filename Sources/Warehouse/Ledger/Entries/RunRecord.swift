import GRDB
import Model

/// One execution as the ledger records it.
package struct RunRecord: Sendable {
  package struct Pipeline: Sendable {
    package var pipeline: String
    package var outcome: RunOutcome
    package var problem: Problem?
    /// The datasets that changed; nil if changes were not recorded: after a failed pipeline or a rebuild.
    package var changed: Int?
  }

  package struct Dataset: Sendable {
    package var dataset: String
    package var outcome: DatasetOutcomeKind
    /// What the publisher or the command brought, for people.
    package var note: String
    package var problem: Problem?
  }

  /// Its number: runs are numbered in the order in which they began.
  package var run: Int
  package var command: RunCommand
  /// UTC, `YYYY-MM-DDTHH:MM:SSZ`.
  package var startedAt: String
  /// When its last pipeline was finished, in the same form.
  package var finishedAt: String
  /// By name.
  package var pipelines: [Pipeline]
}

extension RunRecord.Dataset {
  init(_ row: Row) throws {
    self.init(
      dataset: row["dataset"], outcome: try row.word("outcome"), note: row["note"],
      problem: try row.problem("problem"))
  }
}
