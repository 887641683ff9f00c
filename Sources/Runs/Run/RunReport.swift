import Manifest
import Model
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
    /// Why the newest edition is held, repeated in every run until it is settled.
    package var heldBecause: Problem?
    /// What is reported of the editions in use, repeated in every run until a person accepts them.
    package var reported: [Problem] = []
  }

  package var lines: [Line] = []
  /// Pipelines that could not be updated, with the reason; their old tables are unchanged.
  package var pipelineProblems: [(pipeline: String, problem: Problem)] = []
  package var exportsFolder: String
  package var tables: [String] = []
  /// Figures whose verdict is worse than at the last check.
  package var worseFigures: [(article: String, check: FigureCheck)] = []
  /// Figures that could not be judged.
  package var figureProblems: [Problem] = []
  /// Why the export folder could not be updated.
  package var exportProblems: [Problem] = []
  /// The names of the files of the export folder that show the state after the run, and of those that changed.
  package var exportFiles: Set<String> = []
  package var changedFiles: [String] = []
  /// How many SELECTs were needed, and the parts of the export that were made anew.
  package var selects = SelectMemory.Counts()
  package var partsMade: [String] = []
  /// What the export folder lacks because a program is missing, a line each.
  package var missing: [String] = []
  /// What a person should know of the run besides its lines: datasets that were removed from the warehouse, like their
  /// folders.
  package var remarks: [String] = []
  package var wasStopped = false
  /// Where no publisher was due: when the first one is, or something is older than promised; in seconds since 1970.
  package var idleUntil: Int?

  /// 0 done, 1 something failed, 3 done but something is older than promised or a figure's verdict got worse.
  package func exitCode(unreachableIsFailure: Bool) -> Int32 {
    if wasStopped { return 1 }
    if let first = pipelineProblems.first { return first.problem.kind == .badInput ? 65 : 1 }
    let failures: Set<DatasetOutcomeKind> = unreachableIsFailure ? [.failed, .held, .unreachable] : [.failed, .held]
    if lines.contains(where: {
      failures.contains($0.outcome.kind) || $0.state == .held || !$0.reported.isEmpty || !$0.outcome.news.isEmpty
    }) {
      return 1
    }
    if let problem = exportProblems.first { return problem.kind == .badInput ? 65 : 1 }
    if !figureProblems.isEmpty { return 65 }
    return lines.contains { $0.state == .stale } || !worseFigures.isEmpty ? 3 : 0
  }
}
