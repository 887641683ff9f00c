import Model

/// A cell with the records behind it.
package struct TracedCell: Sendable {
  package var column: TableColumn
  package var value: Value
  /// The columns that it is computed from; if there are any, the records are listed with these.
  package var derivedFrom: [String]
  /// The cell is a number of distinct values, not a sum.
  package var countsDistinct: Bool
  /// The number of records behind it.
  package var records: Int
  /// Their sum, or the number of distinct values; checked to equal the cell.
  package var total: Value
  /// All of them, or the first and the largest ones.
  package var contributions: [Contribution]
}
