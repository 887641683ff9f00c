import GRDBSQLite
import Manifest
import Model

/// Writes new rows into a history table, many to one INSERT: half the cost of one statement per row.
final class Inserter {
  private static let rowsPerStatement = 32

  private let connection: OpaquePointer
  private let width: Int
  private let many: OpaquePointer
  private let one: OpaquePointer
  private var pending = 0
  private let parameters: Int

  /// - Parameter ordinal: the edition that brings the rows.
  init(_ table: HistoryTable, ordinal: Int, connection: OpaquePointer) throws {
    self.connection = connection
    width = table.dataset.columns.count
    parameters = width + 4
    let row = "(" + String(repeating: "?,", count: width + 2) + "\(ordinal),null,?,?)"
    let head =
      "insert into \(table.name) (_key, _row, \(table.columnList), _since, _until, _page, _record) values "
    func prepare(_ rows: Int) throws -> OpaquePointer {
      var statement: OpaquePointer?
      let sql = head + Array(repeating: row, count: rows).joined(separator: ",")
      guard sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil) == SQLITE_OK,
        let statement
      else { throw RawSQLite.problem(connection) }
      return statement
    }
    many = try prepare(Self.rowsPerStatement)
    one = try prepare(1)
  }

  deinit {
    sqlite3_finalize(many)
    sqlite3_finalize(one)
  }

  /// Adds one row; its texts must stay where they are until ``flush(_:)``.
  @inline(__always)
  func add(_ batch: RowBatch, _ r: Int) throws {
    bind(many, at: Int32(truncatingIfNeeded: pending * parameters), row: r, of: batch)
    rows[pending] = r
    pending += 1
    if pending == Self.rowsPerStatement {
      pending = 0
      try step(many)
    }
  }

  /// Writes what is pending of `batch`, whose memory may be reused afterwards.
  func flush(_ batch: RowBatch) throws {
    for i in 0..<pending {
      bind(one, at: 0, row: rows[i], of: batch)
      try step(one)
    }
    pending = 0
  }

  private var rows = [Int](repeating: 0, count: Inserter.rowsPerStatement)

  @inline(__always)
  private func bind(_ statement: OpaquePointer, at offset: Int32, row r: Int, of batch: RowBatch) {
    var p = offset + 1
    sqlite3_bind_int64(statement, p, Int64(bitPattern: batch.keys[r]))
    sqlite3_bind_int64(statement, p + 1, Int64(bitPattern: batch.hashes[r]))
    p += 2
    let cells = batch.row(r)
    for i in 0..<width {
      let cell = cells[i]
      switch cell.kind {
      case Cell.integer: sqlite3_bind_int64(statement, p, cell.bits)
      case Cell.text:
        UnsafeRawPointer(batch.arena + Int(cell.bits)).withMemoryRebound(to: CChar.self, capacity: Int(cell.length)) {
          _ = sqlite3_bind_text(statement, p, $0, cell.length, nil)
        }
      default: sqlite3_bind_null(statement, p)
      }
      p += 1
    }
    sqlite3_bind_int64(statement, p, Int64(batch.pages[r]))
    sqlite3_bind_int64(statement, p + 1, Int64(batch.records[r]))
  }

  private func step(_ statement: OpaquePointer) throws {
    let code = sqlite3_step(statement)
    sqlite3_reset(statement)
    guard code == SQLITE_DONE else { throw RawSQLite.problem(connection) }
  }
}
