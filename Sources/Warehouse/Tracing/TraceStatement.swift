import GRDBSQLite
import Manifest
import Model
import Words

/// The SELECT made from a trace line or from a line of a figure's records: what each record adds, and where it came
/// from.
struct TraceStatement {
  /// What is looked for, and how messages name it.
  struct Wanted {
    /// SQL over the dataset's columns: what a record adds.
    var measure = "null"
    var condition: String?
    /// The columns of a table's row that `:name` may name.
    var parameters: [String] = []
    /// "the trace of 'boats'".
    var subject: String
    /// What is to be fixed: "the trace line".
    var line: String
    /// The file and the line.
    var place: String
  }

  private let statement: SelectStatement
  private let partitionCount: Int
  private let wanted: Wanted

  /// The file's line.
  var place: String { wanted.place }

  /// - Parameter source: a subquery with the dataset's columns and `_since`, `_page`, `_record`.
  init(_ wanted: Wanted, _ dataset: DatasetManifest, source: String, connection: OpaquePointer) throws {
    self.wanted = wanted
    partitionCount = dataset.partition.count
    let name = quoted(dataset.name)
    let facts = ["_since", "_page", "_record"] + dataset.partition.map(quoted)
    let sql =
      "select (\(wanted.measure)), \(facts.map { "\(name).\($0)" }.joined(separator: ", ")) from \(source) as \(name)"
      + (wanted.condition.map { " where (\($0))" } ?? "")
    do {
      statement = try SelectStatement(sql, path: wanted.place, connection: connection)
    } catch let problem as Problem {
      throw Self.located(problem, in: wanted, over: dataset)
    }
    let columns = wanted.parameters
    for parameter in statement.parameters where !columns.contains(where: { ":" + $0 == parameter }) {
      guard !columns.isEmpty else {
        throw Problem(
          .badInput, at: place, "\(wanted.subject) ask for \(parameter), but no row gives it a value",
          remedy: "write the value itself")
      }
      let word = String(parameter.dropFirst())
      throw Problem(
        .badInput, at: place, "\(wanted.subject) asks for \(parameter), which is not a column of the table",
        remedy: Suggestion.question(word, among: columns) { "':\($0)'" }
          + "write :name for the row's own value of a column: \(columns.joined(separator: ", "))")
    }
  }

  /// Gives the parameters the values of a table's row; NULL if it has none.
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
          .badInput, at: place, "SQL error at run time: \(String(cString: sqlite3_errmsg(statement.connection)))",
          remedy: "fix \(wanted.line), then: soundings check")
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

  /// SQLite's error, with the column that was probably meant.
  private static func located(_ problem: Problem, in wanted: Wanted, over dataset: DatasetManifest) -> Problem {
    var located = problem
    located.place = wanted.place
    located.what = "\(wanted.subject): \(problem.what)"
    located.remedy = "fix \(wanted.line), then: soundings check"
    let columns = dataset.columns.map(\.name)
    // SQLite has no code of its own for an unknown column: the name is only in its message.
    if problem.what.contains("no such column: "), let word = problem.what.split(separator: " ").last {
      let near = Suggestion.question(String(word), among: columns)
      located.remedy = near + "The columns of \(dataset.name) are: \(columns.joined(separator: ", "))"
    }
    return located
  }
}

extension TraceStatement.Wanted {
  /// What a trace line of a table's header looks for.
  init(_ trace: TableTrace, _ records: TableTrace.Records, of table: TableManifest) {
    self.init(
      measure: records.measure.sql, condition: records.condition, parameters: table.columns.map(\.name),
      subject: "the trace of '\(trace.column)'", line: "the trace line", place: "\(table.path):\(trace.line)")
  }

  /// What a line of a figure's records looks for.
  init(_ records: FigureRecords) {
    self.init(
      condition: records.condition, subject: "the records of \(records.dataset)",
      line: "the line of the figure's records",
      place: records.place)
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
