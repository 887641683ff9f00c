import Manifest
import Warehouse

extension Project {
  /// Removes datasets that no longer have a folder under Pipelines from the warehouse: those of the pipeline, and those
  /// whose pipeline has none either. Their bytes stay in the archive.
  ///
  /// - Returns: a line for people about each.
  func forgetDatasetsLeft(by pipeline: PipelineManifest, _ session: Session) throws -> [String] {
    let datasets = Set(library.datasets.map(\.name))
    let pipelines = Set(library.pipelines.map(\.name))
    let left = try session.pipelinesByDataset().filter { dataset, owner in
      !datasets.contains(dataset) && (owner == pipeline.name || !pipelines.contains(owner))
    }
    return try left.keys.sorted().map { dataset in
      let editions = try session.editions(of: dataset).count
      try session.forget(dataset)
      return "\(dataset): no longer has a folder under \(pipelinesFolder), and was removed from the warehouse; its "
        + "\(editions == 1 ? "edition stays" : "\(editions) editions stay") in the archive"
    }
  }
}
