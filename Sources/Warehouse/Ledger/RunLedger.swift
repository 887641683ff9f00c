import GRDB
import Model

/// The run ledger: what was executed when, what it found and changed, and the verdicts' history. It cannot be derived from the
/// archive.
package struct RunLedger: Sendable {
  static let tables = ["_runs", "_run_datasets", "_verdicts"] + Schema.changeTables
  var rows: [String: [[DatabaseValue]]] = [:]
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
        while let row = try cursor.next() { rows.append(Array(row.databaseValues)) }
      } catch let error as DatabaseError where error.resultCode != .SQLITE_INTERRUPT {
        ledger.faults.append("\(table) could be read only up to row \(rows.count): \(error.message ?? "it is damaged")")
      }
      ledger.rows[table] = rows
    }
    return ledger
  }

  /// Writes the rows of a ledger from another warehouse of the same version into this one, one by one.
  ///
  /// - Returns: the rows that cannot be carried over, a line each.
  package func restore(_ ledger: RunLedger) throws -> [String] {
    var faults: [String] = []
    for (table, rows) in ledger.rows.sorted(by: { $0.key < $1.key }) {
      let columns = try Row.fetchAll(db, sql: "select name, type from pragma_table_info(?)", arguments: [table])
        .map { (name: $0[0] as String, type: $0[1] as String) }
      let places = Array(repeating: "?", count: columns.count).joined(separator: ", ")
      let insert = try db.makeStatement(sql: "insert or replace into \(table) values (\(places))")
      for row in rows {
        var fault =
          row.count == columns.count ? RunLedger.fault(row, of: table, columns) : "it has \(row.count) columns"
        if fault == nil {
          do {
            try insert.execute(arguments: StatementArguments(row))
          } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            fault = error.message ?? "it breaks a rule of the table"
          }
        }
        if let fault {
          faults.append("a row of \(table) (\(row.prefix(3).map { "\($0)" }.joined(separator: ", "))): \(fault)")
        }
      }
    }
    return faults
  }
}
