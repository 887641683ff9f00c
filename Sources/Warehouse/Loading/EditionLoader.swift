import GRDB
import GRDBSQLite
import Manifest
import Model
import System

/// Loads one edition into the history: normalizes on a second thread, compares each row with the rows in force, writes
/// what changed.
final class EditionLoader {
  private let db: GRDB.Database
  private let table: HistoryTable
  private let columns: HashedColumns
  private let ordinal: Int
  private let removes: Bool

  /// Nil where the keys that the edition repeats are known.
  private let keys: KeyBuckets?
  private let repeated: Set<UInt64>
  private var seen: Set<UInt64> = []
  private var current: CurrentRows?
  private let endStatement: OpaquePointer
  /// Nil where no rows were in force before.
  private var periods: PeriodTally?
  private var partitions: PartitionCounts
  private let old: OldRows
  /// Nil for all datasets but those with a `corrections.csv`.
  let corrections: CellCorrections?
  private var figures: FigureDeltas?
  private(set) var quarantined: [Quarantined] = []
  private(set) var duplicateCount = 0
  private(set) var result: LoadedEdition

  /// - Parameters:
  ///   - removes: false for curated rows: a row that a later edition does not repeat is not withdrawn.
  ///   - repeated: the keys that the edition has more than once (``repeatedKeys()``); nil where that is to be found out.
  init(
    _ table: HistoryTable, edition: Edition, ordinal: Int, removes: Bool, repeated: Set<UInt64>?, db: GRDB.Database
  ) throws {
    self.db = db
    old = try OldRows(table, db)
    figures = FigureDeltas(table.dataset)
    corrections = CellCorrections(table.dataset, edition)
    partitions = PartitionCounts(measured: table.dataset.summedIndices)
    self.table = table
    self.ordinal = ordinal
    self.removes = removes
    columns = HashedColumns(table.dataset)
    keys = repeated == nil ? KeyBuckets() : nil
    self.repeated = repeated ?? []
    result = LoadedEdition(dataset: table.dataset.name, ordinal: ordinal, edition: edition, state: .loaded)
    endStatement = try RawSQLite.statement(
      "update \(table.name) set _until = \(ordinal) where rowid = ?", db.sqliteConnection!)
  }

  deinit { sqlite3_finalize(endStatement) }

  var coverage: [PartitionFacts] { partitions.named(table.dataset.partition) }
  var movements: Movements { old.movements }

  /// The largest absolute value of each measured column among all rows in force before and after the edition; nil if the
  /// edition left partitions alone, of whose rows nothing is known here.
  func largestValues(coveredBefore: Set<String>) -> [Double]? {
    guard coveredBefore.isSubset(of: coverage.map(\.partition)) else { return nil }
    return zip(partitions.largest, old.movements.largestOld).map { Double(max($0, $1)) }
  }
  var unstated: UnstatedNumbers { old.unstated }

  /// The keys that the edition has more than once. If there are any, its rows must be read again with them: which records repeat
  /// another's key was not known in time, and must be said.
  ///
  /// - Throws: ``Problem`` if the temporary file of a large edition cannot be read.
  func repeatedKeys() throws -> Set<UInt64> { try keys?.repeated() ?? [] }

  /// Takes the rows from `queue` until it is closed.
  func load(from queue: BatchQueue) throws {
    let inserter = try Inserter(table, ordinal: ordinal, connection: db.sqliteConnection!)
    let current = try CurrentRows(table, db)
    self.current = current
    if !current.isEmpty { periods = PeriodTally(table.dataset) }
    let path = String(cString: sqlite3_db_filename(db.sqliteConnection!, "main"))
    var early = EarlyWriting(of: EarlyWriting.descriptor(of: path))
    while let batch = try queue.takeFull() {
      try corrections?.apply(to: batch)
      batch.hash(by: columns)
      for r in 0..<batch.count { try take(batch, row: r, against: current, into: inserter) }
      try inserter.flush(batch)
      early.wrote(batch.arenaCount + 32 * batch.count)
      queue.putEmpty(batch)
    }
  }

