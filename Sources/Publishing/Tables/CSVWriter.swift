import Manifest
import Model
import Words

/// A table as CSV: UTF-8 without a byte order mark, lines ended by LF, quoted as in RFC 4180 and only where needed.
package enum CSVWriter {
  /// The header of column names and one line for each row.
  ///
  /// - NULL is an empty cell, and an empty text is `""`. (In a table of one column NULL is `""` too, because many
  ///   readers skip an empty line.)
  /// - Decimals have exactly the column's decimals, booleans are 1 and 0; no number is ever in scientific notation.
  /// - A text that a spreadsheet would run as a formula is preceded by an apostrophe: see ``HarmlessCell``.
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
    text.withUTF8 { append($0, to: &out) }
  }

  private static func append(_ bytes: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
    guard mayBeFormula(bytes) else { return CSVText.append(bytes, to: &out) }
    var text = HarmlessCell.text(String(decoding: bytes, as: UTF8.self))
    text.withUTF8 { CSVText.append($0, to: &out) }
  }

  /// The same from where the value lies in the database.
  static func append(_ field: RawField, to out: inout [UInt8]) {
    switch field {
    case .null: break
    case .integer(let n): NumberText.append(n, to: &out)
    case .real(let x): _ = NumberText.append(x, decimals: nil, to: &out)
    case .text(let bytes): append(bytes, to: &out)
    }
  }

  /// False for a text that ``HarmlessCell`` certainly leaves unchanged, which is nearly every text.
  private static func mayBeFormula(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = bytes.first else { return false }
    return !isWordByte[Int(first)] || bytes.contains { isSeparator[Int($0)] }
  }

  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")
  private static let newline = UInt8(ascii: "\n")
  /// The bytes that a harmless text may begin with: ASCII except blanks, controls, and the signs of a formula.
  private static let isWordByte: [Bool] = (0...255).map { byte in
    byte > 0x20 && byte < 0x7F && !"=+-@".utf8.contains(UInt8(byte))
  }
  private static let isSeparator: [Bool] = (0...255).map { byte in
    ";\t\r\n".utf8.contains(UInt8(byte))
  }
}
