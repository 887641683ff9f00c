import Model
import Warehouse

/// `soundings runs [N]`: what the last runs did, the newest first. Runs that changed nothing write nothing, and are not listed.
package struct RunsVerb {
  package var count: Int

  package init(count: Int) { self.count = count }

  package struct Report: Encodable, Sendable {
    package struct Run: Encodable, Sendable {
      package var run: Int
      /// As typed after the program's name.
      package var command: String
      /// UTC, `YYYY-MM-DDTHH:MM:SSZ`.
      package var startedAt, finishedAt: String
      package var pipelines: [Pipeline]
      package var datasets: [Dataset]
    }

    package struct Pipeline: Encodable, Sendable {
      package var pipeline: String
      package var outcome: String
      /// How many datasets changed; nil where that was not recorded.
      package var changed: Int?
      package var problem: Problem?
    }

    package struct Dataset: Encodable, Sendable {
      package var dataset: String
      package var outcome: DatasetOutcomeKind
      package var note: String
      package var problem: Problem?
    }

    /// The newest first.
    package var runs: [Run]
    /// How many the ledger has.
    package var total: Int
  }

  /// - Throws: ``Problem`` if there is no warehouse, or its ledger is damaged.
  package func run(_ project: Project) throws -> Report {
    try project.openWarehouse().read { session in
      let all = try session.runs()
      let runs = try all.suffix(count).reversed().map { run in
        Report.Run(
          run: run.run, command: run.command.text, startedAt: run.startedAt, finishedAt: run.finishedAt,
          pipelines: run.pipelines.map {
            Report.Pipeline(
              pipeline: $0.pipeline, outcome: $0.outcome.rawValue, changed: $0.changed, problem: $0.problem)
          },
          datasets: try session.outcomes(ofRun: run.run).map {
            Report.Dataset(dataset: $0.dataset, outcome: $0.outcome, note: $0.note, problem: $0.problem)
          })
      }
      return Report(runs: runs, total: all.count)
    }
  }
}
