import Model

/// All records that a trace leads to: their number, their total, and some or all of them.
package struct TracedRecords: Sendable {
  package var count: Int
  /// The sum of the values (NULL if no record states one), or the number of distinct ones.
  package var total: Value
  /// In the order of editions, pages and records.
  package var shown: [TracedRecord]
}
