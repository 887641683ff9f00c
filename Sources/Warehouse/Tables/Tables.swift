import GRDB
import GRDBSQLite
import Manifest
import Model

extension Session {
  /// The rows of a summary table in the state that the session shows.
  ///
  /// - Throws: ``Problem`` with the file's line where the SQL fails, is not a single SELECT, or its columns are not the described ones.
  package func rows(of table: TableManifest) throws -> [[Value]] {
    let statement = try SelectStatement(table.sql, path: table.path, connection: connection)
    let wanted = table.columns.map(\.name)
    guard statement.columns == wanted else {
      throw Problem(
        .badInput, at: table.path,
        "selects \(statement.columns.joined(separator: ", ")), but its header describes \(wanted.joined(separator: ", "))",
        remedy: "make the `-- column` lines and the select agree in names and order")
    }
    let rows = try statement.rows()
    try checkKinds(rows, table)
    return rows
  }

  /// A whole-number column holds whole numbers, and so on: nothing is published under a kind that it does not have.
  private func checkKinds(_ rows: [[Value]], _ table: TableManifest) throws {
    for (i, column) in table.columns.enumerated() {
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

  /// The rows of tables, each computed a second time with every scan turned around: a table whose rows depend on the order in
  /// which SQLite happens to read is not published.
  ///
  /// - Parameter datasets: what is turned around; in the newest state, which must be the one that is shown.
  package func rowsCheckedForDeterminism(of tables: [TableManifest], over datasets: [DatasetManifest]) throws
    -> [[[Value]]]
  {
    let forward = try tables.map(rows)
    let backward = try showing(.backwards, of: datasets) { try tables.map(rows) }
    for (table, (rows, backward)) in zip(tables, zip(forward, backward)) where rows != backward {
      let i =
        zip(rows, backward).enumerated().first { $0.element.0 != $0.element.1 }?.offset
        ?? min(rows.count, backward.count)
      throw Problem(
        .badInput, at: table.path, "gives other rows when the datasets are read backwards; the first is row \(i + 1)",
        remedy: "end its ORDER BY with columns that name each row uniquely, and do not sum floating point numbers")
    }
    return forward
  }

  /// The rows that a check returns, with its column names; empty where all is well.
  package func violations(of check: CheckManifest, limit: Int = 5) throws -> (columns: [String], rows: [[Value]]) {
    let statement = try SelectStatement(check.sql, path: check.path, connection: connection)
    return (statement.columns, try statement.rows(limit: limit))
  }

  /// Whether a table is about the editions themselves instead of what they say.
  package func isAboutEditions(_ table: TableManifest) throws -> Bool {
    try !SelectStatement(table.sql, path: table.path, connection: connection).tablesRead
      .isDisjoint(with: ["_editions", "_figures"])
  }

  /// The datasets that a statement reads, by asking SQLite's authorizer, sorted. Those that nothing was ever loaded of are among
  /// them within ``showing(_:of:_:)``, where a view of nothing has their name.
  func datasets(readBySQL sql: String, path: String, among datasets: [DatasetManifest]) throws -> [String] {
    let names = try SelectStatement(sql, path: path, connection: connection).tablesRead
    let prefix = Schema.historyTable("")
    // A table about the editions themselves rests on all of them.
    if names.contains("_editions") { return try datasetNames() }
    let loaded = names.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
    return names.intersection(datasets.map(\.name)).union(loaded).sorted()
  }
}

/// What a statement reads and calls, as SQLite's authorizer sees it.
private final class StatementWatch {
  /// Functions that do not give the same answer every day.
  private static let unsteady: Set<String> = [
    "random", "randomblob", "date", "time", "datetime", "julianday", "unixepoch", "strftime", "current_date",
    "current_time", "current_timestamp", "changes", "total_changes", "last_insert_rowid",
  ]
  private(set) var tables: Set<String> = []
  private(set) var refused: String?

  /// - Parameter isInView: there it is the engine's own business what is called.
  func look(_ action: Int32, _ first: UnsafePointer<CChar>?, _ second: UnsafePointer<CChar>?, isInView: Bool) -> Int32 {
    if action == SQLITE_READ, let first { tables.insert(String(cString: first)) }
    if action == SQLITE_FUNCTION, !isInView, let second, Self.unsteady.contains(String(cString: second).lowercased()) {
      refused = String(cString: second)
      return SQLITE_DENY
    }
    return SQLITE_OK
  }
}

/// One SELECT from a file, prepared so that errors name the file's line.
final class SelectStatement {
  let connection: OpaquePointer
  let statement: OpaquePointer
  let path: String
  let columns: [String]
  /// The tables that it reads, also through views.
  let tablesRead: Set<String>

  init(_ sql: String, path: String, connection: OpaquePointer) throws {
    self.connection = connection
    self.path = path
    var statement: OpaquePointer?
    var rest = ""
    let watch = StatementWatch()
    sqlite3_set_authorizer(
      connection,
      { context, action, first, second, _, view in
        Unmanaged<StatementWatch>.fromOpaque(context!).takeUnretainedValue()
          .look(action, first, second, isInView: view != nil)
      }, Unmanaged.passUnretained(watch).toOpaque())
    defer { sqlite3_set_authorizer(connection, nil, nil) }
    let code = sql.withCString { start in
      var tail: UnsafePointer<CChar>?
      let code = sqlite3_prepare_v2(connection, start, -1, &statement, &tail)
      rest = tail.map { String(cString: $0) } ?? ""
      return code
    }
    guard code == SQLITE_OK, let statement else {
      if let name = watch.refused {
        throw Problem(
          .badInput, at: path, "calls \(name)(), which asks the clock or the dice",
          remedy: "the same data must give the same rows on any day; compute it from the datasets")
      }
      guard code == SQLITE_OK else {
        throw SQLText.problem(connection, sql: sql, path: path, remedy: "mend the statement, then: soundings check")
      }
      throw Problem(.badInput, at: path, "holds no SQL statement", remedy: "write its SELECT, then: soundings check")
    }
    self.statement = statement
    guard sqlite3_stmt_readonly(statement) != 0, sqlite3_column_count(statement) > 0 else {
      sqlite3_finalize(statement)
      throw Problem(
        .badInput, at: path, "is not a SELECT",
        remedy: "a table or check is one SELECT; nothing here may change the data")
    }
    guard SelectStatement.isBlank(rest) else {
      sqlite3_finalize(statement)
      throw Problem(
        .badInput, at: path, "holds more than one statement",
        remedy: "keep one SELECT; common table expressions can hold the steps")
    }
    tablesRead = watch.tables
    columns = (0..<sqlite3_column_count(statement)).map { String(cString: sqlite3_column_name(statement, $0)) }
  }

  deinit { sqlite3_finalize(statement) }

  func rows(limit: Int = .max) throws -> [[Value]] {
    var rows: [[Value]] = []
    while rows.count < limit {
      let code = sqlite3_step(statement)
      if code == SQLITE_DONE { break }
      if code == SQLITE_INTERRUPT { throw Stopped() }
      guard code == SQLITE_ROW else {
        throw Problem(
          .badInput, at: path, "SQL error while it ran: \(String(cString: sqlite3_errmsg(connection)))",
          remedy: "mend the statement, then: soundings check")
      }
      rows.append((0..<Int32(columns.count)).map(value))
    }
    return rows
  }

  /// Steps through the rows; a column is read from the statement itself.
  func forEachRow(_ body: (OpaquePointer) -> Void) throws {
    while true {
      let code = sqlite3_step(statement)
      if code == SQLITE_DONE { return }
      guard code == SQLITE_ROW else {
        throw Problem(
          .badInput, at: path, "cannot be read: \(String(cString: sqlite3_errmsg(connection)))",
          remedy: "make it anew from the archive: soundings rebuild")
      }
      body(statement)
    }
  }

  func value(_ i: Int32) -> Value {
    switch sqlite3_column_type(statement, i) {
    case SQLITE_INTEGER: .integer(sqlite3_column_int64(statement, i))
    case SQLITE_FLOAT: .real(sqlite3_column_double(statement, i))
    case SQLITE_NULL: .null
    default: .text(String(cString: sqlite3_column_text(statement, i)))
    }
  }

  private static func isBlank(_ text: String) -> Bool {
    text.split(separator: "\n").allSatisfy { line in
      let trimmed = line.drop { $0 == " " || $0 == "\t" || $0 == ";" || $0 == "\r" }
      return trimmed.isEmpty || trimmed.hasPrefix("--")
    }
  }
}
