import GRDB
import GRDBSQLite
import Manifest
import Model

/// The table that holds a dataset's history: each row of each key from the edition that brought it (`_since`) to the one that
/// ended it (`_until`), by ordinal.
///
/// `_key` and `_row` are hashes of the key and of the whole row: the next edition is compared with them without reading
/// the rows.
struct HistoryTable {
  let dataset: DatasetManifest
  let name: String

  init(_ dataset: DatasetManifest) {
    self.dataset = dataset
    name = quoted(Schema.historyTable(dataset.name))
  }

  /// The name of a row's partition (``PartitionCounts/name(_:_:)``) as an SQL expression; an empty text without partitions.
  var partitionName: String {
    let parts = dataset.partition.map { "'\($0)=' || \(quoted($0))" }
    return parts.isEmpty ? "''" : parts.joined(separator: " || ', ' || ")
  }

  var columnList: String { dataset.columns.map { quoted($0.name) }.joined(separator: ", ") }

  /// Replaces the table with an empty one, and the view under the dataset's name that shows the newest state.
  func create(_ db: GRDB.Database) throws {
    try drop(db)
    let columns = dataset.columns.map { column in
      let type =
        switch column.kind {
        case .text, .date, .month: "text"
        case .integer, .year, .boolean: "integer"
        }
      return "\(quoted(column.name)) \(type)" + (column.isNullable ? "" : " not null")
    }
    try db.execute(
      sql: """
        create table \(name) (_key integer not null, _row integer not null, \(columns.joined(separator: ", ")),
          _since integer not null, _until integer, _page integer not null, _record integer not null);
        create view \(quoted(dataset.name)) as select \(columnList) from \(name)
          where \(Self.isInForce(after: nil));
        """)
    try index(db)
  }

  /// Keeps the rows that an edition ended in an index. A table that an older Soundings made has none.
  ///
  /// It is over an expression, so that only who writes it (``ended(from:)``) reads by it. SQLite would take a few rows for each edition,
  /// and for a join with the rows that one ended go through the whole history once for each of them.
  func index(_ db: GRDB.Database) throws {
    let index = quoted("_ends_" + dataset.name)
    try db.execute(sql: "create index if not exists \(index) on \(name) (_until + 0) where _until is not null")
  }

  /// The rows that the editions from `ordinal` on ended, as a condition that reads no others.
  static func ended(from ordinal: Int) -> String { "_until + 0 >= \(ordinal) and _until is not null" }

  /// A rowid between the rows that the editions up to `ordinal` brought and those that later ones did; nil if there are none of these.
  /// The rows of later editions lie behind those of earlier ones.
  func firstRow(after ordinal: Int, _ db: GRDB.Database) throws -> Int64? {
    guard let last = try Int64.fetchOne(db, sql: "select max(rowid) from \(name)") else { return nil }
    let next = try db.makeStatement(
      sql: "select rowid, _since > ? from \(name) where rowid >= ? order by rowid limit 1")
    var (low, high): (Int64, Int64) = (1, last + 1)
    while low < high {
      let middle = low + (high - low) / 2
      guard let row = try Row.fetchOne(next, arguments: [ordinal, middle]), !(row[1] as Bool) else {
        high = middle
        continue
      }
      low = (row[0] as Int64) + 1
    }
    return high > last ? nil : high
  }

  /// Rowids that divide the rows by the editions that brought them, in their order: the first is 1, and each of the others lies before
  /// all rows of an edition and behind those of the ones before.
  ///
  /// - Parameter most: so many of the newest are told apart; the rows of all before are one part.
  func editionStarts(_ most: Int, _ db: GRDB.Database) throws -> [Int64] {
    guard var last = try Int64.fetchOne(db, sql: "select max(rowid) from \(name)") else { return [] }
    let ordinal = try db.makeStatement(sql: "select _since from \(name) where rowid = ?")
    let before = try db.makeStatement(sql: "select max(rowid) from \(name) where rowid < ?")
    var starts: [Int64] = []
    while starts.count < most - 1, let newest = try Int.fetchOne(ordinal, arguments: [last]),
      let start = try firstRow(after: newest - 1, db)
    {
      starts.append(start)
      guard let next = try Int64.fetchOne(before, arguments: [start]) else { break }
      last = next
    }
    // What lies before the oldest of them is a part of its own, if there is anything.
    if let oldest = starts.last, try Int64.fetchOne(before, arguments: [oldest]) == nil { starts.removeLast() }
    return [1] + starts.reversed()
  }

