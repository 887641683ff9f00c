import Foundation
import Manifest

/// The repository that these tests belong to.
enum Repository {
  static let root: String = {
    var parts = #filePath.split(separator: "/")
    parts.removeLast(3)
    return "/" + parts.joined(separator: "/")
  }()

  static let pipelines = root + "/Pipelines"

  static let library: Library = {
    do { return try Library.load(folder: pipelines) } catch { fatalError("\(error)") }
  }()

  static var datasetNames: [String] { library.datasets.map(\.name) }

  /// The folder of real files and of results recomputed from them, beside the repository; nil on a machine without it.
  static let shared: String? = {
    let path = ProcessInfo.processInfo.environment["SOUNDINGS_SHARED"] ?? root + "/../shared"
    return FileManager.default.fileExists(atPath: path + "/golden/README.md") ? path : nil
  }()
}
