import System

/// What a script does with an array or object that it has written out.
enum ScriptStatement {
  private static let shown = 40

  /// What follows a literal in its own statement, shortened; nil where the statement ends.
  static func continuation(at end: Int, in text: [UInt8]) -> String? {
    var i = end
    var isOnNewLine = false
    while i < text.count {
      if text[i].isBlank {
        isOnNewLine = isOnNewLine || text[i] == 10 || text[i] == 13
        i += 1
      } else if text[i...].starts(with: "//".utf8) || (isOnNewLine && text[i...].starts(with: "-->".utf8)) {
        i = text[i...].firstIndex { $0 == 10 || $0 == 13 } ?? text.count
      } else if text[i...].starts(with: "/*".utf8) {
        i = text.offset(of: "*/", from: i).map { $0 + 2 } ?? text.count
      } else {
        break
      }
    }
    guard i < text.count else { return nil }
    let byte = text[i]
    if ";,}".utf8.contains(byte) { return nil }
    // A line end ends a statement, unless the next line goes on with it.
    let goesOn = ".([+-*/%<>=&|^?:,`)]".utf8.contains(byte) || text[i...].starts(with: "!=".utf8)
    return isOnNewLine && !goesOn ? nil : words(text[i...])
  }

  static func words(_ text: ArraySlice<UInt8>) -> String {
    let words = String(decoding: text.prefix(shown), as: UTF8.self).split(whereSeparator: \.isWhitespace)
    return words.joined(separator: " ") + (text.count > shown ? "…" : "")
  }
}
