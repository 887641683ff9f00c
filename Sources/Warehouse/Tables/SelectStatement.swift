import GRDBSQLite
import Model

/// One SELECT from a file, prepared so that errors name the file's line.
final class SelectStatement {
  let connection: OpaquePointer
  let statement: OpaquePointer
  let path: String
  let sql: String
  let columns: [String]
  /// The columns that it reads, by table or view; of one whose rows are only counted none.
  let columnsRead: [String: Set<String>]
  /// See ``StatementWatch/readers``.
  let readers: [String: Set<String>]

  /// - Parameter isPortable: true where another SQL engine must be able to run it too.
  init(_ sql: String, path: String, connection: OpaquePointer, isPortable: Bool = true) throws {
    self.connection = connection
    self.path = path
    self.sql = sql
    var statement: OpaquePointer?
    var rest = ""
    let watch = StatementWatch(isPortable: isPortable)
    sqlite3_set_authorizer(
      connection,
      { context, action, first, second, _, view in
        Unmanaged<StatementWatch>.fromOpaque(context!).takeUnretainedValue()
          .look(action, first: first, second: second, in: view)
      }, Unmanaged.passUnretained(watch).toOpaque())
    defer { sqlite3_set_authorizer(connection, nil, nil) }
    let code = sql.withCString { start in
      var tail: UnsafePointer<CChar>?
      let code = sqlite3_prepare_v2(connection, start, -1, &statement, &tail)
      rest = tail.map { String(cString: $0) } ?? ""
      return code
    }
    guard code == SQLITE_OK, let statement else {
      if let refused = watch.refused { throw refused.problem(at: path) }
      guard code == SQLITE_OK else {
        try Self.requireMistake(code, connection)
        throw SQLText.problem(connection, sql: sql, path: path, remedy: "fix the statement, then: soundings check")
      }
      throw Problem(.badInput, at: path, "contains no SQL statement", remedy: "write its SELECT, then: soundings check")
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
        .badInput, at: path, "contains more than one statement",
        remedy: "keep one SELECT; use common table expressions for its steps")
    }
    columnsRead = watch.columns
    readers = watch.readers
    columns = (0..<sqlite3_column_count(statement)).map { String(cString: sqlite3_column_name(statement, $0)) }
  }

  deinit { sqlite3_finalize(statement) }

  /// The tables that it reads, directly or through views.
  var tablesRead: Set<String> { Set(columnsRead.keys) }

  func rows(limit: Int = .max) throws -> [[Value]] {
    var rows: [[Value]] = []
    while rows.count < limit {
      let code = sqlite3_step(statement)
      if code == SQLITE_DONE { break }
      if code == SQLITE_INTERRUPT { throw Stopped() }
      guard code == SQLITE_ROW else {
        try Self.requireMistake(code, connection)
        throw Problem(
          .badInput, at: path, "SQL error at run time: \(String(cString: sqlite3_errmsg(connection)))",
          remedy: "fix the statement, then: soundings check")
      }
      rows.append((0..<Int32(columns.count)).map(value))
    }
    return rows
  }

  /// What is no mistake in the statement, such as a disk that fails or is full, is the database's error: SQLite may have ended the
  /// transaction, so nothing must go on as if only this statement had failed.
  ///
  /// - Throws: `DatabaseError` unless the code says that the statement is wrong.
  private static func requireMistake(_ code: Int32, _ connection: OpaquePointer) throws {
    switch code & 0xff {
    case SQLITE_ERROR, SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_TOOBIG, SQLITE_RANGE, SQLITE_AUTH, SQLITE_READONLY:
      return
    default: throw RawSQLite.problem(connection)
    }
  }

  /// Steps through the rows; a column is read from the statement itself.
  func forEachRow(_ body: (OpaquePointer) -> Void) throws {
    while true {
      let code = sqlite3_step(statement)
      if code == SQLITE_DONE { return }
      guard code == SQLITE_ROW else {
        if code & 0xff != SQLITE_CORRUPT { try Self.requireMistake(code, connection) }
        throw Problem(
          .badInput, at: path, "cannot be read: \(String(cString: sqlite3_errmsg(connection)))",
          remedy: "rebuild it from the archive: soundings rebuild")
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
