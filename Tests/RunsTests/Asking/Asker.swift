import Foundation
import Manifest
import Model
import Synchronization

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