  func drop(_ db: GRDB.Database) throws {
    try db.execute(sql: "drop view if exists \(quoted(dataset.name)); drop table if exists \(name)")
  }

  /// Undoes everything that the editions from `ordinal` on did.
  func rewind(_ db: GRDB.Database, to ordinal: Int) throws {
    if let first = try firstRow(after: ordinal - 1, db) {
      try db.execute(sql: "delete from \(name) where rowid >= ?", arguments: [first])
    }
    try db.execute(sql: "update \(name) set _until = null where \(Self.ended(from: ordinal))")
    for table in Schema.editionTables {
      try db.execute(
        sql: "delete from \(table) where dataset = ? and ordinal >= ?", arguments: [dataset.name, ordinal])
    }
  }

  /// Deletes everything that the ledger has about a dataset's editions.
  static func clear(_ dataset: String, _ db: GRDB.Database) throws {
    for table in Schema.editionTables {
      try db.execute(sql: "delete from \(table) where dataset = ?", arguments: [dataset])
    }
  }

  /// The rows in force after edition `ordinal` (nil: the last), as a condition; on those of `alias` where a query reads several tables.
  static func isInForce(after ordinal: Int?, of alias: String? = nil) -> String {
    let (since, until) = alias.map { ("\($0)._since", "\($0)._until") } ?? ("_since", "_until")
    return ordinal.map { "\(since) <= \($0) and (\(until) is null or \(until) > \($0))" } ?? "\(until) is null"
  }

  /// The rows in force after edition `ordinal` (nil: the last).
  func select(after ordinal: Int?) -> String {
    "select \(columnList) from main.\(name) where \(Self.isInForce(after: ordinal))"
  }

  /// The same with the origin of each row, as a subquery.
  func tracedRows(upTo ordinal: Int?) -> String {
    "(select \(columnList), _since, _page, _record from main.\(name) where \(Self.isInForce(after: ordinal)))"
  }

  /// No rows, with the columns of ``tracedRows(upTo:)``, for a dataset without a history.
  static func noTracedRows(_ dataset: DatasetManifest) -> String {
    "(select \(emptyColumns(dataset)), 0 as _since, 0 as _page, 0 as _record where 0)"
  }

  /// No rows, with the dataset's columns.
  static func noRows(_ dataset: DatasetManifest) -> String { "select \(emptyColumns(dataset)) where 0" }

  private static func emptyColumns(_ dataset: DatasetManifest) -> String {
    dataset.columns.map { "null as \(quoted($0.name))" }.joined(separator: ", ")
  }

  /// Of the `removed` values of a column, those that no row in force has after edition `ordinal`, sorted; and how many
  /// different values the rows in force had before it. Nil where none is missing.
  func vanished(
    _ column: String, among removed: Set<String>, by ordinal: Int, _ db: GRDB.Database
  ) throws -> (gone: [String], known: Int)? {
    let gone = try missing(column, removed, db)
    guard !gone.isEmpty else { return nil }
    let known = try Int.fetchOne(
      db, sql: "select count(distinct \(quoted(column))) from \(name) where \(Self.isInForce(after: ordinal - 1))")
    return (gone.sorted(), known ?? 0)
  }

  /// Those of the values that no row in force has. Nearly always all are found in the first rows, and the rest need not be read.
  private func missing(_ column: String, _ values: Set<String>, _ db: GRDB.Database) throws -> Set<String> {
    let connection = db.sqliteConnection!
    let statement = try RawSQLite.statement(
      "select \(quoted(column)) from \(name) where \(Self.isInForce(after: nil))", connection)
    defer { sqlite3_finalize(statement) }
    var (left, last) = (values, "")
    while !left.isEmpty {
      let code = sqlite3_step(statement)
      guard code == SQLITE_ROW else {
        guard code == SQLITE_DONE else { throw RawSQLite.problem(connection) }
        break
      }
      guard let text = sqlite3_column_text(statement, 0) else { continue }
      let value = String(cString: text)
      // Most rows have the value of the row before.
      if value != last || last.isEmpty { left.remove(value) }
      last = value
    }
    return left
  }
}
