/// Where the numbers of a table's column come from: one `-- trace` line of its header.
///
/// Several lines for one column add up.
package struct TableTrace: Equatable, Sendable {
  /// What a record adds to a cell, in SQL over the dataset's columns.
  package enum Measure: Equatable, Sendable {
    /// The cell is the sum of this expression.
    case sum(String)
    /// The cell is the number of distinct values of this expression.
    case distinct(String)

    /// The expression.
    package var sql: String {
      switch self {
      case .sum(let sql), .distinct(let sql): sql
      }
    }
  }

  /// The records behind a cell.
  package struct Records: Equatable, Sendable {
    package var measure: Measure
    package var dataset: String
    /// A condition in SQL over the dataset's columns, where `:name` is the value of the table row's column; nil for
    /// every record.
    package var condition: String?

    package init(measure: Measure, dataset: String, condition: String?) {
      self.measure = measure
      self.dataset = dataset
      self.condition = condition
    }
  }

  package enum Lineage: Equatable, Sendable {
    case records(Records)
    /// Computed from other columns of the table.
    case derived([String])
  }

  package var column: String
  package var lineage: Lineage
  /// The line of the file, for messages.
  package var line: Int

  package init(column: String, lineage: Lineage, line: Int) {
    self.column = column
    self.lineage = lineage
    self.line = line
  }
}

extension TableManifest {
  /// The `-- trace` lines of a column; empty if it has none.
  package func traces(of column: String) -> [TableTrace] { traces.filter { $0.column == column } }
}
