import GRDB

/// The run ledger: what was executed when, what it found and changed, and the verdicts' history. It cannot be derived from the
/// archive.
package struct RunLedger: Sendable {
  static let tables = ["_runs", "_run_datasets", "_verdicts"] + Schema.changeTables
  var rows: [String: [[DatabaseValue]]] = [:]

  /// The number of executions in it.
  package var runs: Int { Set((rows["_runs"] ?? []).map { $0[0] }).count }
}

extension Session {
  /// The whole run ledger, for ``restore(_:)`` into another warehouse.
  package func ledger() throws -> RunLedger {
    var ledger = RunLedger()
    for table in RunLedger.tables {
      ledger.rows[table] = try Row.fetchAll(db, sql: "select * from \(table)").map { Array($0.databaseValues) }
    }
    return ledger
  }

  /// Writes the rows of a ledger from another warehouse of the same version into this one.
  package func restore(_ ledger: RunLedger) throws {
    for (table, rows) in ledger.rows {
      guard let width = rows.first?.count else { continue }
      let places = Array(repeating: "?", count: width).joined(separator: ", ")
      let insert = try db.makeStatement(sql: "insert or replace into \(table) values (\(places))")
      for row in rows { try insert.execute(arguments: StatementArguments(row)) }
    }
  }
}
