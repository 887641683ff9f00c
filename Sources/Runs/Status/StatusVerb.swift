import Manifest
import Model
import System
import Warehouse

/// One dataset as `soundings status` shows it.
package struct DatasetStatus: Sendable {
  package var dataset: String
  package var pipeline: String
  package var freshness: Freshness
  package var rows: Int
  package var lastRun: (outcome: DatasetOutcomeKind, note: String?, at: String)?
  package var quarantine: [QuarantineFacts]
}

/// `soundings status`: how fresh each dataset is, what is held or quarantined, what is due next.
package struct StatusVerb {
  package var datasets: [String] = []

  package init() {}

  /// The pipelines whose last run failed, with the reason; their tables are those of the run before.
  package func failures(_ project: Project) throws -> [(pipeline: String, problem: String)] {
    try project.openWarehouse().read { session in
      try project.library.pipelines.compactMap { pipeline in
        try session.lastFailure(ofPipeline: pipeline.name).map { (pipeline.name, $0) }
      }
    }
  }

  package func run(_ project: Project) throws -> [DatasetStatus] {
    let wanted =
      try datasets.isEmpty ? project.library.datasets : datasets.map { try project.library.dataset(named: $0) }
    return try project.openWarehouse().read { session in
      try wanted.map { dataset in
        DatasetStatus(
          dataset: dataset.name, pipeline: dataset.pipeline,
          freshness: try Freshness(dataset, session, today: project.clock.today()),
          rows: try session.rowCount(of: dataset.name),
          lastRun: try session.lastOutcome(dataset.name), quarantine: try session.quarantine(of: dataset.name))
      }
    }
  }
}
