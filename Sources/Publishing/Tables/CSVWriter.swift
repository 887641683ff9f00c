import Manifest
import Model
import Words

/// A table as CSV: UTF-8 without a byte order mark, lines ended by LF, quoted as in RFC 4180 and only where needed.
package enum CSVWriter {
  /// The header of column names and one line for each row.
  ///
  /// - NULL is an empty cell, and an empty text `""`. (In a table of one column NULL is `""` as well: many readers skip
  ///   an empty line.)
  /// - Decimals have exactly the column's decimals, booleans are 1 and 0; no number is ever in scientific notation.
  /// - A text that a spreadsheet would run as a formula has an apostrophe before it: see ``harmlessCell(_:)``.
  package static func bytes(of result: TableResult, manifest: TableManifest) -> [UInt8] {
    let columns = TableShape(result, manifest).columns
    var out: [UInt8] = []
    out.reserveCapacity(64 + result.rows.count * columns.count * 8)
    for (i, column) in columns.enumerated() {
      if i > 0 { out.append(comma) }
      append(column.name, to: &out)
    }
    out.append(newline)
    let decimals: [Int?] = columns.map { $0.kind == .decimal ? $0.decimals : nil }
    for row in result.rows {
      let start = out.count
      for i in row.indices {
        if i > 0 { out.append(comma) }
        append(row[i], decimals: i < decimals.count ? decimals[i] : nil, to: &out)
      }
      if out.count == start { out += [quote, quote] }
      out.append(newline)
    }
    return out
  }

  @inline(__always)
  private static func append(_ value: Value, decimals: Int?, to out: inout [UInt8]) {
    switch value {
    case .null: break
    case .integer(let n):
      if let decimals { NumberText.append(n, decimals: decimals, to: &out) } else { NumberText.append(n, to: &out) }
    case .real(let x): _ = NumberText.append(x, decimals: decimals, to: &out)
    case .text(let text): append(text, to: &out)
    }
  }

  static func append(_ text: String, to out: inout [UInt8]) {
    var text = text
    let isDone = text.withUTF8 { bytes in
      guard !mayBeFormula(bytes) else { return false }
      append(bytes, to: &out)
      return true
    }
    if isDone { return }
    text = harmlessCell(text)
    text.withUTF8 { append($0, to: &out) }
  }

  /// False for a text that ``harmlessCell(_:)`` certainly leaves as it is, which is nearly every text.
  private static func mayBeFormula(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = bytes.first else { return false }
    return !isWordByte[Int(first)] || bytes.contains { isSeparator[Int($0)] }
  }

  private static func append(_ bytes: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
    if needsQuotes(bytes) { appendQuoted(bytes, to: &out) } else { out.append(contentsOf: bytes) }
  }

  /// Beside what RFC 4180 names, blanks at either end are quoted: some readers strip them otherwise.
  private static func needsQuotes(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = bytes.first, let last = bytes.last else { return true }
    if first <= space || last <= space { return true }
    return bytes.contains { $0 == comma || $0 == quote || $0 == newline || $0 == carriageReturn }
  }

  private static func appendQuoted(_ bytes: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
    out.append(quote)
    for byte in bytes {
      if byte == quote { out.append(quote) }
      out.append(byte)
    }
    out.append(quote)
  }

  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")
  private static let newline = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
  private static let space = UInt8(ascii: " ")
  /// What a harmless text may begin with, as far as one byte tells: ASCII but blanks, controls, and the signs of a formula.
  private static let isWordByte: [Bool] = (0...255).map { byte in
    byte > 0x20 && byte < 0x7F && !"=+-@".utf8.contains(UInt8(byte))
  }
  private static let isSeparator: [Bool] = (0...255).map { byte in
    ";\t\r\n".utf8.contains(UInt8(byte))
  }
}
