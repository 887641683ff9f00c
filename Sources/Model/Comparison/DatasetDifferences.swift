/// What changed in a dataset between two states of its history.
package struct DatasetDifferences: Sendable {
  /// One value that differs. A key that was added or removed has one entry for each number, with NULL on the other
  /// side.
  package struct Change: Sendable {
    package var kind: RowChange.Kind
    /// The key's columns and values, in the key's order.
    package var key: [(column: String, value: Value)]
    /// The key in words, for people: see ``RowKey/name(_:)``.
    package var name: [KeyValue]
    package var column: String
    package var unit: String?
    package var old: Value
    package var new: Value
    /// `new` minus `old` for numbers, counting a missing key as 0; nil for texts and for values that the publisher left
    /// out.
    package var difference: ExactNumber?

    init(_ cell: CellChange, of column: TableColumn, row: RowIdentity) {
      kind = cell.kind
      key = row.key
      name = row.name
      self.column = column.name
      unit = column.unit
      old = cell.old
      new = cell.new
      difference = cell.difference
    }
  }

  /// The sum of one number over a partition in both states. A sum over nothing, or over rows that do not state the number, is
  /// nil: that is not 0.
  package struct PartitionSum: Sendable {
    package var partition: String
    package var column: String
    package var old: Int64?
    package var new: Int64?
    package var counts: RowCounts

    /// `new` minus `old`; nil where one of them is not stated.
    package var difference: ExactNumber? {
      guard let old, let new else { return nil }
      return ExactNumber(new) - ExactNumber(old)
    }

    /// How far the sum moved: one that is not stated counts as 0, so that it leads like the loss that it may be.
    fileprivate var distance: ExactNumber { (ExactNumber(new ?? 0) - ExactNumber(old ?? 0)).magnitude }

    package init(partition: String, column: String, old: Int64?, new: Int64?, counts: RowCounts) {
      self.partition = partition
      self.column = column
      self.old = old
      self.new = new
      self.counts = counts
    }
  }

  package var counts = RowCounts()
  /// The sums of the partitions in which something changed, in the order of ``Comparison``: the dataset's headline
  /// number first, then the other numbers unit by unit, each with the largest difference first. Partitions seen for the
  /// first time come after all others.
  package var partitions: [PartitionSum] = []
  /// Every changed value, in the order of ``Comparison``.
  package var changes: [Change] = []

  package init() {}

  /// - Parameter partitions: the sums over all rows, in any order; those of unchanged partitions may be included.
  package init(_ comparison: Comparison, partitions: [PartitionSum]) {
    let columns = comparison.columns
    let identities = comparison.rows.map { RowIdentity($0.row, key: comparison.key, columns: columns.columns) }
    changes = comparison.cells.map { Change($0, of: columns.columns[$0.column], row: identities[$0.row]) }
    for row in comparison.rows { counts.count(row.kind) }
    func group(_ sum: PartitionSum) -> Int {
      columns.columns.firstIndex { $0.name == sum.column }.map(columns.group(of:)) ?? .max
    }
    let grouped = partitions.map { (group: group($0), distance: $0.distance, sum: $0) }
    self.partitions = grouped.sorted { a, b in
      if a.sum.counts.isFirstSeen != b.sum.counts.isFirstSeen { return b.sum.counts.isFirstSeen }
      if a.group != b.group { return a.group < b.group }
      if a.distance != b.distance { return a.distance > b.distance }
      return (a.sum.partition, a.sum.column) < (b.sum.partition, b.sum.column)
    }.map(\.sum)
  }

  /// The change in percent of the old value; nil where there is none to compare with.
  package static func percent(old: Int64?, new: Int64?) -> Double? {
    guard let old, let new, old != 0 else { return nil }
    return 100 * Double(Int128(new) - Int128(old)) / Double(old.magnitude)
  }
}
