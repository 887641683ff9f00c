import GRDB
import GRDBSQLite
import Model

/// Direct calls of SQLite, for the inner loops.
enum RawSQLite {
  /// The connection's last error, as GRDB would throw it.
  static func problem(_ connection: OpaquePointer) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
      message: String(cString: sqlite3_errmsg(connection)))
  }
}
