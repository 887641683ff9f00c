import Manifest
import Model
import Warehouse

/// Reads from the warehouse what a run reports of each dataset.
struct ReportLines {
  let session: Session
  let today: Day

  /// A line for each dataset of some pipelines.
  func read(_ pipelines: [PipelineManifest], outcomes: [String: DatasetOutcome]) throws -> [RunReport.Line] {
    try pipelines.flatMap(\.datasets).map { dataset in
      let freshness = try Freshness(dataset, session, today: today)
      return RunReport.Line(
        dataset: dataset.name, pipeline: dataset.pipeline, state: freshness.state, edition: freshness.edition,
        published: freshness.published, rows: try session.rowCount(of: dataset.name),
        outcome: outcomes[dataset.name] ?? DatasetOutcome(dataset, .kept, note: ""),
        heldBecause: freshness.hold?.problem, reported: freshness.reported)
    }
  }
}
