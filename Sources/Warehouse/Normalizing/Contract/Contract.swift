import GRDBSQLite
import Glibc
import Manifest
import Model
import Words

/// The typed columns of a dataset, prepared to check a million rows: one small check per column, on bytes.
final class Contract {
  typealias Breach = ColumnBreach

  let columns: [Column]
  /// What is checked in one column.
  private struct Check {
    var kind: Column.Kind
    var isNullable: Bool
    var isComposed: Bool
    /// Its texts are read by a declared form.
    var isFormed: Bool
    /// It may not lie after the edition.
    var isBounded: Bool
    var minimum: Int64
    var maximum: Int64
    var lastYear: Int64
    /// Kept alive by `sets`; counting references for each of a million cells costs more than the look-up.
    var set: Unmanaged<ByteSet>?
  }

  private let sets: [ByteSet?]
  private let checks: UnsafeMutablePointer<Check>
  private let published: Day
  private let publishedText: [UInt8]

  /// - Parameter published: the day on which the edition was published.
  init(_ columns: [Column], published: Day) {
    self.published = published
    publishedText = Array(published.description.utf8)
    self.columns = columns
    sets = columns.map { column in
      column.oneOf.isEmpty ? nil : ByteSet(column.isComposed ? column.oneOf.map(\.composed) : column.oneOf)
    }
    checks = .allocate(capacity: columns.count)
    for (i, column) in columns.enumerated() {
      (checks + i).initialize(
        to: Check(
          kind: column.kind, isNullable: column.isNullable, isComposed: column.isComposed, isFormed: column.isFormed,
          isBounded: column.isNotAfterPublished, minimum: Int64(column.minimum ?? Int.min),
          maximum: Int64(column.maximum ?? Int.max),
          lastYear: column.kind == .year && column.isNotAfterPublished ? Int64(published.civil.year) : .max,
          set: sets[i].map(Unmanaged.passUnretained)))
    }
  }

  deinit { checks.deallocate() }

  /// Types a value of the statement's current row, as column `i`, into `cell`, its text into the batch's arena.
  ///
  /// - Parameters:
  ///   - place: the statement's column.
  ///   - origin: what a text was in the file; only asked where a form is declared.
  @inline(__always)
  func read(
    _ statement: OpaquePointer, _ place: Int, _ i: Int, into cell: UnsafeMutablePointer<Cell>, of batch: RowBatch,
    origin: (UnsafeBufferPointer<UInt8>) -> FieldOrigin?
  ) -> Breach? {
    // One look-up of the column instead of three; the connection is this thread's alone, so the value may be read as it is.
    let value = sqlite3_column_value(statement, Int32(truncatingIfNeeded: place))
    let type = sqlite3_value_type(value)
    if type == SQLITE_NULL {
      return readNull(i, into: cell)
    }
    let check = checks + i
    if check.pointee.isFormed {
      let bytes = textBytes(value)
      // What SQLite computed as a number is one.
      return readFormed(bytes, i, from: type == SQLITE_TEXT ? origin(bytes) : .number, into: cell, of: batch)
    }
    let kind = check.pointee.kind
    if type == SQLITE_INTEGER, kind == .integer || kind == .year || kind == .boolean {
      return self.check(sqlite3_value_int64(value), i, into: cell)
    }
    return readText(textBytes(value), i, into: cell, of: batch)
  }

  /// The same for a field of the record, which is the value of column `i` as it is.
  @inline(__always)
  func read(
    _ field: FieldBytes, _ i: Int, into cell: UnsafeMutablePointer<Cell>, of batch: RowBatch,
    origin: () -> FieldOrigin
  ) -> Breach? {
    guard let start = field.start else { return readNull(i, into: cell) }
    let bytes = UnsafeBufferPointer(start: start, count: field.count)
    if checks[i].isFormed { return readFormed(bytes, i, from: origin(), into: cell, of: batch) }
    return readText(bytes, i, into: cell, of: batch)
  }

  @inline(__always)
  private func readNull(_ i: Int, into cell: UnsafeMutablePointer<Cell>) -> Breach? {
    cell.pointee = Cell(kind: Cell.null, length: 0, bits: 0)
    return checks[i].isNullable ? nil : .isNull
  }

  /// Types a text that is written as the publisher writes it.
  private func readFormed(
    _ bytes: UnsafeBufferPointer<UInt8>, _ i: Int, from origin: FieldOrigin?,
    into cell: UnsafeMutablePointer<Cell>, of batch: RowBatch
  ) -> Breach? {
    do throws(Breach) {
      guard var text = try columns[i].written(String(decoding: bytes, as: UTF8.self), from: origin) else {
        return readNull(i, into: cell)
      }
      return text.withUTF8 { bytes in
        guard bytes.baseAddress != nil else { return readText(Self.nothing, i, into: cell, of: batch) }
        return readText(bytes, i, into: cell, of: batch)
      }
    } catch {
      return error
    }
  }

