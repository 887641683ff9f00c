import GRDB
import GRDBSQLite
import Glibc
import Manifest
import Model

/// What loading one edition did.
public struct LoadedEdition: Sendable {
  public enum State: String, Sendable {
    case loaded
    /// A guard, a broken contract or an unreadable snapshot holds the edition back.
    case held
    /// The same bytes as the edition before it.
    case repeated
  }

  public var dataset: String
  public var ordinal: Int
  public var edition: Edition
  public var state: State
  public var heldBecause: Problem?
  public var records = 0
  /// Rows of the edition that kept the contract.
  public var rows = 0
  /// Keys in partitions that no earlier edition covered.
  public var firstSeen = 0
  public var added = 0
  public var removed = 0
  public var revised = 0
  public var quarantined = 0
}

/// One edition into the history: normalizes on a second thread, holds each row against the rows in force, writes what changed.
final class EditionLoader {
  private let db: GRDB.Database
  private let table: HistoryTable
  private let keyColumns: [Int]
  private let valueColumns: [Int]
  private let partitionColumns: [Int]
  private let ordinal: Int
  private let removes: Bool

  private var current = CurrentRows()
  private var fresh = KeySet()
  private var revisedRowids: [Int64] = []
  private var partitions = PartitionCounts()
  private(set) var quarantined: [Quarantined] = []
  private(set) var result: LoadedEdition

  /// - Parameter removes: false for curated rows, where a row that is not repeated is not thereby withdrawn.
  init(_ table: HistoryTable, edition: Edition, ordinal: Int, removes: Bool, db: GRDB.Database) {
    self.db = db
    self.table = table
    self.ordinal = ordinal
    self.removes = removes
    let columns = table.dataset.columns.map(\.name)
    keyColumns = table.dataset.key.map { columns.firstIndex(of: $0)! }
    valueColumns = columns.indices.filter { !table.dataset.key.contains(columns[$0]) }
    partitionColumns = table.dataset.partition.map { columns.firstIndex(of: $0)! }
    result = LoadedEdition(dataset: table.dataset.name, ordinal: ordinal, edition: edition, state: .loaded)
  }

  deinit {
    fresh.deallocate()
    current.deallocate()
  }

  var coverage: [(partition: String, rows: Int)] { partitions.named(table.dataset.partition) }

  /// Reads the rows in force before the edition.
  ///
  /// - Parameter expected: about how many there are; memory is taken for that many at once.
  func readCurrentRows(expecting expected: Int) throws {
    current.deallocate()
    current = CurrentRows(expecting: expected)
    try RawSQLite.forEachRow(db.sqliteConnection!, "select _key, _row, rowid from \(table.name) where _until is null") {
      current.append(
        key: UInt64(bitPattern: sqlite3_column_int64($0, 0)), row: UInt64(bitPattern: sqlite3_column_int64($0, 1)),
        rowid: sqlite3_column_int64($0, 2))
    }
    current.close()
  }

  /// Takes the rows from `queue` until it is closed.
  func load(from queue: BatchQueue) throws {
    let inserter = try Inserter(table, ordinal: ordinal, connection: db.sqliteConnection!)
    while let batch = try queue.takeFull() {
      for r in 0..<batch.count { try take(batch, r, inserter) }
      try inserter.flush(batch)
      for key in batch.heldKeys { if let n = current.find(key) { current.see(n) } }
      queue.putEmpty(batch)
    }
  }

  @inline(__always)
  private func take(_ batch: Batch, _ r: Int, _ inserter: Inserter) throws {
    let cells = batch.row(r)
    let arena = UnsafePointer(batch.arena)
    var keyHash = CellHash()
    for i in keyColumns { keyHash.add(cells[i], arena: arena) }
    let key = keyHash.value
    // The row's hash goes on where the key's ends, so that no cell is hashed twice.
    for i in valueColumns { keyHash.add(cells[i], arena: arena) }
    let row = keyHash.value

    if let n = current.find(key) {
      let entry = current[n]
      if entry.isSeen { return duplicate(batch, r) }
      current.see(n)
      partitions.count(cells, partitionColumns, batch)
      result.rows += 1
      if entry.row == row { return }
      revisedRowids.append(entry.rowid)
      result.revised += 1
    } else {
      guard fresh.insert(key) else { return duplicate(batch, r) }
      partitions.count(cells, partitionColumns, batch)
      result.rows += 1
      result.added += 1
    }
    try inserter.add(batch, r, key: key, row: row)
  }

