/// The rows that made the difference between two values of a figure: as of publication, and now.
package struct FigureChanges: Sendable {
  /// One value that differs.
  package struct Line: Sendable {
    package var dataset: String
    package var change: DatasetDifferences.Change
    /// The edition that brought the difference, as people name it, and the day from which it counts.
    package var edition: String
    package var published: Day

    package init(_ cell: CellChange, of comparison: Comparison, dataset: String, edition: String, published: Day) {
      let columns = comparison.columns.columns
      change = DatasetDifferences.Change(
        cell, of: columns[cell.column],
        row: RowIdentity(comparison.rows[cell.row].row, key: comparison.key, columns: columns))
      self.dataset = dataset
      self.edition = edition
      self.published = published
    }
  }

  /// At most so many lines are kept of each dataset.
  package static let most = 6

  /// The first ones of each dataset, in the order of ``Comparison``.
  package private(set) var lines: [Line] = []
  /// How many more there are.
  package private(set) var more = 0

  package init() {}

  /// - Parameter lines: all of one dataset.
  package mutating func add(_ lines: [Line]) {
    self.lines += lines.prefix(Self.most)
    more += max(0, lines.count - Self.most)
  }

  package var isEmpty: Bool { lines.isEmpty }
}
