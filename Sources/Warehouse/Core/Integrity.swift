import GRDB
import GRDBSQLite
import Manifest
import Model
import Words

extension Session {
  /// What SQLite itself finds wrong with the file; empty if it finds nothing.
  package func integrityFaults() throws -> [String] {
    try String.fetchAll(db, sql: "pragma integrity_check(20)").filter { $0 != "ok" }
  }

  /// Contradictions between the warehouse's own tables; empty if there are none.
  package func ledgerFaults() throws -> [String] {
    var faults: [String] = []
    for table in Schema.editionTables where table != "_editions" {
      for row in try Row.fetchAll(
        db,
        sql: """
          select distinct dataset, ordinal from \(table) t where not exists
            (select 1 from _editions e where e.dataset = t.dataset and e.ordinal = t.ordinal)
          """)
      { faults.append("\(table) refers to edition \(row[1] as Int) of \(row[0] as String), which is not in _editions") }
    }
    let known = try datasetNames()
    for dataset in known { faults += try historyFaults(dataset) }
    let prefix = Schema.historyTable("")
    for table in try String.fetchAll(db, sql: "select name from sqlite_schema where type = 'table' order by name")
    where table.hasPrefix(prefix) && !known.contains(String(table.dropFirst(prefix.count))) {
      faults.append("\(table) belongs to no dataset in _datasets")
    }
    return faults
  }

  /// Each edition records how many rows it brought and how many it ended; the history must have exactly those.
  private func historyFaults(_ dataset: String) throws -> [String] {
    let table = Schema.historyTable(dataset)
    guard try hasHistory(of: dataset) else { return ["\(table) is missing"] }
    func counts(_ column: String) throws -> [Int: Int] {
      var counts: [Int: Int] = [:]
      for row in try Row.fetchAll(
        db, sql: "select \(column), count(*) from \(quoted(table)) where \(column) is not null group by \(column)")
      { counts[row[0]] = row[1] }
      return counts
    }
    var brought = try counts("_since")
    var ended = try counts("_until")
    var faults: [String] = []
    for row in try Row.fetchAll(
      db, sql: "select ordinal, first_seen + added + revised, removed + revised from _editions where dataset = ?",
      arguments: [dataset])
    {
      let has = (brought.removeValue(forKey: row[0]) ?? 0, ended.removeValue(forKey: row[0]) ?? 0)
      if has != (row[1], row[2]) {
        faults.append(
          "edition \(row[0] as Int) of \(dataset) brought \(English.count(row[1], "row")) and ended \(row[2] as Int); \(table) has"
            + " \(has.0) and \(has.1)")
      }
    }
    if !brought.isEmpty || !ended.isEmpty { faults.append("\(table) has rows of editions that are not in _editions") }
    // What is found by rowid (`HistoryTable.firstRow`) rests on it.
    let isMixed = try Bool.fetchOne(
      db,
      sql:
        "select exists (select 1 from (select _since < lag(_since) over (order by rowid) as is_behind from \(quoted(table)))"
        + " where is_behind)")
    if isMixed == true { faults.append("\(table) has rows of an earlier edition behind those of a later one") }
    if let n = try Int.fetchOne(
      db,
      sql:
        "select count(*) from (select 1 from \(quoted(table)) where \(HistoryTable.isInForce(after: nil)) "
        + "group by _key having count(*) > 1)"),
      n > 0
    {
      faults.append("\(table) has \(n) keys with two rows in force")
    }
    return faults
  }

  /// The editions of a dataset in the ledger; the days of a curated file count as one.
  ///
  /// - Throws: ``Problem`` if the ledger is damaged.
  package func ledgerEditions(of dataset: String) throws -> [LedgerEdition] {
    var editions: [LedgerEdition] = []
    for row in try Row.fetchAll(
      db,
      sql: "select ordinal, edition, identity, origin, state, dated from _editions where dataset = ? order by ordinal",
      arguments: [dataset]) where editions.last?.identity != row[2]
    {
      let hashes = try snapshots(of: dataset, ordinal: row[0]).map(\.sha256)
      editions.append(
        LedgerEdition(
          edition: row[1], dated: row[5], identity: row[2], origin: try row.word("origin"),
          state: try row.word("state"),
          hashes: hashes))
    }
    return editions
  }

  /// The views over the editions themselves, each with a title.
  package static var relations: [(name: String, title: String)] { Schema.relationTitles }

  /// The names of the engine's own tables, sorted.
  package func engineTables() throws -> [String] {
    try String.fetchSet(
      db, sql: "select name from sqlite_schema where type = 'table' and name like '\\_%' escape '\\'"
    ).union(Schema.derivedTables).sorted()
  }

  /// Whether a run of the pipeline ever succeeded, so that its exports must exist.
  package func hasFinishedRun(of pipeline: String) throws -> Bool {
    try Bool.fetchOne(
      db, sql: "select exists (select 1 from _runs where pipeline = ? and outcome = ?)",
      arguments: [pipeline, RunOutcome.done.rawValue]) ?? false
  }
}

extension Session {
  /// By table, a digest of everything that is derived from the archive: editions, coverage, quarantine, and each
  /// dataset's history.
  package func digests() throws -> [String: TableDigest] {
    let histories = try String.fetchAll(db, sql: "select name from sqlite_schema where type = 'table' order by name")
      .filter { $0.hasPrefix(Schema.historyTable("")) }
    var digests: [String: TableDigest] = [:]
    for table in ["_datasets"] + Schema.editionTables + histories {
      // The reason why an edition is held may contain a path of this machine.
      let columns = try db.columns(in: table).map(\.name).filter { $0 != "held_because" && $0 != "hold_reason" }
      digests[table] = try digest("select \(columns.map(quoted).joined(separator: ", ")) from \(quoted(table))")
    }
    return digests
  }

  /// A sum of the rows' hashes does not depend on their order, and needs no sorting.
  private func digest(_ sql: String) throws -> TableDigest {
    let statement = try SelectStatement(sql, path: "soundings.sqlite", connection: connection)
    var digest = TableDigest()
    try statement.forEachRow { row in
      var hash = CellHash()
      for i in 0..<Int32(statement.columns.count) {
        switch sqlite3_column_type(row, i) {
        case SQLITE_INTEGER:
          hash.add(1)
          hash.add(UInt64(bitPattern: sqlite3_column_int64(row, i)))
        case SQLITE_NULL: hash.add(3)
        case SQLITE_FLOAT:
          hash.add(4)
          hash.add(sqlite3_column_double(row, i).bitPattern)
        default: hash.add(sqlite3_column_text(row, i), Int(sqlite3_column_bytes(row, i)))
        }
      }
      digest.rows += 1
      digest.sum &+= hash.value
    }
    return digest
  }
}

extension Warehouse {
  /// Closes the file.
  ///
  /// - Throws: ``Problem`` if a statement is still running.
  package func close() throws {
    do { try queue.close() } catch let error as DatabaseError { throw Warehouse.problem(error, path: path) }
  }
}
