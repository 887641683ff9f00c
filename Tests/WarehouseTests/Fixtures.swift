import Manifest
import Model

@testable import Warehouse

/// Records from memory instead of a file.
final class ArrayReader: RecordReader {
  let header: [String]
  private let rows: [[String?]]
  private(set) var recordNumber = 0
  /// What the reader says of every record, and of its columns.
  var linesSpanned = 1
  var unnamedColumns: [Int] = []
  private var bytes: [[UInt8]] = []
  private let memory: UnsafeMutablePointer<FieldBytes>
  private var texts: [UnsafeMutablePointer<UInt8>] = []

  init(_ header: [String], _ rows: [[String?]]) {
    self.header = header
    self.rows = rows
    memory = .allocate(capacity: header.count)
    memory.initialize(repeating: .absent, count: header.count)
  }

  deinit {
    memory.deallocate()
    for text in texts { text.deallocate() }
  }

  var fields: UnsafePointer<FieldBytes> { UnsafePointer(memory) }
  var defect: String? { rows[recordNumber - 1].count == header.count ? nil : "ragged" }
  var verbatim: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: nil, count: 0) }

  func advance() -> Bool {
    guard recordNumber < rows.count else { return false }
    // As in a real reader, the bytes of the record before are gone: nothing may look at them any more.
    for text in texts { text.deallocate() }
    texts = []
    recordNumber += 1
    for (i, value) in rows[recordNumber - 1].prefix(header.count).enumerated() {
      guard let value else {
        memory[i] = .absent
        continue
      }
      let utf8 = Array(value.utf8)
      let text = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, utf8.count))
      text.update(from: utf8, count: utf8.count)
      texts.append(text)
      memory[i] = FieldBytes(start: UnsafePointer(text), count: utf8.count)
    }
    return true
  }
}

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

/// A warehouse in memory over named contents.
struct TestWarehouse {
  let warehouse: Warehouse
  let dataset: DatasetManifest
  let contents: [String: [[String?]]]

  init(_ dataset: DatasetManifest, _ contents: [String: [[String?]]], _ warehouse: Warehouse? = nil) throws {
    self.warehouse = try warehouse ?? Warehouse(path: ":memory:")
    self.dataset = dataset
    self.contents = contents
  }

  @discardableResult
  func load(_ editions: [Edition], fingerprint: String = "1") throws -> [LoadedEdition] {
    try warehouse.write { session in
      try session.synchronize(
        dataset, fingerprint: fingerprint, editions: editions, today: Day(year: 2026, month: 12, day: 31)!,
        shouldStop: { false }
      ) {
        edition, page in
        guard page <= edition.snapshots.count else { return nil }
        let header = dataset.readings[0].header
        return (ArrayReader(header, contents[edition.snapshots[page - 1].sha256]!), header)
      }
    }
  }

  /// The rows in force as `2023,Texas,A,5` lines, sorted.
  func state(asOf day: String? = nil) throws -> [String] {
    try warehouse.read { session in
      try session.showing(ShownState(asOf: day.map { Day($0)! }), of: [dataset]) {
        try session.lines("select fiscal_year, place, kind, events from things order by 1, 2, 3")
      }
    }
  }

  /// The whole history as lines, in an order of its own.
  func history() throws -> [String] {
    try warehouse.read { session in
      try session.lines(
        """
        select fiscal_year, place, kind, events, _since, _until, _page, _record from _history_things
        order by fiscal_year, place, kind, _since
        """)
        + session.lines(
          """
          select dataset, ordinal, identity, edition, published, through, origin, state, hold_reason, accepted_because,
            records, rows, first_seen, added, removed, revised, quarantined
          from _editions order by dataset, ordinal
          """)
        + session.lines("select * from _coverage order by dataset, ordinal, partition")
        + session.lines("select * from _quarantine order by dataset, ordinal, page, record")
    }
  }
}

extension Session {
  func lines(_ sql: String) throws -> [String] {
    try SelectStatement(sql, path: "test", connection: connection).rows().map { row in
      row.map { value in
        switch value {
        case .null: "-"
        case .integer(let n): "\(n)"
        case .real(let x): "\(x)"
        case .text(let text): text
        }
      }.joined(separator: ",")
    }
  }
}

extension QuarantineAllowance {
  /// Records up to this percentage, whatever they weigh.
  static func upTo(_ percent: Double) -> QuarantineAllowance {
    QuarantineAllowance(percent: percent, weightPercent: 100, because: "a test")
  }
}
