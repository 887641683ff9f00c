import Model

/// A record behind a table's cell, by its edition, page and number.
package struct TracedRecord: Sendable {
  package var dataset: String
  /// What the record adds; for a count of distinct values, the value that is counted.
  package var value: Value
  /// The ordinal of the edition that gave the row its present values.
  package var ordinal: Int
  package var page: Int
  package var record: Int
  /// The ordinal of the newest edition that covers the row and left it unchanged; nil if that is the one that brought
  /// it, or if the dataset is curated: its editions cover only the keys that they name.
  package var confirmedBy: Int?

  static func precedes(_ a: TracedRecord, _ b: TracedRecord) -> Bool {
    (a.ordinal, a.page, a.record) < (b.ordinal, b.page, b.record)
  }

  static func outweighs(_ a: TracedRecord, _ b: TracedRecord) -> Bool {
    let (x, y) = (a.weight, b.weight)
    return x != y ? x > y : precedes(a, b)
  }

  private var weight: Double {
    switch value {
    case .integer(let n): Double(n.magnitude)
    case .real(let x): x.magnitude
    case .null, .text: -1
    }
  }
}
