import GRDBSQLite

/// The rows in force before an edition, found by key hash while the edition's rows are read.
///
/// Publishers write an edition in the order of the one before. So the rows in force are read in step with the new ones, and only
/// those that come out of step are put aside in memory: an edition like the last one needs neither a second pass nor a map.
final class CurrentRows {
  struct Row {
    /// The hash of the whole row.
    var hash: UInt64
    var rowid: Int64
  }

  private struct Aside {
    var key: UInt64
    var row: Row
    var isSeen = false
  }

  private let connection: OpaquePointer
  private var statement: OpaquePointer?
  private var next: (key: UInt64, row: Row)?
  private var aside: [Aside] = []
  private var index: [UInt32]
  private var mask: Int

  /// - Parameter table: the history table, quoted. Rows that are written from now on are not among the rows in force.
  init(_ table: String, _ connection: OpaquePointer) throws {
    self.connection = connection
    mask = (1 << 10) - 1
    index = Array(repeating: .max, count: mask + 1)
    let sql = """
      select _key, _row, rowid from \(table)
      where \(HistoryTable.isInForce(after: nil)) and rowid <= (select coalesce(max(rowid), 0) from \(table)) order by rowid
      """
    guard sqlite3_prepare_v2(connection, sql, -1, &statement, nil) == SQLITE_OK else {
      throw RawSQLite.problem(connection)
    }
    try readNext()
  }

  deinit { sqlite3_finalize(statement) }

  /// The row in force of a key, once; nil if there is none.
  @inline(__always)
  func take(_ key: UInt64) throws -> Row? {
    if let next, next.key == key {
      try readNext()
      return next.row
    }
    return try takeOutOfStep(key)
  }

  /// The keys and rowids that no key took.
  func forEachLeft(_ body: (_ key: UInt64, _ rowid: Int64) throws -> Void) throws {
    for entry in aside where !entry.isSeen { try body(entry.key, entry.row.rowid) }
    while let (key, row) = next {
      try readNext()
      try body(key, row.rowid)
    }
  }

  private func takeOutOfStep(_ key: UInt64) throws -> Row? {
    if let n = find(key) {
      aside[n].isSeen = true
      return aside[n].row
    }
    while let (found, row) = next {
      try readNext()
      if found == key { return row }
      putAside(found, row)
    }
    return nil
  }

  private func readNext() throws {
    switch sqlite3_step(statement) {
    case SQLITE_ROW:
      next = (
        UInt64(bitPattern: sqlite3_column_int64(statement, 0)),
        Row(hash: UInt64(bitPattern: sqlite3_column_int64(statement, 1)), rowid: sqlite3_column_int64(statement, 2))
      )
    case SQLITE_DONE: next = nil
    default: throw RawSQLite.problem(connection)
    }
  }

  private func find(_ key: UInt64) -> Int? {
    var i = Int(truncatingIfNeeded: key) & mask
    while index[i] != .max {
      let n = Int(index[i])
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
    while index[i] != .max { i = (i + 1) & mask }
    index[i] = UInt32(truncatingIfNeeded: n)
  }

  private func grow() {
    mask = mask * 2 + 1
    index = Array(repeating: .max, count: mask + 1)
    for n in aside.indices { enter(n) }
  }
}