  private func duplicate(_ batch: Batch, _ r: Int) {
    let key = keyColumns.map { batch.value(batch.row(r)[$0]) ?? "" }
    quarantined.append(
      Quarantined(
        page: Int(batch.pages[r]), record: Int(batch.records[r]), column: table.dataset.key.joined(separator: ", "),
        value: key.joined(separator: ", "), reason: "repeats the key of an earlier record"))
  }

  /// Ends what the edition revised or removed.
  func finish(coveredBefore: Set<String>) throws {
    let end = try db.makeStatement(sql: "update \(table.name) set _until = \(ordinal) where rowid = ?")
    for rowid in revisedRowids { try end.execute(arguments: [rowid]) }
    let covered = Set(coverage.map(\.partition))
    if removes, !covered.isEmpty {
      let partition =
        table.dataset.partition.isEmpty
        ? nil
        : try db.makeStatement(
          sql: "select \(table.dataset.partition.map(quoted).joined(separator: ", ")) from \(table.name) where rowid = ?")
      for n in 0..<current.count where !current[n].isSeen {
        let entry = current[n]
        if let partition, let row = try Row.fetchOne(partition, arguments: [entry.rowid]) {
          let name = PartitionCounts.name(table.dataset.partition, row.databaseValues.map { $0.text ?? "" })
          guard covered.contains(name) else { continue }
        }
        try end.execute(arguments: [entry.rowid])
        result.removed += 1
      }
    }
    // Where no edition spoke before, a row is seen for the first time; it is not an addition to anything.
    result.firstSeen = removes ? coverage.reduce(0) { $0 + (coveredBefore.contains($1.partition) ? 0 : $1.rows) } : 0
    result.added -= result.firstSeen
  }
}

extension DatabaseValue {
  fileprivate var text: String? {
    switch storage {
    case .int64(let n): String(n)
    case .string(let text): text
    default: nil
    }
  }
}

/// Rows per partition of one edition: its coverage.
struct PartitionCounts {
  private var lastHash: UInt64 = 0
  private var lastSlot = -1
  private var slots: [UInt64: Int] = [:]
  private var values: [[String]] = []
  private var counts: [Int] = []

  @inline(__always)
  mutating func count(_ cells: UnsafeMutablePointer<Cell>, _ columns: [Int], _ batch: Batch) {
    var hash = CellHash()
    for i in columns { hash.add(cells[i], arena: batch.arena) }
    let value = hash.value
    if value != lastHash || lastSlot < 0 {
      lastHash = value
      lastSlot = slot(value, cells, columns, batch)
    }
    counts[lastSlot] += 1
  }

  private mutating func slot(
    _ hash: UInt64, _ cells: UnsafeMutablePointer<Cell>, _ columns: [Int], _ batch: Batch
  ) -> Int {
    if let slot = slots[hash] { return slot }
    slots[hash] = counts.count
    values.append(columns.map { batch.value(cells[$0]) ?? "" })
    counts.append(0)
    return counts.count - 1
  }

  /// `fiscal_year=2023, drug=Cocaine`; "" where the dataset has no partitions.
  static func name(_ columns: [String], _ values: [String]) -> String {
    zip(columns, values).map { "\($0)=\($1)" }.joined(separator: ", ")
  }

  func named(_ columns: [String]) -> [(partition: String, rows: Int)] {
    zip(values, counts).map { (PartitionCounts.name(columns, $0), $1) }.sorted { $0.partition < $1.partition }
  }
}