  @inline(__always)
  private func take(_ batch: RowBatch, row r: Int, against current: CurrentRows, into inserter: Inserter) throws {
    let key = batch.keys[r]
    if let keys {
      try keys.add(key)
    } else if repeated.contains(key), !seen.insert(key).inserted {
      return duplicate(batch, r)
    }
    let known = try current.take(key)
    partitions.count(batch, row: r, columns: columns.partition, isAdded: known == nil)
    periods?.add(batch, row: r)
    result.rows += 1
    if let known {
      if known.hash == batch.hashes[r] { return }
      result.counts.revised += 1
      try old.revise(known.rowid, to: batch, row: r, figures: &figures)
      // Now that its page was read, and while the normalizer works.
      try end(known.rowid)
    } else {
      result.counts.added += 1
    }
    figures?.add(batch.row(r), batch)
    try inserter.add(batch, r)
  }

  private func end(_ rowid: Int64) throws {
    sqlite3_bind_int64(endStatement, 1, rowid)
    let code = sqlite3_step(endStatement)
    sqlite3_reset(endStatement)
    guard code == SQLITE_DONE else { throw RawSQLite.problem(db.sqliteConnection!) }
  }

  private func duplicate(_ batch: RowBatch, _ r: Int) {
    let key = columns.key.map { batch.value(batch.row(r)[$0]) ?? "" }
    duplicateCount += 1
    guard quarantined.count < Normalizer.quarantineLimit else { return }
    quarantined.append(
      Quarantined(
        page: Int(batch.pages[r]), record: Int(batch.records[r]), column: table.dataset.key.joined(separator: ", "),
        value: key.joined(separator: ", "), reason: "repeats the key of an earlier record"))
  }

  /// The partitions whose period, with its provisional months, had ended before the edition was published.
  private func closedPartitions() -> Set<String> {
    let (dataset, day) = (table.dataset, result.edition.day)
    return Set(
      coverage.filter { facts in
        facts.ends(in: dataset).map { $0.adding(months: dataset.guards.values.provisionalMonths) < day } ?? false
      }.map(\.partition))
  }

  /// Ends what the edition removed.
  ///
  /// - Parameter quarantined: the edition also covers the partitions of these records.
  func finish(coveredBefore: Set<String>, quarantined: [Quarantined] = []) throws {
    var removed: [Int64] = []
    var isWhole = removes && result.rows > 0
    for item in quarantined where removes {
      let values = table.dataset.partition.map { item.cells[$0]?.plain }
      if !values.contains(nil), !values.isEmpty { partitions.coverEmptied(values.compactMap(\.self)) }
    }
    let covering = EditionCoverage(of: result.edition, table.dataset, partitions)
    if removes, result.rows > 0 {
      let partition =
        table.dataset.partition.isEmpty
        ? nil
        : try db.makeStatement(
          sql:
            "select \(table.dataset.partition.map(quoted).joined(separator: ", ")) from \(table.name) where rowid = ?")
      try current?.forEachLeft { key, rowid in
        if let partition, let row = try Row.fetchOne(partition, arguments: [rowid]) {
          let texts = Array(row.databaseValues.map { $0.text ?? "" })
          guard covering.covers(texts) else {
            isWhole = false
            return
          }
          partitions.coverEmptied(texts)
        }
        removed.append(rowid)
        result.counts.removed += 1
        try old.remove(rowid, figures: &figures)
      }
    }
    current = nil
    for rowid in removed { try end(rowid) }
    if isWhole { result.periods = periods?.sums }
    result.largest = old.largest
    result.corrected = corrections?.corrected ?? []
    try figures?.write(table, ordinal: ordinal, closed: closedPartitions(), db)
    // In a partition that no edition covered before, a row is first seen, not added.
    result.firstSeen = removes ? partitions.firstSeen(table.dataset.partition, besides: coveredBefore) : 0
    result.added -= result.firstSeen
  }
}

/// What an edition covers: the partitions that it has, or all that share the values for which it is complete.
private struct EditionCoverage {
  private let indices: [Int]
  private let covered: Set<[String]>

  init(of edition: Edition, _ dataset: DatasetManifest, _ partitions: PartitionCounts) {
    let isWhole = edition.origin != .bundled && !dataset.completeBy.isEmpty
    indices = dataset.partition.indices.filter { !isWhole || dataset.completeBy.contains(dataset.partition[$0]) }
    covered = partitions.projected(indices)
  }

  func covers(_ partition: [String]) -> Bool { covered.contains(indices.map { partition[$0] }) }
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
