import GRDBSQLite
import Model

/// Finds the line of an error in an SQL file.
enum SQLText {
  static func problem(_ connection: OpaquePointer, sql: String, path: String, remedy: String) -> Problem {
    let message = String(cString: sqlite3_errmsg(connection))
    let offset = Int(sqlite3_error_offset(connection))
    return Problem(
      .badInput, at: "\(path)\(line(in: sql, at: offset, message: message))", "SQL error: \(message)", remedy: remedy)
  }

  /// `:LINE` of a byte offset (or of the word that the message quotes), or nothing where it is not known.
  static func line(in sql: String, at offset: Int, message: String) -> String {
    var offset = offset
    let bytes = Array(sql.utf8)
    if offset < 0, let word = message.split(separator: " ").last.map({ Array($0.utf8) }), !word.isEmpty {
      offset = (0..<max(0, bytes.count - word.count)).first { Array(bytes[$0..<$0 + word.count]) == word } ?? -1
    }
    guard offset >= 0, offset <= bytes.count else { return "" }
    return ":\(1 + bytes[0..<offset].count { $0 == 10 })"
  }
}
