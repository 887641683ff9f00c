import Manifest

extension Library {
  /// The wanted pipelines, followed by those without datasets: their tables rest on all the others.
  func pipelinesInOrder(where isWanted: (PipelineManifest) -> Bool) -> [PipelineManifest] {
    pipelines.filter { !$0.datasets.isEmpty && isWanted($0) } + pipelines.filter(\.datasets.isEmpty)
  }
}
