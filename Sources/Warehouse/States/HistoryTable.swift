import GRDB
import Manifest
import Model

/// The table that holds a dataset's history: each row of each key from the edition that brought it (`_since`) to the one that
/// ended it (`_until`), by ordinal.
///
/// `_key` and `_row` are hashes of the key and of the whole row: the next edition is held against them without reading the rows.
struct HistoryTable {
  let dataset: DatasetManifest
  let name: String

  init(_ dataset: DatasetManifest) {
    self.dataset = dataset
    name = quoted(Schema.historyTable(dataset.name))
  }

  var columnList: String { dataset.columns.map { quoted($0.name) }.joined(separator: ", ") }

  /// Makes the table anew, and the view under the dataset's name that shows the newest state.
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
        create view \(quoted(dataset.name)) as select \(columnList) from \(name) where _until is null;
        """)
  }

  func drop(_ db: GRDB.Database) throws {
    try db.execute(sql: "drop view if exists \(quoted(dataset.name)); drop table if exists \(name)")
  }

  /// Takes everything back that the editions from `ordinal` on did.
  func rewind(_ db: GRDB.Database, to ordinal: Int) throws {
    try db.execute(
      sql: "delete from \(name) where _since >= ?; update \(name) set _until = null where _until >= ?",
      arguments: [ordinal, ordinal])
    for table in ["_editions", "_snapshots", "_coverage", "_quarantine", "_figures"] {
      try db.execute(
        sql: "delete from \(table) where dataset = ? and ordinal >= ?", arguments: [dataset.name, ordinal])
    }
  }

  /// The temporary view that lays the state after edition `ordinal` under the dataset's name.
  func asOfView(ordinal: Int) -> String {
    """
    create temp view \(quoted(dataset.name)) as select \(columnList) from main.\(name)
      where _since <= \(ordinal) and (_until is null or _until > \(ordinal))
    """
  }

  /// A temporary view of the newest state with its rows backwards. The limit keeps SQLite from dropping the order as idle.
  var backwardsView: String {
    """
    create temp view \(quoted(dataset.name)) as select \(columnList) from main.\(name)
      where _until is null order by rowid desc limit -1
    """
  }
}
