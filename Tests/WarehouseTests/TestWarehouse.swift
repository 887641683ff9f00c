import Manifest
import Model

@testable import Warehouse

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
