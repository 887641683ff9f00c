import GRDBSQLite
import Model

/// Reads the row that `normalize.sql` gives for the current record, column by column, against the contract.
struct RowReader {
  private let contract: Contract
  private let statement: OpaquePointer
  private let raw: RawTable
  /// For each column the field that it is, or -1 - n where it is the statement's column n.
  private let places: [Int]
  /// Whether the row is made of the record that was read last.
  private let isInStep: Bool

  /// - Parameters:
  ///   - copied: for each column the field that it is; nil where the statement computes it. Empty where the statement has all.
  ///   - isInStep: the row is made of the record that was read last.
  init(contract: Contract, statement: OpaquePointer, raw: RawTable, copied: [Int?], isInStep: Bool) {
    self.isInStep = isInStep
    self.contract = contract
    self.statement = statement
    self.raw = raw
    var places: [Int] = []
    var computed = 0
    for i in contract.columns.indices {
      if i < copied.count, let field = copied[i] {
        places.append(field)
      } else {
        places.append(-1 - computed)
        computed += 1
      }
    }
    self.places = places
  }

  /// Types the row's cells; stops at the first that breaks the contract.
  @inline(__always)
  func read(into row: UnsafeMutablePointer<Cell>, of batch: RowBatch) -> (column: Int, breach: Contract.Breach)? {
    for i in places.indices {
      if let breach = read(i, into: row + i, of: batch) { return (i, breach) }
    }
    return nil
  }

  /// Types the cell of column `i`.
  @inline(__always)
  func read(_ i: Int, into cell: UnsafeMutablePointer<Cell>, of batch: RowBatch) -> Contract.Breach? {
    let place = places[i]
    return place < 0
      ? contract.read(statement, -1 - place, i, into: cell, of: batch, origin: origin)
      : contract.read(raw.field(place), i, into: cell, of: batch, origin: { raw.origin(of: place) })
  }

  /// What a text that the statement gives was in the file; nil where that is lost.
  private func origin(_ text: UnsafeBufferPointer<UInt8>) -> FieldOrigin? {
    guard raw.hasNumbers else { return .text }
    return isInStep ? raw.origin(of: text) : nil
  }

  /// The value of column `i` as text; nil for NULL.
  func text(_ i: Int) -> String? {
    guard places[i] < 0 else { return raw.field(places[i]).text }
    let value = sqlite3_column_value(statement, Int32(-1 - places[i]))
    return sqlite3_value_type(value) == SQLITE_NULL ? nil : String(decoding: textBytes(value), as: UTF8.self)
  }
}
