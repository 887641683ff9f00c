/// CSV fields, quoted as in RFC 4180 and only where needed.
package enum CSVText {
  /// Appends a field. An empty text is written as `""`, which differs from an empty cell.
  ///
  /// Fields that begin or end with a blank are also quoted, because some readers strip such blanks.
  package static func append(_ field: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
    guard needsQuotes(field) else {
      out.append(contentsOf: field)
      return
    }
    out.append(quote)
    for byte in field {
      if byte == quote { out.append(quote) }
      out.append(byte)
    }
    out.append(quote)
  }

  package static func field(_ text: String) -> String {
    var text = text
    return text.withUTF8 { bytes in
      var out: [UInt8] = []
      append(bytes, to: &out)
      return String(decoding: out, as: UTF8.self)
    }
  }

  private static func needsQuotes(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = field.first, let last = field.last else { return true }
    if first <= space || last <= space { return true }
    return field.contains { $0 == comma || $0 == quote || $0 == newline || $0 == carriageReturn }
  }

  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")
  private static let newline = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
  private static let space = UInt8(ascii: " ")
}
