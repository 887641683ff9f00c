import GRDB
import GRDBSQLite
import Manifest
import Model

/// The revision of an edition that moved a number most.
package struct LargestRevision: Equatable, Sendable {
  package var column: String
  /// The key's values, `month=2025-03, region=Other`.
  package var key: String
  package var old: Int64?
  package var new: Int64?

  /// How far the number moved; one that was not said before or is no longer said counts from 0.
  var distance: UInt64 { ((new ?? 0) - (old ?? 0)).magnitude }
}

/// Looks at the rows that an edition ends: what they said, and how far from it the new rows are.
final class OldRows {
  private let dataset: DatasetManifest
  private let connection: OpaquePointer
  private let statement: OpaquePointer
  private let keyColumns: [Int]
  /// The numbers that are compared: integers that are neither key nor partition.
  private let measured: [Int]
  private(set) var largest: LargestRevision?

  init(_ table: HistoryTable, _ db: GRDB.Database) throws {
    dataset = table.dataset
    connection = db.sqliteConnection!
    keyColumns = table.dataset.keyIndices
    measured = table.dataset.measuredIndices
    var statement: OpaquePointer?
    let sql = "select \(table.columnList) from \(table.name) where rowid = ?"
    guard sqlite3_prepare_v2(connection, sql, -1, &statement, nil) == SQLITE_OK, let statement else {
      throw RawSQLite.problem(connection)
    }
    self.statement = statement
  }

  deinit { sqlite3_finalize(statement) }

  /// A row in force is replaced by row `r` of the batch.
  ///
  /// - Throws: where the two do not have one key, which only a collision of their hashes could bring about.
  func revise(_ rowid: Int64, _ batch: Batch, _ r: Int, figures: inout FigureDeltas?) throws {
    try find(rowid)
    defer { sqlite3_reset(statement) }
    let cells = batch.row(r)
    for i in keyColumns where text(i) != batch.value(cells[i]) {
      throw Problem(
        .failed, at: dataset.name, "two different keys have one hash: record \(batch.records[r])",
        remedy: "this should not happen in the age of the universe; please report it with the file")
    }
    for i in measured {
      let revision = LargestRevision(
        column: dataset.columns[i].name, key: "", old: integer(i),
        new: cells[i].kind == Cell.integer ? cells[i].bits : nil)
      guard revision.distance > (largest?.distance ?? 0) else { continue }
      largest = revision
      largest!.key = PartitionCounts.name(dataset.key, keyColumns.map { text($0) ?? "" })
    }
    figures?.subtract(text: text, integer: integer)
  }

  /// A row in force is removed.
  func remove(_ rowid: Int64, figures: inout FigureDeltas?) throws {
    guard figures != nil else { return }
    try find(rowid)
    defer { sqlite3_reset(statement) }
    figures?.subtract(text: text, integer: integer)
  }

  private func find(_ rowid: Int64) throws {
    sqlite3_bind_int64(statement, 1, rowid)
    guard sqlite3_step(statement) == SQLITE_ROW else { throw RawSQLite.problem(connection) }
  }

  private func text(_ i: Int) -> String? {
    sqlite3_column_text(statement, Int32(i)).map { String(cString: $0) }
  }

  private func integer(_ i: Int) -> Int64? {
    sqlite3_column_type(statement, Int32(i)) == SQLITE_NULL ? nil : sqlite3_column_int64(statement, Int32(i))
  }
}

extension DatasetManifest {
  var keyIndices: [Int] { key.map { name in columns.firstIndex { $0.name == name }! } }

  /// The columns whose changes are measured: integers that are neither key nor partition.
  var measuredIndices: [Int] {
    columns.indices.filter {
      columns[$0].kind == .integer && !key.contains(columns[$0].name) && !partition.contains(columns[$0].name)
    }
  }
}
