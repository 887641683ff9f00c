import GRDBSQLite
import Model
import Words

/// The functions of `normalize.sql`: a small, fixed set for what publishers write and SQL cannot convert exactly.
///
/// Each returns its argument unchanged if it cannot convert it, so that the contract checks (and quotes) the publisher's own
/// value; NULL gives NULL. They exist on the normalizer's connection only, because summary tables use portable SQL.
enum NormalizingFunctions {
  static func register(on connection: OpaquePointer) {
    func add(_ name: String, arguments: Int32, _ body: @escaping SQLFunction) {
      sqlite3_create_function_v2(
        connection, name, arguments, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, nil, body, nil, nil, nil)
    }
    add("milligrams_from_pounds", arguments: 1) { context, _, values in
      let argument = values![0]
      guard sqlite3_value_type(argument) != SQLITE_NULL else { return sqlite3_result_null(context) }
      let bytes = textBytes(argument)
      if let milligrams = ExactNumber.scaled(bytes, by: 45_359_237, scale: 2) {
        sqlite3_result_int64(context, milligrams)
      } else {
        sqlite3_result_value(context, argument)
      }
    }
    add("fiscal_year", arguments: 1) { context, _, values in
      let text = textBytes(values![0])
      if let year = fastYear(text) { return sqlite3_result_int64(context, Int64(year)) }
      convert(context, from: values!, fallback: 0) { WrittenDate.leadingYear($0[0]).map(String.init) }
    }
    add("month_of_fiscal_year", arguments: 2) { context, _, values in
      // Called for each of a million rows with two short texts; the usual form is converted without making a String.
      if let month = fastFiscalMonth(values!) {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 7) { buffer in
          writeMonth(month, into: buffer)
          sqlite3_result_text(context, buffer.baseAddress, 7, transientText)
        }
        return
      }
      convert(context, from: values!, count: 2, fallback: 1) { WrittenDate.month(ofFiscalYear: $0[0], $0[1]) }
    }
    add("month_of_year", arguments: 2) { context, _, values in
      convert(context, from: values!, count: 2, fallback: 1) { WrittenDate.month(ofYear: $0[0], $0[1]) }
    }
    add("plain_integer", arguments: 1) { context, _, values in
      convert(context, from: values!, fallback: 0) { NormalizingFunctions.withoutThousandsSeparators($0[0]) }
    }
    add("plain_date", arguments: 1) { context, _, values in
      convert(context, from: values!, fallback: 0) { WrittenDate.date($0[0]) }
    }
    add("first_number", arguments: 1) { context, _, values in
      convert(context, from: values!, fallback: 0) { NormalizingFunctions.rangeEnds($0[0])?.first }
    }
    add("last_number", arguments: 1) { context, _, values in
      convert(context, from: values!, fallback: 0) { NormalizingFunctions.rangeEnds($0[0])?.last }
    }
    add("exact_number", arguments: 1) { context, _, values in
      stated(context, from: values!) { number in number.kind == .exact ? number.first : nil }
    }
    add("at_least", arguments: 1) { context, _, values in
      stated(context, from: values!) { number in number.least.map(String.init) }
    }
    add("squeeze", arguments: 1) { context, _, values in
      convert(context, from: values!, fallback: 0) { NormalizingFunctions.squeezed($0[0]) }
    }
  }

  /// `1,234,567` without its separators, where the groups are right; plain digits as they are; nil otherwise.
  static func withoutThousandsSeparators(_ text: String) -> String? {
    let groups = text.split(separator: ",", omittingEmptySubsequences: false)
    guard groups.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }) else { return nil }
    guard groups.count == 1 || (groups[0].utf8.count <= 3 && groups.dropFirst().allSatisfy { $0.utf8.count == 3 })
    else { return nil }
    return groups.joined()
  }

  /// Both ends of `11–13`, or of a single number.
  static func rangeEnds(_ text: String) -> (first: String, last: String)? {
    let parts = text.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "–" || $0 == "-" || $0 == "—" }
    ).map { part in
      var part = part.drop { $0 == " " }
      while part.last == " " { part.removeLast() }
      return part
    }
    guard (1...2).contains(parts.count),
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } })
    else { return nil }
    return (String(parts[0]), String(parts[parts.count - 1]))
  }

  static func squeezed(_ text: String) -> String {
    text.split(whereSeparator: { $0.isWhitespace }).joined(separator: " ")
  }
}

