import Manifest

extension Library {
  /// The wanted pipelines, and behind them those without datasets of their own: their tables rest on all the others.
  func pipelinesInOrder(where isWanted: (PipelineManifest) -> Bool) -> [PipelineManifest] {
    pipelines.filter { !$0.datasets.isEmpty && isWanted($0) } + pipelines.filter(\.datasets.isEmpty)
  }
}
