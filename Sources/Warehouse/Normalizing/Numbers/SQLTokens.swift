/// The words and signs of an SQL statement, without blanks and comments.
struct SQLTokens {
  enum Kind { case word, quotedName, text, number, sign }

  struct Token {
    var kind: Kind
    /// Where it is, in bytes of the statement.
    var range: Range<Int>
    /// In lower case where it is a word.
    var text: String
  }

  let bytes: [UInt8]
  private(set) var tokens: [Token] = []

  init(_ sql: String) {
    bytes = Array(sql.utf8)
    var i = 0
    while i < bytes.count {
      guard let end = skipped(from: i) else {
        let token = token(at: i)
        tokens.append(token)
        i = token.range.upperBound
        continue
      }
      i = end
    }
  }

  /// The end of a blank or a comment; nil where there is none.
  private func skipped(from i: Int) -> Int? {
    if [9, 10, 12, 13, 32].contains(bytes[i]) { return i + 1 }
    let next = i + 1 < bytes.count ? bytes[i + 1] : 0
    if bytes[i] == UInt8(ascii: "-"), next == UInt8(ascii: "-") {
      return bytes[i...].firstIndex(of: 10) ?? bytes.count
    }
    guard bytes[i] == UInt8(ascii: "/"), next == UInt8(ascii: "*") else { return nil }
    var end = i + 2
    while end + 1 < bytes.count, !(bytes[end] == UInt8(ascii: "*") && bytes[end + 1] == UInt8(ascii: "/")) { end += 1 }
    return min(end + 2, bytes.count)
  }

  private func token(at i: Int) -> Token {
    func made(_ kind: Kind, _ end: Int) -> Token {
      let text = String(decoding: bytes[i..<end], as: UTF8.self)
      return Token(kind: kind, range: i..<end, text: kind == .word ? text.lowercased() : text)
    }
    switch bytes[i] {
    case UInt8(ascii: "'"): return made(.text, quoteEnd(i, UInt8(ascii: "'")))
    case UInt8(ascii: "\""), UInt8(ascii: "`"): return made(.quotedName, quoteEnd(i, bytes[i]))
    case UInt8(ascii: "["):
      return made(.quotedName, (bytes[i...].firstIndex(of: UInt8(ascii: "]")) ?? bytes.count - 1) + 1)
    case 48...57: return made(.number, numberEnd(i))
    case UInt8(ascii: ".") where i + 1 < bytes.count && (48...57).contains(bytes[i + 1]):
      return made(.number, numberEnd(i))
    case let byte where Self.isLetter(byte):
      return made(.word, bytes[i...].firstIndex { !Self.isLetter($0) && !(48...57).contains($0) } ?? bytes.count)
    default:
      for sign in ["->>", "||", "->", "<<", ">>", "<=", ">=", "<>", "!=", "=="]
      where bytes[i...].starts(with: sign.utf8) {
        return made(.sign, i + sign.utf8.count)
      }
      return made(.sign, i + 1)
    }
  }

  /// A quote that is doubled goes on.
  private func quoteEnd(_ start: Int, _ quote: UInt8) -> Int {
    var i = start + 1
    while i < bytes.count {
      if bytes[i] == quote {
        guard i + 1 < bytes.count, bytes[i + 1] == quote else { return i + 1 }
        i += 1
      }
      i += 1
    }
    return bytes.count
  }

  private func numberEnd(_ start: Int) -> Int {
    var i = start
    while i < bytes.count {
      let isSign = bytes[i] == UInt8(ascii: "+") || bytes[i] == UInt8(ascii: "-")
      let isOfExponent =
        isSign && i > start && [69, 101].contains(bytes[i - 1])
        && bytes[start + 1 < bytes.count ? start + 1 : start] | 32 != 120
      guard Self.isLetter(bytes[i]) || (48...57).contains(bytes[i]) || bytes[i] == UInt8(ascii: ".") || isOfExponent
      else { break }
      i += 1
    }
    return i
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$")
      || byte >= 0x80
  }
}
