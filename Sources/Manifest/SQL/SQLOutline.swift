/// What can be found out about an SQL text without a parser: comments, string literals and quoted names are skipped.
struct SQLOutline {
  /// Each word outside of parentheses, in lower case, with its line.
  private(set) var words: [(word: String, line: Int)] = []
  /// The line of the first word after a semicolon; nil if there is one statement.
  private(set) var secondStatement: Int?
  /// The line of the first `/`, which divides.
  private(set) var division: Int?
  /// The first quote, comment or parenthesis that is opened and not closed, or closed and not opened.
  private(set) var unbalanced: (what: String, line: Int)?

  init(_ text: String) {
    var text = text
    text.withUTF8 { scan($0) }
  }

  var isEmpty: Bool { words.isEmpty && unbalanced == nil }

  /// Reports in the file what keeps the text from being one SELECT.
  func requireOneSelect(in file: SourceFile, what remedy: String) {
    if isEmpty {
      file.report("contains no SQL", remedy: remedy)
    } else if let unbalanced {
      file.report(line: unbalanced.line, unbalanced.what, remedy: "fix the SQL")
    } else if let first = words.first, !["select", "with"].contains(first.word) {
      file.report(line: first.line, "begins with '\(first.word)', not with select or with", remedy: remedy)
    } else if let line = secondStatement {
      file.report(
        line: line, "a second statement begins here", remedy: "keep one SELECT; a WITH before it may name its parts")
    }
  }

  static let divides = "divides with '/', which SQL engines do in different ways with whole numbers"

  /// Reports a division in the file: engines divide whole numbers in different ways.
  ///
  /// - Parameter remedy: what to write there.
  func refuseDivision(in file: SourceFile, what remedy: String) {
    guard let division else { return }
    file.report(line: division, Self.divides, remedy: remedy)
  }

  /// True if the outermost SELECT has an ORDER BY.
  var isOrdered: Bool {
    zip(words, words.dropFirst()).contains { $0.word == "order" && $1.word == "by" }
  }

  private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) {
    var position = 0
    var line = 1
    var open: [Int] = []
    var isEnded = false
    func peek(_ offset: Int = 0) -> UInt8 { position + offset < bytes.count ? bytes[position + offset] : 0 }
    /// Moves past the closing byte, where a doubled one is one of it; false if there is none.
    func skip(to close: UInt8) -> Bool {
      position += 1
      while position < bytes.count {
        if bytes[position] == close {
          if peek(1) != close || close == UInt8(ascii: "]") {
            position += 1
            return true
          }
          position += 1
        }
        if bytes[position] == UInt8(ascii: "\n") { line += 1 }
        position += 1
      }
      return false
    }
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\n"):
        line += 1
        position += 1
        continue
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
        position += 1
        continue
      case UInt8(ascii: "-") where peek(1) == byte:
        while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
        continue
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"):
        let start = line
        position += 2
        while position < bytes.count, !(peek() == UInt8(ascii: "*") && peek(1) == UInt8(ascii: "/")) {
          if bytes[position] == UInt8(ascii: "\n") { line += 1 }
          position += 1
        }
        if position >= bytes.count { unbalanced = ("a comment /* that never ends", start) }
        position += 2
        continue
      case UInt8(ascii: ";"):
        isEnded = true
        position += 1
        continue
      default: break
      }
      if isEnded, secondStatement == nil { secondStatement = line }
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"), UInt8(ascii: "["):
        let start = line
        let close = byte == UInt8(ascii: "[") ? UInt8(ascii: "]") : byte
        if !skip(to: close) { unbalanced = ("a quote \(Character(Unicode.Scalar(byte))) that never ends", start) }
      case UInt8(ascii: "("):
        open.append(line)
        position += 1
      case UInt8(ascii: ")"):
        if open.popLast() == nil, unbalanced == nil { unbalanced = ("a ')' without its '('", line) }
        position += 1
      default:
        if byte == UInt8(ascii: "/"), division == nil { division = line }
        let start = position
        while position < bytes.count, SQLOutline.isWord(bytes[position]) { position += 1 }
        if position == start {
          position += 1
        } else if open.isEmpty {
          words.append((String(decoding: bytes[start..<position], as: UTF8.self).lowercased(), line))
        }
      }
    }
    if let line = open.last, unbalanced == nil { unbalanced = ("a '(' that is never closed", line) }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte) || byte == 95 || byte >= 128
  }
}
