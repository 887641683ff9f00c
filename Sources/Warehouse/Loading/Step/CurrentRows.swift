import GRDB
import GRDBSQLite

/// The rows in force before an edition, found by key hash while the edition's rows are read.
///
/// Publishers write an edition in the order of the one before. So the rows in force are read in step with the new ones: in one stream
/// for each edition that brought some, since what an edition revised lies behind all that was there before, in that same order. For the
/// first key that is not next in any stream, a map of the rows that are left is made: it tells a new row, after which the streams go
/// on in step, from one that is elsewhere.
final class CurrentRows {
  typealias Row = KeyPlaces.Row

  /// The rows in force of one edition, or of several; its next row.
  private struct Stream {
    var statement: OpaquePointer
    /// All of its rows have a rowid that is at least this, and less than that of the next stream.
    var start: Int64
    /// 0, which no key has, at the end.
    var key: UInt64 = 0
    var row = Row(hash: 0, rowid: 0)
  }

  /// More would take more memory than they save; the oldest editions then share one.
  private static let mostStreams = 64

  private let db: GRDB.Database
  private let table: HistoryTable
  private let newest: Int64
  private let places: KeyPlaces
  private let streams: UnsafeMutablePointer<Stream>
  private var count = 0
  /// The stream that had the last row that was found.
  private var last = 0
  private var isMapped = false
  /// A bit for each rowid from `first`: whether its row was found out of step, so that its stream is to pass it over.
  private var taken: [UInt64] = []
  private var first: Int64 = 0

  /// Rows that are written from now on are not among the rows in force.
  ///
  /// - Parameter places: another one only in tests.
  init(_ table: HistoryTable, _ db: GRDB.Database, places: KeyPlaces = KeyPlaces()) throws {
    self.db = db
    self.table = table
    self.places = places
    newest = try Int64.fetchOne(db, sql: "select max(rowid) from \(table.name)") ?? 0
    let starts = try table.editionStarts(Self.mostStreams, db)
    streams = .allocate(capacity: max(1, starts.count))
    for (start, end) in zip(starts, starts.dropFirst() + [newest + 1]) {
      let statement = try RawSQLite.statement(select(start..<end), connection)
      (streams + count).initialize(to: Stream(statement: statement, start: start))
      count += 1
      try readNext(streams + count - 1)
    }
  }

  deinit {
    for i in 0..<count { sqlite3_finalize(streams[i].statement) }
    streams.deallocate()
  }

  private var connection: OpaquePointer { db.sqliteConnection! }

  private func select(_ rowids: Range<Int64>) -> String {
    """
    select _key, _row, rowid from \(table.name)
    where \(HistoryTable.isInForce(after: nil)) and rowid >= \(rowids.lowerBound) and rowid < \(rowids.upperBound)
    order by rowid
    """
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
    for i in 0..<count {
      while streams[i].key != 0 {
        let key = streams[i].key
        try body(key, advance(i).rowid)
      }
    }
  }

  private func takeOutOfStep(_ key: UInt64) throws -> Row? {
    if !isMapped {
      // Behind the last row in force, only new ones follow.
      guard (0..<count).contains(where: { streams[$0].key != 0 }) else { return nil }
      try map()
    }
    guard let row = try places.row(of: key), !isPassed(row.rowid) else { return nil }
    let bit = Int(row.rowid - first)
    guard taken[bit >> 6] & (1 << UInt64(bit & 63)) == 0 else { return nil }
    taken[bit >> 6] |= 1 << UInt64(bit & 63)
    return row
  }

  /// Notes where the rows are that are left.
  private func map() throws {
    isMapped = true
    let left = (0..<count).filter { streams[$0].key != 0 }
    first = left.map { streams[$0].row.rowid }.min() ?? 0
    taken = Array(repeating: 0, count: Int(newest - first) / 64 + 1)
    for i in left {
      let end = i + 1 < count ? streams[i + 1].start : newest + 1
      let statement = try RawSQLite.statement(select(streams[i].row.rowid..<end), connection)
      defer { sqlite3_finalize(statement) }
      while try step(statement) {
        try places.add(
          UInt64(bitPattern: sqlite3_column_int64(statement, 0)),
          Row(hash: UInt64(bitPattern: sqlite3_column_int64(statement, 1)), rowid: sqlite3_column_int64(statement, 2)))
      }
    }
    try places.close()
  }

  /// Whether the stream that has this row is behind it.
  private func isPassed(_ rowid: Int64) -> Bool {
    let stream = (0..<count).last { streams[$0].start <= rowid }.map { streams[$0] }
    return stream.map { $0.key == 0 || rowid < $0.row.rowid } ?? true
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
    repeat {
      guard try step(statement) else {
        stream.pointee.key = 0
        return
      }
      stream.pointee.key = UInt64(bitPattern: sqlite3_column_int64(statement, 0))
      stream.pointee.row = Row(
        hash: UInt64(bitPattern: sqlite3_column_int64(statement, 1)), rowid: sqlite3_column_int64(statement, 2))
    } while isMapped && isTaken(stream.pointee.row.rowid)
  }

  private func isTaken(_ rowid: Int64) -> Bool {
    let bit = Int(rowid - first)
    return bit >= 0 && taken[bit >> 6] & (1 << UInt64(bit & 63)) != 0
  }

  private func step(_ statement: OpaquePointer) throws -> Bool {
    switch sqlite3_step(statement) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw RawSQLite.problem(connection)
    }
  }
}
