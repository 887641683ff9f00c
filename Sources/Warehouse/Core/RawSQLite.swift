import GRDB
import GRDBSQLite
import Model

/// SQLite's own calls where the inner loops need them.
enum RawSQLite {
  /// The connection's last error, as GRDB would throw it.
  static func problem(_ connection: OpaquePointer) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
      message: String(cString: sqlite3_errmsg(connection)))
  }

  /// Runs one statement with integer arguments.
  static func forEachRow(
    _ connection: OpaquePointer, _ sql: String, _ body: (OpaquePointer) throws -> Void
  ) throws {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(connection, sql, -1, &statement, nil) == SQLITE_OK, let statement else {
      throw problem(connection)
    }
    defer { sqlite3_finalize(statement) }
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW: try body(statement)
      case SQLITE_DONE: return
      default: throw problem(connection)
      }
    }
  }
}
