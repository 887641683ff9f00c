import Model

/// What one run changed in one summary table.
package struct TableChange: Equatable, Sendable {
  /// One of the largest changes.
  package struct Cell: Equatable, Sendable {
    package var kind: RowChange.Kind
    /// What names the row for people: see ``RowKey/name(_:)``.
    package var key: [KeyValue]
    package var column: String
    package var unit: String?
    package var old: Value
    package var new: Value
    /// How large the change is, in millionths of the largest number of the column. It orders tables, whose numbers have
    /// nothing else in common; within a table ``Comparison`` gives the order.
    package var weight: Int64

    package init(
      kind: RowChange.Kind, key: [KeyValue], column: String, unit: String?, old: Value, new: Value, weight: Int64
    ) {
      self.kind = kind
      self.key = key
      self.column = column
      self.unit = unit
      self.old = old
      self.new = new
      self.weight = weight
    }
  }

  package var table: String
  /// The datasets that it reads and that changed.
  package var datasets: [String]
  package var rowsBefore: Int
  package var rowsAfter: Int
  package var addedRows = 0
  package var removedRows = 0
  /// Cells of rows that were there before and still are.
  package var changedCells = 0
  /// At most a few of each kind, in the order of ``Comparison``.
  package var cells: [Cell] = []

  package init(table: String, datasets: [String], rowsBefore: Int, rowsAfter: Int) {
    self.table = table
    self.datasets = datasets
    self.rowsBefore = rowsBefore
    self.rowsAfter = rowsAfter
  }

  package var isEmpty: Bool { addedRows + removedRows + changedCells == 0 }
}
