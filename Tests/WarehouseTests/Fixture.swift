import Manifest
import Model

@testable import Warehouse

/// A small dataset: fiscal year, place, a category and a number.
enum Fixture {
  static let header = ["FY", "Place", "Kind", "Count"]

  static func dataset(
    guards: Guards = Guards(quarantine: .upTo(50), values: .off), partition: [String] = ["fiscal_year"],
    isCurated: Bool = false,
    sql: String? = nil
  ) -> DatasetManifest {
    var columns = [
      Column(name: "fiscal_year", kind: .integer, minimum: 2000, maximum: 2100),
      Column(name: "place", kind: .text),
      Column(name: "kind", kind: .text, oneOf: ["A", "B"]),
      Column(name: "events", kind: .integer, isNullable: true, minimum: 0),
    ]
    if isCurated { columns.append(Column(name: "reported_on", kind: .date)) }
    return DatasetManifest(
      name: "things", pipeline: "tests", folder: "Pipelines/tests/things", title: "Things", publisher: "Nobody",
      license: License(name: "none", url: nil), attribution: "Nobody", homepage: nil, cadence: nil,
      isCurated: isCurated, fetch: nil, dating: EditionDating(source: .fetched, fileName: nil),
      readings: [Reading(format: .csv, header: header + (isCurated ? ["Reported"] : []))], columns: columns,
      key: ["fiscal_year", "place", "kind"], partition: partition, guards: guards, notes: [],
      normalizeSQL: sql
        ?? """
        select fiscal_year("FY") as fiscal_year, "Place" as place, "Kind" as kind, nullif("Count", '') as events
          \(isCurated ? ", Reported as reported_on" : "")
        from raw
        """)
  }

  static func edition(
    _ published: String, _ content: String, through: String? = nil, fetched: String = "2026-01-01T00:00:00Z"
  ) -> Edition {
    Edition(
      dataset: "things", published: PublishedDate(published)!, through: through, origin: .added, fetchedAt: fetched,
      snapshots: [Snapshot(file: "things/\(content)", sha256: content, bytes: content.utf8.count, url: content)])
  }

  /// Rows as `2023,Texas,A,5` lines.
  static func rows(_ lines: String) -> [[String?]] {
    lines.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }
}
