import Foundation
import Manifest
import TestTools

/// The repository that these tests belong to.
package enum Repository {
  package static let root = PublicTool.root
  package static let pipelines = root + "/Pipelines"

  package static let library: Library = {
    do { return try Library.load(folder: pipelines) } catch { fatalError("\(error)") }
  }()

  package static var datasetNames: [String] { library.datasets.map(\.name) }

  /// The article that comes with it.
  package static let article = "ms-now-2025-11-19"

  /// The folder of a dataset's bundled editions.
  package static func bundled(_ dataset: String) -> String {
    (library.datasets.first { $0.name == dataset }?.folder ?? dataset) + "/bundled"
  }

  /// The folder of real files and of results recomputed from them, beside the repository; nil on a machine without it.
  package static let shared: String? = {
    let path = ProcessInfo.processInfo.environment["SOUNDINGS_SHARED"] ?? root + "/../shared"
    return FileManager.default.fileExists(atPath: path + "/golden/README.md") ? path : nil
  }()
}
