import GRDB
import Model

extension Session {
  /// Writes what a run changed in one pipeline; the run's line for the pipeline must exist.
  package func recordChanges(
    _ run: Int, pipeline: String, datasets: [DatasetChange], tables: [TableChange]
  ) throws {
    try db.execute(
      sql: "update _runs set changed = ? where run = ? and pipeline = ?", arguments: [datasets.count, run, pipeline])
    for change in datasets { try record(change, run) }
    for table in tables { try record(table, run: run, pipeline: pipeline) }
  }

  private func record(_ change: DatasetChange, _ run: Int) throws {
    try db.execute(
      sql: "insert or replace into _run_changes values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        run, change.dataset, change.isFirst, change.isReread, change.isComparable, change.rowsBefore, change.rowsAfter,
        change.added, change.removed, change.revised, change.quarantinedBefore, change.quarantinedAfter,
        change.periodColumn, change.measure, change.firstSeen,
      ])
    for (i, edition) in change.editions.enumerated() {
      try db.execute(
        sql: "insert or replace into _run_editions values (?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          run, change.dataset, i + 1, edition.edition, edition.origin.rawValue, edition.arrival.rawValue,
          edition.state.rawValue, edition.heldBecause?.stored,
        ])
    }
    for period in change.periods {
      try db.execute(
        sql: "insert or replace into _run_periods values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          run, change.dataset, period.period, period.rowsBefore, period.rowsAfter, period.added, period.removed,
          period.revised, period.old, period.new, period.firstSeen,
        ])
    }
  }

  private func record(_ table: TableChange, run: Int, pipeline: String) throws {
    try db.execute(
      sql: "insert or replace into _run_tables values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        run, pipeline, table.table, table.datasets.joined(separator: " "), table.rowsBefore, table.rowsAfter,
        table.addedRows, table.removedRows, table.changedCells,
      ])
    for (i, cell) in table.cells.enumerated() {
      // One line for each column of the key; a line end in a value would split it.
      let key = cell.key.map { "\($0.column)=\($0.value.split(whereSeparator: \.isNewline).joined(separator: " "))" }
      try db.execute(
        sql: "insert or replace into _run_cells values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          run, pipeline, table.table, i + 1, cell.kind.rawValue, key.joined(separator: "\n"), cell.column, cell.unit,
          cell.old.databaseValue, cell.new.databaseValue, cell.weight,
        ])
    }
  }

  /// What a run changed.
  ///
  /// - Throws: ``Problem`` if the ledger is damaged.
  package func recordedChanges(_ run: Int) throws -> RecordedChanges {
    var changes = RecordedChanges()
    changes.datasets = try Row.fetchAll(
      db, sql: "select * from _run_changes where run = ? order by dataset", arguments: [run]
    ).map { try change($0, run) }
    changes.tables = try Row.fetchAll(
      db, sql: "select * from _run_tables where run = ? order by pipeline, table_name", arguments: [run]
    ).map { try table($0, run) }
    return changes
  }

  private func change(_ row: Row, _ run: Int) throws -> DatasetChange {
    var change = DatasetChange(dataset: row["dataset"])
    change.isFirst = row["is_first"]
    change.isReread = row["is_reread"]
    change.isComparable = row["is_comparable"]
    change.rowsBefore = row["rows_before"]
    change.rowsAfter = row["rows_after"]
    change.counts = RowCounts(row)
    change.quarantinedBefore = row["quarantined_before"]
    change.quarantinedAfter = row["quarantined_after"]
    change.periodColumn = row["period_column"]
    change.measure = row["measure"]
    change.editions = try Row.fetchAll(
      db, sql: "select * from _run_editions where dataset = ? and run = ? order by number",
      arguments: [change.dataset, run]
    ).map {
      try DatasetChange.EditionChange(
        edition: $0["edition"], origin: $0.word("origin"), arrival: $0.word("arrival"), state: $0.word("state"),
        heldBecause: $0.problem("held_because"))
    }
    change.periods = try Row.fetchAll(
      db, sql: "select * from _run_periods where dataset = ? and run = ? order by period",
      arguments: [change.dataset, run]
    ).map {
      DatasetChange.Period(
        period: $0["period"], rowsBefore: $0["rows_before"], rowsAfter: $0["rows_after"],
        counts: RowCounts($0),
        old: $0["old"], new: $0["new"])
    }
    return change
  }

  private func table(_ row: Row, _ run: Int) throws -> TableChange {
    let datasets: String = row["datasets"]
    var table = TableChange(
      table: row["table_name"], datasets: datasets.split(separator: " ").map(String.init),
      rowsBefore: row["rows_before"], rowsAfter: row["rows_after"])
    table.addedRows = row["added_rows"]
    table.removedRows = row["removed_rows"]
    table.changedCells = row["changed_cells"]
    table.cells = try Row.fetchAll(
      db, sql: "select * from _run_cells where run = ? and pipeline = ? and table_name = ? order by number",
      arguments: [run, row["pipeline"], table.table]
    ).map { cell in
      let lines: String = cell["row_key"]
      let key = lines.split(separator: "\n").map { line in
        let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        return KeyValue(parts[0], parts.count > 1 ? parts[1] : "")
      }
      return TableChange.Cell(
        kind: try cell.word("kind"), key: key, column: cell["column_name"],
        unit: cell["unit"], old: Value(cell, "old"), new: Value(cell, "new"), weight: cell["weight"])
    }
    return table
  }
}
