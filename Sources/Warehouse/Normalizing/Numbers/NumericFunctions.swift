import GRDBSQLite
import Manifest
import Model
import Words

/// The functions through which a `normalize.sql` calculates (``NumericUses`` puts them there), and `as_written`, by which it reads a number
/// in the form that the contract declares.
enum NumericFunctions {
  /// Gives a number, or a text that is one; any other text is a fault of the record.
  static let number = "soundings_number"
  /// The same where only an order depends on it: a blank text passes.
  static let numberOrBlank = "soundings_number_or_blank"
  /// Gives what SQL compares as people would; a text of digits that is no year or date is a fault, since '7' is after '12'.
  static let sortable = "soundings_sortable"

  /// What a call needs to know; the connection frees it.
  private final class Context {
    let raw: RawTable
    let columns: [String: Column]
    /// Whether a text with a point may be a number in another notation.
    let isPointUnclear: Bool

    init(_ raw: RawTable, _ columns: [Column]) {
      self.raw = raw
      self.columns = Dictionary(columns.map { ($0.name.lowercased(), $0) }) { first, _ in first }
      isPointUnclear = columns.contains {
        $0.numberForm.map { $0.thousands.contains(.point) || $0.decimal == .comma } ?? false
      }
    }
  }

  /// - Parameters:
  ///   - raw: the table that the statement reads; faults are noted there.
  ///   - columns: the contract.
  static func register(on connection: OpaquePointer, raw: RawTable, columns: [Column]) {
    func add(
      _ name: String, _ arguments: Int32,
      _ body: @escaping @convention(c) (OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?) -> Void
    ) {
      sqlite3_create_function_v2(
        connection, name, arguments, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
        Unmanaged.passRetained(Context(raw, columns)).toOpaque(), body, nil, nil,
        { Unmanaged<Context>.fromOpaque($0!).release() })
    }
    add(number, 1) { context, _, values in NumericFunctions.check(context, values![0], mayBeBlank: false) }
    add(numberOrBlank, 1) { context, _, values in NumericFunctions.check(context, values![0], mayBeBlank: true) }
    add(sortable, 1) { context, _, values in
      let value = values![0]
      if sqlite3_value_type(value) == SQLITE_TEXT, NumericFunctions.isSortedWrong(textBytes(value)) {
        return NumericFunctions.fault(
          context, value,
          "looks for the largest or least of texts such as \(NumericFunctions.quoted(value)), by which 7 is more than 12"
        )
      }
      sqlite3_result_value(context, value)
    }
    add("as_written", 2) { context, _, values in NumericFunctions.asWritten(context, values![0], values![1]) }
  }

  private static func known(_ context: OpaquePointer?) -> Context {
    Unmanaged<Context>.fromOpaque(sqlite3_user_data(context)!).takeUnretainedValue()
  }

  private static func check(_ context: OpaquePointer?, _ value: OpaquePointer?, mayBeBlank: Bool) {
    guard sqlite3_value_type(value) == SQLITE_TEXT else { return sqlite3_result_value(context, value) }
    let bytes = textBytes(value)
    if mayBeBlank, bytes.allSatisfy({ $0 == 32 }) { return sqlite3_result_value(context, value) }
    let known = known(context)
    let isUnclear =
      known.isPointUnclear && bytes.contains(UInt8(ascii: ".")) && known.raw.originNow(of: bytes) != .number
    // SQLite's own answer to whether the whole text is a number; it changes the value into that number.
    let isNumber = !isUnclear && sqlite3_value_numeric_type(value) != SQLITE_TEXT
    guard isNumber else {
      return fault(
        context, value,
        isUnclear
          ? "calculates with the text \(quoted(value)), and the contract declares numbers in which a point is between thousands"
          : "calculates with \(quoted(value)), which is not a plain number")
    }
    sqlite3_result_value(context, value)
  }

  /// Digits and the signs in and around numbers, but for years, dates and months.
  private static func isSortedWrong(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let digits = bytes.count { (48...57).contains($0) }
    guard digits > 0, !(digits == 4 && bytes.count == 4) else { return false }
    if bytes.count >= 7, bytes[4] == UInt8(ascii: "-"), bytes[0..<4].allSatisfy({ (48...57).contains($0) }) {
      return false
    }
    return String(decoding: bytes, as: UTF8.self).unicodeScalars.allSatisfy {
      !$0.properties.isAlphabetic && !"/:".unicodeScalars.contains($0)
    }
  }

  private static func asWritten(_ context: OpaquePointer?, _ value: OpaquePointer?, _ name: OpaquePointer?) {
    let known = known(context)
    let wanted = String(decoding: textBytes(name), as: UTF8.self)
    guard let column = known.columns[wanted.lowercased()], column.kind == .integer else {
      let numbers = known.columns.values.filter { $0.kind == .integer }.map(\.name).sorted()
      return sqlite3_result_error(
        context,
        "as_written: '\(wanted)' is no column of numbers in the contract, whose are \(numbers.joined(separator: ", "))",
        -1)
    }
    guard sqlite3_value_type(value) == SQLITE_TEXT else { return sqlite3_result_value(context, value) }
    let bytes = textBytes(value)
    let read: String?
    do {
      read = try column.written(String(decoding: bytes, as: UTF8.self), from: known.raw.originNow(of: bytes))
    } catch {
      // The contract, or what calculates with it, says why.
      return sqlite3_result_value(context, value)
    }
    guard let read else { return sqlite3_result_null(context) }
    guard let units = Int64(read) else { return sqlite3_result_value(context, value) }
    guard let decimals = column.decimals else { return sqlite3_result_int64(context, units) }
    // 15 digits are exact in a floating point number.
    guard units.magnitude < 1_000_000_000_000_000 else { return sqlite3_result_value(context, value) }
    sqlite3_result_double(context, ExactNumber(units: Int128(units), places: decimals).approximate)
  }

  private static let remedy =
    "read the number first, in the form that the contract declares of a column: as_written(x, 'COLUMN')"

  private static func quoted(_ value: OpaquePointer?) -> String {
    "\"\(String(decoding: textBytes(value), as: UTF8.self).prefix(120))\""
  }

  private static func fault(_ context: OpaquePointer?, _ value: OpaquePointer?, _ what: String) {
    guard known(context).raw.note(what, remedy: remedy) else {
      return sqlite3_result_error(context, "\(what): \(remedy)", -1)
    }
    sqlite3_result_null(context)
  }
}
