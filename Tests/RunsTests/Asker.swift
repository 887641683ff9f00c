import Foundation
import Manifest
import Model
import Synchronization

/// A folder that is removed with the value.
final class TemporaryFolder {
  let path = NSTemporaryDirectory() + "soundings-runs-\(UUID().uuidString)"

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// Lines of a log.
final class Lines: Sendable {
  private let lines = Mutex<[String]>([])
  func add(_ line: String) { lines.withLock { $0.append(line) } }
  var all: [String] { lines.withLock { $0 } }
}

/// Datasets with an address and little else.
enum Asker {
  static func dataset(_ name: String, _ url: String, _ rhythm: AskRhythm = .daily) -> DatasetManifest {
    DatasetManifest(
      name: name, pipeline: "p", folder: "p/" + name, title: name, publisher: "p",
      license: License(name: "x", url: nil),
      attribution: "p", homepage: nil, cadence: Cadence(every: .month, graceDays: 20), isCurated: false,
      fetch: FetchPlan(
        address: .fixed(url), paging: nil, expect: Expectation(types: [], startsWith: nil, maxBytes: 1),
        pauseSeconds: 0,
        rhythm: rhythm),
      dating: EditionDating(source: .fetched, fileName: nil), readings: [], columns: [], key: [], partition: [],
      guards: Guards(), notes: [], normalizeSQL: "")
  }
}