  nonisolated(unsafe) private static let nothing: UnsafeBufferPointer<UInt8> = {
    let memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1)
    memory.initialize(repeating: 0)
    return UnsafeBufferPointer(start: memory.baseAddress, count: 0)
  }()

  @inline(__always)
  private func readText(
    _ bytes: UnsafeBufferPointer<UInt8>, _ i: Int, into cell: UnsafeMutablePointer<Cell>, of batch: RowBatch
  ) -> Breach? {
    let kind = checks[i].kind
    let text = bytes.baseAddress.unsafelyUnwrapped
    let count = bytes.count
    switch kind {
    case .integer, .year, .boolean:
      guard let n = Contract.integer(text, count) else {
        if Self.isWhole(bytes) { return .overflow }
        if bytes.allSatisfy({ $0 == 32 }) { return .isBlank }
        return kind == .integer ? .notAnInteger : kind == .year ? .notAYear : .notABoolean
      }
      return check(n, i, into: cell)
    case .month:
      guard Contract.isMonth(text, count) else { return .notAMonth }
      if checks[i].isBounded, isLate(text, count) { return .afterPublished(published) }
    case .date:
      guard Contract.isDate(text, count) else { return .notADate }
      if checks[i].isBounded, isLate(text, count) { return .afterPublished(published) }
    case .text:
      if checks[i].isComposed, bytes.contains(where: { $0 >= 0x80 }) { return compose(bytes, i, into: cell, of: batch) }
    }
    if let set = checks[i].set, !set._withUnsafeGuaranteedRef({ $0.contains(text, count) }) { return .unknownCategory }
    cell.pointee = Cell(
      kind: Cell.text, length: Int32(truncatingIfNeeded: count), bits: batch.store(text, count))
    return nil
  }

  /// Dates, and months with the beginning of the day's date, compare as their bytes do.
  private func isLate(_ text: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    publishedText.withUnsafeBufferPointer { memcmp(text, $0.baseAddress!, min(count, $0.count)) > 0 }
  }

  private func compose(
    _ bytes: UnsafeBufferPointer<UInt8>, _ i: Int, into cell: UnsafeMutablePointer<Cell>, of batch: RowBatch
  ) -> Breach? {
    var text = String(decoding: bytes, as: UTF8.self).composed
    return text.withUTF8 { composed in
      guard let start = composed.baseAddress else { return nil }
      if let set = sets[i], !set.contains(start, composed.count) { return .unknownCategory }
      cell.pointee = Cell(
        kind: Cell.text, length: Int32(truncatingIfNeeded: composed.count), bits: batch.store(start, composed.count))
      return nil
    }
  }

  @inline(__always)
  private func check(_ n: Int64, _ i: Int, into cell: UnsafeMutablePointer<Cell>) -> Breach? {
    cell.pointee = Cell(kind: Cell.integer, length: 0, bits: n)
    switch checks[i].kind {
    case .year:
      if n < 1000 || n > 9999 { return .notAYear }
      if n > checks[i].lastYear { return .afterPublished(published) }
    case .boolean: if n != 0 && n != 1 { return .notABoolean }
    default: break
    }
    if n < checks[i].minimum { return .tooSmall(columns[i].minimum!) }
    if n > checks[i].maximum { return .tooLarge(columns[i].maximum!) }
    if let set = sets[i] {
      let isKnown = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { buffer in
        let digits = Array(String(n).utf8)
        for (j, byte) in digits.enumerated() { buffer[j] = byte }
        return set.contains(UnsafePointer(buffer.baseAddress!), digits.count)
      }
      if !isKnown { return .unknownCategory }
    }
    return nil
  }

  /// An optional sign and digits, nothing else; nil if it does not fit into 64 bits.
  @inline(__always)
  static func integer(_ text: UnsafePointer<UInt8>, _ count: Int) -> Int64? {
    var i = 0
    let isNegative = count > 0 && text[0] == UInt8(ascii: "-")
    if isNegative || (count > 0 && text[0] == UInt8(ascii: "+")) { i = 1 }
    while i < count - 1, text[i] == 48 { i += 1 }
    guard i < count, count - i <= 19 else { return nil }
    var n: UInt64 = 0
    while i < count {
      let digit = text[i] &- 48
      guard digit <= 9 else { return nil }
      n = n &* 10 &+ UInt64(digit)
      i += 1
    }
    guard n <= UInt64(Int64.max) else { return isNegative && n == UInt64(Int64.max) + 1 ? .min : nil }
    return isNegative ? -Int64(n) : Int64(n)
  }

  /// A sign and digits, however many.
  private static func isWhole(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let digits = bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+") ? bytes.dropFirst() : bytes[...]
    return !digits.isEmpty && digits.allSatisfy(isDigit)
  }

  @inline(__always)
  static func isMonth(_ text: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    guard count == 7, text[4] == 45 else { return false }
    guard isDigit(text[0]), isDigit(text[1]), isDigit(text[2]), isDigit(text[3]), isDigit(text[5]), isDigit(text[6])
    else { return false }
    let month = (text[5] - 48) * 10 + text[6] - 48
    return month >= 1 && month <= 12
  }

  static func isDate(_ text: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    count == 10 && Day(String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self)) != nil
  }

  @inline(__always)
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 <= 9 }
}
