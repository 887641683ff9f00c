import Manifest
import Model

extension Session {
  /// The first two values of a figure's SELECT in the state that the session shows: enough to see whether there is
  /// exactly one.
  ///
  /// - Throws: ``Problem`` with the line of the article's file.
  package func values(of sql: PlacedSQL) throws -> [Value] {
    let statement = try SelectStatement(sql.placed, path: sql.path, connection: connection)
    if let quotient = sql.quotient { return try values(of: statement, quotient, at: sql) }
    guard statement.columns.count == 1 else {
      throw Problem(
        .badInput, at: sql.place,
        "gives \(statement.columns.count) columns: \(statement.columns.joined(separator: ", "))",
        remedy: "select the one value that the figure is about"
          + (statement.columns.count == 2
            ? ", or divide the two: quotient: \(statement.columns.joined(separator: " / "))" : ""))
    }
    return try firstRows(of: statement, sql).map { $0[0] }
  }

  /// The quotients of the first two rows.
  private func values(of statement: SelectStatement, _ quotient: Quotient, at sql: PlacedSQL) throws -> [Value] {
    guard statement.columns.count == quotient.columns.count, Set(statement.columns) == Set(quotient.columns) else {
      throw Problem(
        .badInput, at: sql.place,
        "gives \(statement.columns.joined(separator: ", ")), but the quotient is of \(quotient.columns.joined(separator: ", "))",
        remedy: "name in the SELECT what the quotient names, and nothing else: select ... as "
          + quotient.columns.joined(separator: ", ... as "))
    }
    return try firstRows(of: statement, sql).map { row in
      try quotient.value(at: sql.place) { row[statement.columns.firstIndex(of: $0)!] }
    }
  }

  private func firstRows(of statement: SelectStatement, _ sql: PlacedSQL) throws -> [[Value]] {
    do {
      return try rows(of: statement, limit: 2)
    } catch var problem as Problem where problem.place == sql.path {
      problem.place = sql.place
      throw problem
    }
  }

  /// The datasets that a figure's SELECT reads.
  ///
  /// - Throws: ``Problem`` with the file's line if the SQL fails or is not a single SELECT.
  package func datasets(readBy sql: PlacedSQL, among datasets: [DatasetManifest]) throws -> [String] {
    try self.datasets(readBySQL: sql.placed, path: sql.path, among: datasets)
  }

  /// The columns that a figure's SELECT reads of each dataset.
  package func columns(readBy sql: PlacedSQL) throws -> [String: Set<String>] {
    try SelectStatement(sql.placed, path: sql.path, connection: connection).columnsRead
  }

  /// The columns that a table reads of each dataset.
  package func columns(readBy table: TableManifest) throws -> [String: Set<String>] {
    try SelectStatement(table.sql, path: table.path, connection: connection).columnsRead
  }

  /// The datasets that a table reads, including those of which nothing was ever loaded.
  ///
  /// - Throws: ``Problem`` with the file's line if the SQL fails or is not a single SELECT.
  package func datasets(readBy table: TableManifest, among datasets: [DatasetManifest]) throws -> [String] {
    try self.datasets(readBySQL: table.sql, path: table.path, among: datasets)
  }

  /// The datasets that a check reads.
  ///
  /// - Throws: ``Problem`` with the file's line if the SQL fails or is not a single SELECT.
  package func datasets(readBy check: CheckManifest, among datasets: [DatasetManifest]) throws -> [String] {
    try self.datasets(readBySQL: check.sql, path: check.path, among: datasets)
  }
}
