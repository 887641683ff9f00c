import GRDB
import GRDBSQLite
import Model

/// Direct calls of SQLite, for the inner loops.
enum RawSQLite {
  /// A prepared statement, which the caller finalizes.
  static func statement(_ sql: String, _ connection: OpaquePointer) throws -> OpaquePointer {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(connection, sql, -1, &statement, nil) == SQLITE_OK, let statement else {
      throw problem(connection)
    }
    return statement
  }

  /// A database of its own in memory, for the SQL that one dataset runs over the records of a file. The caller closes it.
  ///
  /// - Throws: ``Problem`` at `dataset` where memory is short.
  static func inMemory(for dataset: String) throws -> OpaquePointer {
    var connection: OpaquePointer?
    guard sqlite3_open_v2(":memory:", &connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil) == SQLITE_OK,
      let connection
    else {
      sqlite3_close_v2(connection)
      throw Problem(at: dataset, "no memory for SQLite", remedy: "free some memory and run again")
    }
    // Otherwise "Total" is the text Total where no column has that name. GRDB does the same for its connections.
    _disableDoubleQuotedStringLiterals(connection)
    return connection
  }

  /// The connection's last error, as GRDB would throw it.
  static func problem(_ connection: OpaquePointer) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
      message: String(cString: sqlite3_errmsg(connection)))
  }
}
