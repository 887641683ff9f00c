import Glibc
import GRDB
import GRDBSQLite
import Model

/// How many rows each period has, and the sum of one number over them.
///
/// Read row by row and added up here: SQLite would sort all rows first. Files are in the order of their periods, mostly, so that a
/// period is looked up once for many rows.
struct PeriodSums {
  struct Period {
    var rows = 0
    /// The rows that state the number.
    var stated = 0
    var sum: Int64 = 0
  }

  private var periods: [String: Period] = [:]

  init(_ periods: [String: Period]) { self.periods = periods }

  /// - Parameters:
  ///   - source: a table, or a SELECT in parentheses.
  ///   - period: an expression that gives the period; nil puts all rows into one, named "".
  ///   - measure: an expression that gives a whole number; nil adds up nothing.
  /// - Throws: ``Problem`` if a sum exceeds 64 bits.
  init(of source: String, period: String?, measure: String?, _ db: GRDB.Database) throws {
    let connection = db.sqliteConnection!
    let statement = try RawSQLite.statement(
      "select \(period ?? "''"), \(measure ?? "null") from \(source)", connection)
    defer { sqlite3_finalize(statement) }
    var name = ""
    var current = Period()
    while true {
      let code = sqlite3_step(statement)
      guard code == SQLITE_ROW else {
        guard code == SQLITE_DONE else { throw RawSQLite.problem(connection) }
        break
      }
      if !Self.isNamed(&name, statement) {
        if current.rows > 0 { periods[name] = current }
        name = sqlite3_column_text(statement, 0).map { String(cString: $0) } ?? ""
        current = periods[name] ?? Period()
      }
      current.rows += 1
      guard sqlite3_column_type(statement, 1) != SQLITE_NULL else { continue }
      current.stated += 1
      current.sum = try Self.sum(current.sum, sqlite3_column_int64(statement, 1))
    }
    if current.rows > 0 { periods[name] = current }
  }

  /// Whether the row that was read is of the period that its text names.
  private static func isNamed(_ name: inout String, _ statement: OpaquePointer) -> Bool {
    guard let text = sqlite3_column_text(statement, 0) else { return name.isEmpty }
    let count = Int(sqlite3_column_bytes(statement, 0))
    return name.withUTF8 { $0.count == count && (count == 0 || memcmp($0.baseAddress!, text, count) == 0) }
  }

  private static func sum(_ a: Int64, _ b: Int64) throws -> Int64 {
    let (sum, isTooLarge) = a.addingReportingOverflow(b)
    guard !isTooLarge else {
      throw Problem(
        .failed, at: "the changes of a period", "the sum of its numbers exceeds 64 bits",
        remedy: "name a smaller number as the measure under figure in dataset.yaml")
    }
    return sum
  }

  /// The sums without some of the rows, and with others.
  func replacing(_ gone: PeriodSums, with come: PeriodSums) throws -> PeriodSums {
    var result = self
    for (name, period) in come.periods {
      result.periods[name, default: Period()].rows += period.rows
      result.periods[name]!.stated += period.stated
      result.periods[name]!.sum = try Self.sum(result.periods[name]!.sum, period.sum)
    }
    for (name, period) in gone.periods {
      result.periods[name, default: Period()].rows -= period.rows
      result.periods[name]!.stated -= period.stated
      result.periods[name]!.sum = try Self.sum(result.periods[name]!.sum, -period.sum)
    }
    return result
  }

  /// The number of all rows.
  var rows: Int { periods.values.reduce(0) { $0 + $1.rows } }

  func rows(of period: String) -> Int { periods[period]?.rows ?? 0 }

  /// Nil if no row of the period states the number.
  func sum(of period: String) -> Int64? { periods[period].flatMap { $0.stated > 0 ? $0.sum : nil } }
}
