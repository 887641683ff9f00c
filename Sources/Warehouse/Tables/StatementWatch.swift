import GRDBSQLite

/// Collects the tables and columns that a statement reads and refuses some functions, as SQLite's authorizer.
final class StatementWatch {
  /// Functions whose result is not the same on every run.
  private static let unsteady: Set<String> = [
    "random", "randomblob", "date", "time", "datetime", "julianday", "unixepoch", "strftime", "current_date",
    "current_time", "current_timestamp", "changes", "total_changes", "last_insert_rowid",
  ]
  /// By table or view; empty where a statement only counts its rows.
  private(set) var columns: [String: Set<String>] = [:]
  private(set) var refused: String?

  /// - Parameter isInView: true in the engine's own views, which may call any function.
  func look(_ action: Int32, _ first: UnsafePointer<CChar>?, _ second: UnsafePointer<CChar>?, isInView: Bool) -> Int32 {
    if action == SQLITE_READ, let first {
      let column = second.map { String(cString: $0) } ?? ""
      columns[String(cString: first), default: []].formUnion(column.isEmpty ? [] : [column])
    }
    if action == SQLITE_FUNCTION, !isInView, let second, Self.unsteady.contains(String(cString: second).lowercased()) {
      refused = String(cString: second)
      return SQLITE_DENY
    }
    return SQLITE_OK
  }
}