private typealias SQLFunction = @convention(c) (OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?) -> Void

/// The text of a value that is not NULL, never with a nil base address.
///
/// A text is read as a blob: sqlite3_value_text would first copy it to append a zero byte, which is not needed here.
@inline(__always)
func textBytes(_ value: OpaquePointer?) -> UnsafeBufferPointer<UInt8> {
  let start =
    sqlite3_value_type(value) == SQLITE_TEXT
    ? sqlite3_value_blob(value)?.assumingMemoryBound(to: UInt8.self)
    : sqlite3_value_text(value).map { UnsafePointer($0) }
  guard let start else { return UnsafeBufferPointer(start: emptyText, count: 0) }
  return UnsafeBufferPointer(start: start, count: Int(sqlite3_value_bytes(value)))
}

nonisolated(unsafe) private let emptyText: UnsafePointer<UInt8> = {
  let byte = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
  byte.initialize(to: 0)
  return UnsafePointer(byte)
}()

private func convert(
  _ context: OpaquePointer?, from values: UnsafeMutablePointer<OpaquePointer?>, count: Int = 1, fallback: Int,
  _ body: ([String]) -> String?
) {
  var texts: [String] = []
  for i in 0..<count {
    guard sqlite3_value_type(values[i]) != SQLITE_NULL else { return sqlite3_result_null(context) }
    texts.append(String(decoding: textBytes(values[i]), as: UTF8.self))
  }
  guard let result = body(texts) else { return sqlite3_result_value(context, values[fallback]) }
  sqlite3_result_text(context, result, -1, transientText)
}

/// NULL for a stated number for which `body` gives nil, since a bound does not break a contract.
private func stated(
  _ context: OpaquePointer?, from values: UnsafeMutablePointer<OpaquePointer?>, _ body: (StatedNumber) -> String?
) {
  guard sqlite3_value_type(values[0]) != SQLITE_NULL,
    let number = StatedNumber(String(decoding: textBytes(values[0]), as: UTF8.self))
  else { return sqlite3_result_value(context, values[0]) }
  guard let result = body(number) else { return sqlite3_result_null(context) }
  sqlite3_result_text(context, result, -1, transientText)
}

/// The calendar month (year * 12 + month - 1) of `2026` or `2026 (FYTD)` and `OCT`; nil for any other form.
private func fastFiscalMonth(_ values: UnsafeMutablePointer<OpaquePointer?>) -> Int? {
  let name = textBytes(values[1])
  guard let number = fastYear(textBytes(values[0])), name.count == 3 else { return nil }
  let month: Int
  switch (name[0], name[1], name[2]) {
  case (74, 65, 78): month = 0
  case (70, 69, 66): month = 1
  case (77, 65, 82): month = 2
  case (65, 80, 82): month = 3
  case (77, 65, 89): month = 4
  case (74, 85, 78): month = 5
  case (74, 85, 76): month = 6
  case (65, 85, 71): month = 7
  case (83, 69, 80): month = 8
  case (79, 67, 84): month = 9
  case (78, 79, 86): month = 10
  case (68, 69, 67): month = 11
  default: return nil
  }
  return (month >= 9 ? number - 1 : number) * 12 + month
}

/// The year of exactly `2026` or `2026 (FYTD)`; nil for any other form.
@inline(__always)
private func fastYear(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
  guard text.count == 4 || text.count == 11 else { return nil }
  var number = 0
  for i in 0..<4 {
    let digit = text[i] &- 48
    guard digit <= 9 else { return nil }
    number = number * 10 + Int(digit)
  }
  guard number >= 1000 else { return nil }
  if text.count == 4 { return number }
  let isYearToDate =
    text[4] == 32 && text[5] == 40 && text[6] == 70 && text[7] == 89 && text[8] == 84 && text[9] == 68 && text[10] == 41
  return isYearToDate ? number : nil
}

private func writeMonth(_ month: Int, into buffer: UnsafeMutableBufferPointer<CChar>) {
  let year = month / 12
  let number = month % 12 + 1
  buffer[0] = CChar(48 + year / 1000)
  buffer[1] = CChar(48 + year / 100 % 10)
  buffer[2] = CChar(48 + year / 10 % 10)
  buffer[3] = CChar(48 + year % 10)
  buffer[4] = 45
  buffer[5] = CChar(48 + number / 10)
  buffer[6] = CChar(48 + number % 10)
}
