import Manifest
import Model

/// Which of the records behind a cell are named one by one.
package enum TracedSelection: Sendable {
  /// The first and the largest ones; for a count of distinct values, the first record of each.
  case some(first: Int, largest: Int)
  case all

  /// The largest number of distinct values whose first record is named.
  private static let mostDistinct = 24

  /// Those that are named, of all records of a cell.
  package func chosen(of records: [TracedRecord], countsDistinct: Bool) -> [TracedRecord] {
    var selecting = Selecting(self, countsDistinct: countsDistinct)
    var seen: Set<Value> = []
    for record in records {
      let isNew = record.value != .null && seen.insert(record.value).inserted
      selecting.offer(record, isNew: isNew) { record.confirmedBy }
    }
    return selecting.records
  }

  func start(_ measure: TableTrace.Measure) -> Selecting {
    if case .distinct = measure { return Selecting(self, countsDistinct: true) }
    return Selecting(self, countsDistinct: false)
  }

  /// Makes the choice while records are read: it keeps no more of them than it will name.
  struct Selecting {
    private let countsDistinct: Bool
    private let firstLimit: Int
    private let largestLimit: Int
    private let keepsAll: Bool
    private var all: [TracedRecord] = []
    private var first: [TracedRecord] = []
    private var largest: [TracedRecord] = []
    private var distinct: [Value: TracedRecord] = [:]

    fileprivate init(_ selection: TracedSelection, countsDistinct: Bool) {
      self.countsDistinct = countsDistinct
      switch selection {
      case .all: (keepsAll, firstLimit, largestLimit) = (true, 0, 0)
      case .some(let first, let largest): (keepsAll, firstLimit, largestLimit) = (false, first, largest)
      }
    }

    /// Keeps the record if it is among the wanted ones so far; calls `confirmedBy` only then.
    mutating func offer(_ record: TracedRecord, isNew: Bool, confirmedBy: () -> Int?) {
      var record = record
      if keepsAll {
        record.confirmedBy = confirmedBy()
        all.append(record)
      } else if countsDistinct {
        if let held = distinct[record.value], !TracedRecord.precedes(record, held) { return }
        guard isNew || distinct[record.value] != nil else { return }
        record.confirmedBy = confirmedBy()
        distinct[record.value] = record
      } else {
        let isFirst = Self.belongs(record, in: first, limit: firstLimit, by: TracedRecord.precedes)
        let isLargest = Self.belongs(record, in: largest, limit: largestLimit, by: TracedRecord.outweighs)
        guard isFirst || isLargest else { return }
        record.confirmedBy = confirmedBy()
        if isFirst { Self.insert(record, into: &first, limit: firstLimit, by: TracedRecord.precedes) }
        if isLargest { Self.insert(record, into: &largest, limit: largestLimit, by: TracedRecord.outweighs) }
      }
    }

    var records: [TracedRecord] {
      if keepsAll { return all.sorted(by: TracedRecord.precedes) }
      if countsDistinct {
        return Array(distinct.values.sorted(by: TracedRecord.precedes).prefix(TracedSelection.mostDistinct))
      }
      let rest = largest.filter { large in !first.contains { Self.isSame($0, large) } }
      return (first + rest).sorted(by: TracedRecord.precedes)
    }

    private static func isSame(_ a: TracedRecord, _ b: TracedRecord) -> Bool {
      !TracedRecord.precedes(a, b) && !TracedRecord.precedes(b, a)
    }

    private static func belongs(
      _ record: TracedRecord, in kept: [TracedRecord], limit: Int, by isBefore: (TracedRecord, TracedRecord) -> Bool
    ) -> Bool {
      limit > 0 && (kept.count < limit || isBefore(record, kept[kept.count - 1]))
    }

    private static func insert(
      _ record: TracedRecord, into kept: inout [TracedRecord], limit: Int,
      by isBefore: (TracedRecord, TracedRecord) -> Bool
    ) {
      let place = kept.firstIndex { isBefore(record, $0) } ?? kept.count
      kept.insert(record, at: place)
      if kept.count > limit { kept.removeLast() }
    }
  }
}
