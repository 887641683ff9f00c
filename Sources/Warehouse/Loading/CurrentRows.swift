import GRDB
import GRDBSQLite

/// The rows in force before an edition, found by key hash while the edition's rows are read.
///
/// Publishers write an edition in the order of the one before. So the rows in force are read in step with the new ones: in one stream
/// for each edition that brought some, since what an edition revised lies behind all that was there before, in that same order. Only
/// rows that come out of step are put aside in memory: an edition like the last one needs neither a second pass nor a map.
final class CurrentRows {
  struct Row {
    /// The hash of the whole row.
    var hash: UInt64
    var rowid: Int64
  }

  /// The rows in force of one edition, or of several; its next row.
  private struct Stream {
    var statement: OpaquePointer
    /// 0, which no key has, at the end.
    var key: UInt64 = 0
    var row = Row(hash: 0, rowid: 0)
  }

  private struct Aside {
    var key: UInt64
    var row: Row
    var isSeen = false
  }

  /// More would take more memory than they save; the oldest editions then share one.
  private static let mostStreams = 64

  private let connection: OpaquePointer
  private let streams: UnsafeMutablePointer<Stream>
  private var count = 0
  /// The stream that had the last row that was found.
  private var last = 0
  private var aside: [Aside] = []
  /// The places in `aside` by key hash, from 1; 0 is free.
  private var index: [UInt32] = [0]
  private var mask = 0

  /// Rows that are written from now on are not among the rows in force.
  init(_ table: HistoryTable, _ db: GRDB.Database) throws {
    connection = db.sqliteConnection!
    let newest = try Int64.fetchOne(db, sql: "select max(rowid) from \(table.name)") ?? 0
    let starts = try table.editionStarts(Self.mostStreams, db)
    streams = .allocate(capacity: max(1, starts.count))
    for (start, end) in zip(starts, starts.dropFirst() + [newest + 1]) { try open(table, start..<end) }
  }

  private func open(_ table: HistoryTable, _ rowids: Range<Int64>) throws {
    let sql = """
      select _key, _row, rowid from \(table.name)
      where \(HistoryTable.isInForce(after: nil)) and rowid >= \(rowids.lowerBound) and rowid < \(rowids.upperBound)
      order by rowid
      """
    (streams + count).initialize(to: Stream(statement: try RawSQLite.statement(sql, connection)))
    count += 1
    try readNext(streams + count - 1)
  }

  deinit {
    for i in 0..<count { sqlite3_finalize(streams[i].statement) }
    streams.deallocate()
  }

  /// Whether there were none.
  var isEmpty: Bool { count == 0 }

  /// The row in force of a key, once; nil if there is none.
  @inline(__always)
  func take(_ key: UInt64) throws -> Row? {
    guard count > 0 else { return nil }
    if streams[last].key == key { return try advance(last) }
    return try takeFromAnother(key)
  }

  private func takeFromAnother(_ key: UInt64) throws -> Row? {
    for i in 0..<count where streams[i].key == key {
      last = i
      return try advance(i)
    }
    return try takeOutOfStep(key)
  }

  /// The keys and rowids that no key took.
  func forEachLeft(_ body: (_ key: UInt64, _ rowid: Int64) throws -> Void) throws {
    for entry in aside where !entry.isSeen { try body(entry.key, entry.row.rowid) }
    for i in 0..<count {
      while streams[i].key != 0 {
        let key = streams[i].key
        try body(key, advance(i).rowid)
      }
    }
  }

  private func takeOutOfStep(_ key: UInt64) throws -> Row? {
    if let n = find(key) {
      aside[n].isSeen = true
      return aside[n].row
    }
    for i in 0..<count {
      while streams[i].key != 0 {
        let found = streams[i].key
        let row = try advance(i)
        if found == key { return row }
        putAside(found, row)
      }
    }
    return nil
  }

  /// The next row of a stream, which moves on.
  @inline(__always)
  private func advance(_ i: Int) throws -> Row {
    let row = streams[i].row
    try readNext(streams + i)
    return row
  }

  private func readNext(_ stream: UnsafeMutablePointer<Stream>) throws {
    let statement = stream.pointee.statement
    switch sqlite3_step(statement) {
    case SQLITE_ROW:
      stream.pointee.key = UInt64(bitPattern: sqlite3_column_int64(statement, 0))
      stream.pointee.row = Row(
        hash: UInt64(bitPattern: sqlite3_column_int64(statement, 1)), rowid: sqlite3_column_int64(statement, 2))
    case SQLITE_DONE: stream.pointee.key = 0
    default: throw RawSQLite.problem(connection)
    }
  }

  private func find(_ key: UInt64) -> Int? {
    guard !aside.isEmpty else { return nil }
    var i = Int(truncatingIfNeeded: key) & mask
    while index[i] != 0 {
      let n = Int(index[i]) - 1
      if aside[n].key == key, !aside[n].isSeen { return n }
      i = (i + 1) & mask
    }
    return nil
  }

  private func putAside(_ key: UInt64, _ row: Row) {
    aside.append(Aside(key: key, row: row))
    if aside.count * 2 > mask { grow() } else { enter(aside.count - 1) }
  }

  private func enter(_ n: Int) {
    var i = Int(truncatingIfNeeded: aside[n].key) & mask
    while index[i] != 0 { i = (i + 1) & mask }
    index[i] = UInt32(truncatingIfNeeded: n + 1)
  }

  private func grow() {
    mask = mask == 0 ? (1 << 10) - 1 : mask * 4 + 3
    index = Array(repeating: 0, count: mask + 1)
    for n in aside.indices { enter(n) }
  }
}
