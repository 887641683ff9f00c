import GRDB
import GRDBSQLite
import Manifest
import Model

extension Session {
  /// The rows of a summary table in the state that the session shows, quotients computed.
  ///
  /// - Throws: ``Problem`` with the file's line where the SQL fails, is not a single SELECT, or its columns differ from
  ///   the described ones.
  package func rows(of table: TableManifest) throws -> [[Value]] {
    table.published(try completeRows(of: table))
  }

  /// The hidden values of a published row by their columns' names; empty if there is no such row any more.
  package func hiddenValues(of table: TableManifest, row: [Value]) throws -> [String: Value] {
    guard !table.hidden.isEmpty, let found = try completeRows(of: table).first(where: { $0.starts(with: row) }) else {
      return [:]
    }
    return Dictionary(uniqueKeysWithValues: zip(table.hidden.map(\.name), found.suffix(table.hidden.count)))
  }

  /// The published values of each row, then the hidden ones.
  private func completeRows(of table: TableManifest) throws -> [[Value]] {
    let statement = try statement(of: table)
    let wanted = table.selected.map(\.name)
    guard statement.columns == wanted else {
      throw Problem(
        .badInput, at: table.path,
        "selects \(statement.columns.joined(separator: ", ")), but its header describes \(wanted.joined(separator: ", "))",
        remedy: "make the `-- column` lines and the SELECT agree in names and order"
          + (table.quotients.isEmpty ? "" : "; a quotient is not selected, and hidden columns come last"))
    }
    let rows = try rows(of: statement)
    try checkKinds(rows, table)
    return try table.complete(rows)
  }

  /// Checks that each value is of its column's declared kind.
  private func checkKinds(_ rows: [[Value]], _ table: TableManifest) throws {
    for (i, column) in table.selected.enumerated() {
      for (r, row) in rows.enumerated() {
        let fits =
          switch (row[i], column.kind) {
          case (.null, _), (.integer, .integer), (.integer, .year), (.integer, .boolean), (.integer, .decimal),
            (.real, .decimal), (.text, .text), (.text, .date), (.text, .month):
            true
          default: false
          }
        guard !fits else { continue }
        throw Problem(
          .badInput, at: table.path,
          "column \(column.name) is declared \(column.kind.rawValue), but row \(r + 1) holds \(row[i])",
          remedy: "cast it in the select, or correct the `-- column` line")
      }
    }
  }

  private func statement(of table: TableManifest) throws -> SelectStatement {
    try SelectStatement(table.sql, path: table.path, connection: connection)
  }

  /// How SQLite finds a table's rows, one line for each step, indented as the steps are nested.
  package func plan(of table: TableManifest) throws -> [String] {
    var depths: [Int: Int] = [:]
    return try Row.fetchAll(db, sql: "explain query plan " + table.sql).map { row in
      let depth = depths[row[1], default: -1] + 1
      depths[row[0]] = depth
      return String(repeating: "  ", count: depth) + (row[3] as String)
    }
  }

  /// The rows of tables, each computed a second time with every scan reversed: a table whose rows depend on the order
  /// in which SQLite happens to read is not published. Rows that are known not to are not computed again.
  ///
  /// - Parameter datasets: those whose scans are reversed. The newest state must be the one that is shown.
  /// - Throws: ``Problem`` as ``rows(of:)``, or if a table has different rows the second time.
  package func rowsCheckedForDeterminism(of tables: [TableManifest], over datasets: [DatasetManifest]) throws
    -> [[[Value]]]
  {
    let forward = try tables.map(rows)
    let bases = try tables.map { try basis(of: statement(of: $0)) }
    let unknown = tables.indices.filter { !isSteady(bases[$0]) }
    let backward = try showing(.backwards, of: datasets) { try unknown.map { try rows(of: tables[$0]) } }
    for (i, backward) in zip(unknown, backward) {
      let (table, rows) = (tables[i], forward[i])
      guard rows != backward else {
        noteSteady(bases[i])
        continue
      }
      let row =
        zip(rows, backward).enumerated().first { $0.element.0 != $0.element.1 }?.offset
        ?? min(rows.count, backward.count)
      throw Problem(
        .badInput, at: table.path,
        "gives different rows when the datasets are read in reverse order; "
          + "the first is row \(row + 1)",
        remedy: "end its ORDER BY with columns that name each row uniquely, and do not sum floating point numbers")
    }
    return forward
  }

  /// The rows that a check returns, with its column names; empty if it finds nothing.
  ///
  /// - Throws: ``Problem`` with the file's line if the SQL fails or is not a single SELECT.
  package func violations(of check: CheckManifest, limit: Int = 5) throws -> (columns: [String], rows: [[Value]]) {
    let statement = try SelectStatement(check.sql, path: check.path, connection: connection)
    return (statement.columns, try rows(of: statement, limit: limit))
  }

  /// Whether a table is about the editions themselves instead of their content.
  ///
  /// - Throws: ``Problem`` with the file's line if the SQL fails or is not a single SELECT.
  package func isAboutEditions(_ table: TableManifest) throws -> Bool {
    try !SelectStatement(table.sql, path: table.path, connection: connection).tablesRead
      .isDisjoint(with: ["_editions", "_figures"])
  }

  /// The datasets that a statement reads, by asking SQLite's authorizer, sorted. Datasets of which nothing was ever
  /// loaded are included only within ``showing(_:of:_:)``, which gives them an empty view.
  func datasets(readBySQL sql: String, path: String, among datasets: [DatasetManifest]) throws -> [String] {
    let names = try SelectStatement(sql, path: path, connection: connection).tablesRead
    let prefix = Schema.historyTable("")
    // A table about the editions themselves rests on all of them.
    if names.contains("_editions") { return try datasetNames() }
    let loaded = names.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
    return names.intersection(datasets.map(\.name)).union(loaded).sorted()
  }
}
