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

  /// What a figure counts of one partition of a dataset (a year, say): the sum of the records that it rests on. The parts of a figure come to
  /// its value, then and now.
  package struct Part: Equatable, Sendable {
    /// A sum and the number of its records.
    package struct Count: Equatable, Sendable {
      package var sum: Int64
      package var records: Int

      package init(sum: Int64, records: Int) {
        self.sum = sum
        self.records = records
      }
    }

    package var dataset: String
    /// Such as `fiscal_year=2025`; empty where the dataset has no partitions.
    package var partition: String
    /// The column that is added up.
    package var column: String
    package var unit: String?
    /// Nil where the figure counted nothing of the partition as of publication, or counts nothing of it now.
    package var then: Count?
    package var now: Count?

    package init(
      dataset: String, partition: String, column: String, unit: String?, then: Count?, now: Count?
    ) {
      self.dataset = dataset
      self.partition = partition
      self.column = column
      self.unit = unit
      self.then = then
      self.now = now
    }
  }

  /// Where the figure is a sum of its records: the partitions of which it counts something else now, in their order.
  package var parts: [Part] = []

  /// At most so many lines are kept of each dataset.
  package static let most = 6

  /// The largest ones of each dataset, see ``Comparison/cells(of:)``.
  package private(set) var lines: [Line] = []
  /// How many more there are.
  package private(set) var more = 0

  package init() {}

  /// - Parameter lines: all of one dataset.
  package mutating func add(_ lines: [Line]) {
    self.lines += lines.prefix(Self.most)
    more += max(0, lines.count - Self.most)
  }

  package var isEmpty: Bool { lines.isEmpty && parts.isEmpty }
}
