import GRDBSQLite
import Manifest
import Model

/// The SELECT that a trace line stands for: what each record adds, and where it came from.
struct TraceStatement {
  private let statement: SelectStatement
  private let partitionCount: Int
  /// The header's line.
  let place: String

  /// - Parameter source: a subquery with the dataset's columns and `_since`, `_page`, `_record`.
  init(
    _ trace: TableTrace, _ records: TableTrace.Records, _ table: TableManifest, _ dataset: DatasetManifest,
    source: String, connection: OpaquePointer
  ) throws {
    place = "\(table.path):\(trace.line)"
    partitionCount = dataset.partition.count
    let name = quoted(dataset.name)
    let facts = ["_since", "_page", "_record"] + dataset.partition.map(quoted)
    let sql =
      "select (\(records.measure.sql)), \(facts.map { "\(name).\($0)" }.joined(separator: ", ")) from \(source) as \(name)"
      + (records.condition.map { " where (\($0))" } ?? "")
    do {
      statement = try SelectStatement(sql, path: place, connection: connection)
    } catch let problem as Problem {
      throw Self.told(problem, at: place, trace, dataset)
    }
    let columns = table.columns.map(\.name)
    for parameter in statement.parameters where !columns.contains(where: { ":" + $0 == parameter }) {
      let word = String(parameter.dropFirst())
      throw Problem(
        .badInput, at: place, "the trace of '\(trace.column)' asks for \(parameter), which is no column of the table",
        remedy: (Suggestion.nearest(word, among: columns).map { "did you mean ':\($0)'? " } ?? "")
          + "write :name for the row's own value of a column: \(columns.joined(separator: ", "))")
    }
  }

  /// Gives the parameters the values of a table's row; NULL where it has none.
  func bind(_ row: [String: Value]) throws {
    for (i, parameter) in statement.parameters.enumerated() {
      statement.bind(row[String(parameter.dropFirst())] ?? .null, to: Int32(i + 1))
    }
  }

  func forEachRow(
    _ body: (_ value: Value, _ ordinal: Int, _ page: Int, _ record: Int, _ partition: () -> [String]) throws -> Void
  ) throws {
    let pointer = statement.statement
    while true {
      let code = sqlite3_step(pointer)
      if code == SQLITE_DONE { return }
      guard code == SQLITE_ROW else {
        throw Problem(
          .badInput, at: place, "SQL error while it ran: \(String(cString: sqlite3_errmsg(statement.connection)))",
          remedy: "mend the trace line, then: soundings check")
      }
      try body(
        statement.value(0), Int(sqlite3_column_int64(pointer, 1)), Int(sqlite3_column_int64(pointer, 2)),
        Int(sqlite3_column_int64(pointer, 3))
      ) {
        (0..<partitionCount).map { i in
          sqlite3_column_text(pointer, Int32(i + 4)).map { String(cString: $0) } ?? ""
        }
      }
    }
  }

  /// SQLite's complaint, with the column that was probably meant.
  private static func told(_ problem: Problem, at place: String, _ trace: TableTrace, _ dataset: DatasetManifest)
    -> Problem
  {
    var told = problem
    told.place = place
    told.what = "the trace of '\(trace.column)': \(problem.what)"
    told.remedy = "mend the trace line, then: soundings check"
    let columns = dataset.columns.map(\.name)
    if problem.what.contains("no such column: "), let word = problem.what.split(separator: " ").last {
      let near = Suggestion.nearest(String(word), among: columns).map { "did you mean '\($0)'? " } ?? ""
      told.remedy = near + "The columns of \(dataset.name) are: \(columns.joined(separator: ", "))"
    }
    return told
  }
}

extension SelectStatement {
  /// The named parameters, in their order.
  var parameters: [String] {
    (0..<sqlite3_bind_parameter_count(statement)).map { i in
      sqlite3_bind_parameter_name(statement, i + 1).map { String(cString: $0) } ?? "?"
    }
  }

  func bind(_ value: Value, to index: Int32) {
    switch value {
    case .null: sqlite3_bind_null(statement, index)
    case .integer(let n): sqlite3_bind_int64(statement, index, n)
    case .real(let x): sqlite3_bind_double(statement, index, x)
    case .text(let text): sqlite3_bind_text(statement, index, text, -1, transientText)
    }
  }
}
