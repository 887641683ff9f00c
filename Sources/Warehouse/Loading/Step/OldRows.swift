import GRDB
import GRDBSQLite
import Manifest
import Model

/// Examines the rows that an edition ends: their values, and how far the new rows differ from them.
final class OldRows {
  private let dataset: DatasetManifest
  private let connection: OpaquePointer
  private let statement: OpaquePointer
  private let keyColumns: [Int]
  /// The numbers that are compared: integers that are neither key nor partition.
  private let measured: [(column: Int, group: Int)]
  /// Those of them that are summed.
  private let summed: [Int]
  private let partitionColumns: [Int]
  /// Those that the key does not have.
  private let partitionsBesideKey: [Int]
  private(set) var largest: LargestRevision?
  private var largestRank: ChangeRank<UInt64>?
  private var largestKey: [Value] = []
  /// Numbers that are no longer stated.
  private(set) var unstated = UnstatedNumbers()
  /// How far the edition moves what was in force, by partition.
  private(set) var movements: Movements

  init(_ table: HistoryTable, _ db: GRDB.Database) throws {
    dataset = table.dataset
    connection = db.sqliteConnection!
    keyColumns = table.dataset.keyIndices
    let compared = table.dataset.compared
    measured = table.dataset.measuredIndices.map { ($0, compared.group(of: $0)) }
    partitionColumns = table.dataset.partition.map { name in table.dataset.columns.firstIndex { $0.name == name }! }
    let keyIndices = keyColumns
    partitionsBesideKey = partitionColumns.filter { !keyIndices.contains($0) }
    summed = table.dataset.summedIndices
    movements = Movements(table.dataset)
    statement = try RawSQLite.statement(
      "select \(table.columnList) from \(table.name) where rowid = ?", db.sqliteConnection!)
  }

  deinit { sqlite3_finalize(statement) }

  /// A row in force is replaced by row `r` of the batch.
  ///
  /// - Throws: if the two have different keys, which takes a collision of their hashes.
  func revise(_ rowid: Int64, to batch: RowBatch, row r: Int, figures: inout FigureDeltas?) throws {
    try find(rowid)
    defer { sqlite3_reset(statement) }
    let cells = batch.row(r)
    for i in keyColumns where text(i) != batch.value(cells[i]) {
      throw Problem(
        .failed, at: dataset.name, "two different keys have the same hash: record \(batch.records[r])",
        remedy: "this is extremely unlikely; please report it with the file")
    }
    movements.revise(
      partitionColumns.map { text($0) ?? "" },
      isMoved: partitionsBesideKey.contains { text($0) != batch.value(cells[$0]) })
    for (n, i) in summed.enumerated() {
      let old = integer(i)
      movements.move(n, from: old, to: cells[i].kind == Cell.integer ? cells[i].bits : nil, key: keyName)
      guard let old, cells[i].kind == Cell.null else { continue }
      unstated.add(
        dataset.columns[i].name, old: old, record: Int(batch.records[r]),
        key: unstated.first == nil ? keyName() : "")
    }
    for (i, group) in measured {
      let (old, new) = (integer(i), cells[i].kind == Cell.integer ? cells[i].bits : nil)
      let rank = ChangeRank(group: group, distance: LargestRevision.distance(from: old, to: new))
      guard rank.distance > 0, leads(rank) else { continue }
      largestRank = rank
      largestKey = key()
      largest = LargestRevision(column: dataset.columns[i].name, key: keyName(), old: old, new: new)
    }
    figures?.subtract(text: text, integer: integer)
  }

  /// A row in force is removed.
  func remove(_ rowid: Int64, figures: inout FigureDeltas?) throws {
    try find(rowid)
    defer { sqlite3_reset(statement) }
    movements.remove(partitionColumns.map { text($0) ?? "" }, key: text)
    for (n, i) in summed.enumerated() { movements.move(n, from: integer(i), to: nil, key: keyName) }
    figures?.subtract(text: text, integer: integer)
  }

  private func find(_ rowid: Int64) throws {
    sqlite3_bind_int64(statement, 1, rowid)
    guard sqlite3_step(statement) == SQLITE_ROW else { throw RawSQLite.problem(connection) }
  }

  /// Whether a change of the row that was found comes before the largest one so far. Among equal ones the first row in
  /// the order of the keys leads, and within a row the first column.
  private func leads(_ rank: ChangeRank<UInt64>) -> Bool {
    guard let largestRank else { return true }
    return rank != largestRank ? rank < largestRank : key().lexicographicallyPrecedes(largestKey, by: Value.precedes)
  }

  private func key() -> [Value] {
    keyColumns.map { i in
      switch sqlite3_column_type(statement, Int32(i)) {
      case SQLITE_NULL: .null
      case SQLITE_INTEGER: .integer(sqlite3_column_int64(statement, Int32(i)))
      default: .text(text(i) ?? "")
      }
    }
  }

  /// The key of the row that was found.
  private func keyName() -> String { PartitionCounts.name(dataset.key, keyColumns.map { text($0) ?? "" }) }

  private func text(_ i: Int) -> String? {
    sqlite3_column_text(statement, Int32(i)).map { String(cString: $0) }
  }

  private func integer(_ i: Int) -> Int64? {
    sqlite3_column_type(statement, Int32(i)) == SQLITE_NULL ? nil : sqlite3_column_int64(statement, Int32(i))
  }
}
