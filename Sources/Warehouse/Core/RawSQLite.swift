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

  /// The connection's last error, as GRDB would throw it.
  static func problem(_ connection: OpaquePointer) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
      message: String(cString: sqlite3_errmsg(connection)))
  }
}
