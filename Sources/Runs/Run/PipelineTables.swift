import Manifest
import Model

/// A pipeline's tables as they are after a run, ready to be written out.
struct PipelineTables: Sendable {
  var results: [(manifest: TableManifest, result: TableResult)]
  /// The articles' figures that rest on the pipeline.
  var checks: [ArticleCheck] = []
  /// A line for people about each dataset that was removed from the warehouse, like its folder.
  var left: [String] = []
}
