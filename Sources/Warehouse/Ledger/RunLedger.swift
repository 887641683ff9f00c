import FoundationEssentials
import GRDB
import Model

/// The run ledger: what was executed when, what it found and changed, and the verdicts' history. It cannot be derived from the
/// archive.
package struct RunLedger: Sendable {
  static let tables = ["_runs", "_run_datasets", "_verdicts"] + Schema.changeTables
  /// The rows of each table, and the names of its columns in the warehouse that they come from.
  var rows: [String: [[DatabaseValue]]] = [:]
  var columns: [String: [String]] = [:]
  /// What could not be read, a line for each table.
  package var faults: [String] = []

  /// The number of executions in it.
  package var runs: Int { Set((rows["_runs"] ?? []).map { $0[0] }).count }

  /// The columns that hold a word of a fixed set, which the ledger's readers insist on.
  private static let words: [String: @Sendable (String) -> Bool] = [
    "_runs.outcome": { RunOutcome(rawValue: $0) != nil },
    "_run_datasets.outcome": { DatasetOutcomeKind(rawValue: $0) != nil },
    "_verdicts.verdict": { Verdict(rawValue: $0) != nil },
    "_run_editions.origin": { EditionOrigin(rawValue: $0) != nil },
    "_run_editions.state": { EditionState(rawValue: $0) != nil },
  ]

  /// The columns that hold a problem as JSON. One that cannot be read is no reason to give up what else a row says.
  private static let problems: Set = ["_runs.problem", "_run_datasets.problem", "_run_editions.held_because"]

  /// A row for people: its table and its first values.
  static func name(of row: [DatabaseValue], in table: String) -> String {
    "a row of \(table) (\(row.prefix(3).map { "\($0)" }.joined(separator: ", ")))"
  }

  /// Whether a value is a problem that readers would stumble over.
  static func isBrokenProblem(_ value: DatabaseValue, in column: String, of table: String) -> Bool {
    guard problems.contains("\(table).\(column)"), case .string(let text) = value.storage else { return false }
    return (try? JSONDecoder().decode(Problem.self, from: Data(text.utf8))) == nil
  }

  /// What is wrong with a row; nil if readers can use it. Constraints of the table are SQLite's own matter.
  ///
  /// - Parameter columns: the names of the table's columns with the types that they are declared with.
  static func fault(_ row: [DatabaseValue], of table: String, _ columns: [(name: String, type: String)]) -> String? {
    for (value, column) in zip(row, columns) {
      let isRight: Bool
      switch (value.storage, column.type.lowercased()) {
      case (.null, _), (_, ""), (.int64, "integer"): isRight = true
      case (.string(let text), "text"): isRight = words["\(table).\(column.name)"]?(text) ?? true
      default: isRight = false
      }
      if !isRight { return "\(column.name) is \(value)" }
    }
    return nil
  }
}

extension Session {
  /// The whole run ledger, for ``restore(_:)`` into another warehouse. What cannot be read is left out and named.
  package func ledger() throws -> RunLedger {
    var ledger = RunLedger()
    for table in RunLedger.tables {
      var rows: [[DatabaseValue]] = []
      do {
        let cursor = try Row.fetchCursor(db, sql: "select * from \(table)")
        while let row = try cursor.next() {
          ledger.columns[table] = Array(row.columnNames)
          rows.append(Array(row.databaseValues))
        }
      } catch let error as DatabaseError where error.resultCode != .SQLITE_INTERRUPT {
        ledger.faults.append("\(table) could be read only up to row \(rows.count): \(error.message ?? "it is damaged")")
      }
      ledger.rows[table] = rows
    }
    return ledger
  }

  /// Writes the rows of a ledger from another warehouse into this one, one by one. That of an older version may lack columns.
  ///
  /// - Returns: what cannot be carried over, a line each.
  package func restore(_ ledger: RunLedger) throws -> [String] {
    var faults: [String] = []
    for (table, rows) in ledger.rows.sorted(by: { $0.key < $1.key }) {
      let own = try columns(of: table)
      let theirs = ledger.columns[table] ?? own.map(\.name)
      // Where as many came, they are in their places, whatever a damaged definition calls them.
      let places =
        theirs.count == own.count ? Array(own.indices.map { Optional($0) }) : own.map { theirs.firstIndex(of: $0.name) }
      let used = zip(own, places).compactMap { column, place in place.map { (column: column, place: $0) } }
      let insert = try db.makeStatement(
        sql: "insert or replace into \(table) (\(used.map { quoted($0.column.name) }.joined(separator: ", "))) values "
          + "(\(used.map { _ in "?" }.joined(separator: ", ")))")
      for row in rows {
        var values = used.map { row[$0.place] }
        let name = RunLedger.name(of: row, in: table)
        for (i, one) in used.enumerated()
        where RunLedger.isBrokenProblem(values[i], in: one.column.name, of: table) {
          faults.append("\(name): \(one.column.name) cannot be read; the rest of it is there")
          values[i] = .null
        }
        var fault = RunLedger.fault(values, of: table, used.map(\.column))
        if fault == nil {
          do {
            try insert.execute(arguments: StatementArguments(values))
          } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            fault = error.message ?? "it breaks a rule of the table"
          }
        }
        if let fault { faults.append("\(name): \(fault)") }
      }
    }
    return faults
  }

  /// What readers of the run ledger would stumble over, a line each.
  package func runLedgerFaults() throws -> [String] {
    let ledger = try ledger()
    var faults = ledger.faults
    for (table, rows) in ledger.rows.sorted(by: { $0.key < $1.key }) {
      let own = try columns(of: table)
      for row in rows {
        let broken = zip(row, own).first { RunLedger.isBrokenProblem($0, in: $1.name, of: table) }
        let fault = broken.map { "\($0.1.name) cannot be read" } ?? RunLedger.fault(row, of: table, own)
        if let fault { faults.append("\(RunLedger.name(of: row, in: table)): \(fault)") }
      }
    }
    return faults
  }

  private func columns(of table: String) throws -> [(name: String, type: String)] {
    try Row.fetchAll(db, sql: "select name, type from pragma_table_info(?)", arguments: [table])
      .map { (name: $0[0] as String, type: $0[1] as String) }
  }
}
