import GRDBSQLite
import Model

/// Collects the tables and columns that a statement reads and refuses some functions, as SQLite's authorizer.
final class StatementWatch {
  /// Functions whose result is not the same on every run.
  private static let unsteady: Set<String> = [
    "random", "randomblob", "date", "time", "datetime", "julianday", "unixepoch", "strftime", "current_date",
    "current_time", "current_timestamp", "changes", "total_changes", "last_insert_rowid",
  ]
  /// Functions that other SQL engines lack or understand otherwise, with what all of them run.
  private static let onlyHere: [String: String] = [
    "ifnull": "coalesce(a, b)", "iif": "case when ... then ... else ... end", "total": "coalesce(sum(a), 0)",
    "group_concat": "one row for each value", "instr": "like, or substr of a fixed place", "typeof": "a cast",
    "printf": "the parts, joined with ||", "format": "the parts, joined with ||", "glob": "like, on lower(a)",
    "hex": "the value itself", "unhex": "the value itself", "quote": "the value itself", "char": "a quoted text",
    "unicode": "a comparison of texts", "zeroblob": "a quoted text", "likely": "the condition alone",
    "unlikely": "the condition alone", "likelihood": "the condition alone",
  ]
  /// False for SQL that only SQLite ever runs, such as that over the records of an edition.
  private let isPortable: Bool
  /// By table or view; empty where a statement only counts its rows.
  private(set) var columns: [String: Set<String>] = [:]
  /// The views and common table expressions through which each table or view is read; an empty name for the statement itself.
  private(set) var readers: [String: Set<String>] = [:]
  private(set) var refused: Refused?

  enum Refused {
    case unsteady(String)
    case onlyHere(String, instead: String)

    func problem(at path: String) -> Problem {
      switch self {
      case .unsteady(let name):
        Problem(
          .badInput, at: path, "calls \(name)(), whose result is not the same on every run",
          remedy: "compute it from the datasets, so that the same data gives the same rows on any day")
      case .onlyHere(let name, let instead):
        Problem(
          .badInput, at: path, "calls \(name)(), which other SQL engines do not run as SQLite does",
          remedy: "write \(instead)")
      }
    }
  }

  init(isPortable: Bool) { self.isPortable = isPortable }

  /// - Parameter view: the engine's own view that does it, which may call any function.
  func look(
    _ action: Int32, first: UnsafePointer<CChar>?, second: UnsafePointer<CChar>?, in view: UnsafePointer<CChar>?
  ) -> Int32 {
    if action == SQLITE_READ, let first {
      let column = second.map { String(cString: $0) } ?? ""
      let name = String(cString: first)
      columns[name, default: []].formUnion(column.isEmpty ? [] : [column])
      readers[name, default: []].insert(view.map { String(cString: $0) } ?? "")
    }
    guard action == SQLITE_FUNCTION, view == nil, let second else { return SQLITE_OK }
    let name = String(cString: second).lowercased()
    if Self.unsteady.contains(name) {
      refused = .unsteady(name)
      return SQLITE_DENY
    }
    if isPortable, let instead = Self.onlyHere[name] {
      refused = .onlyHere(name, instead: instead)
      return SQLITE_DENY
    }
    return SQLITE_OK
  }
}
