import System

/// What a script does with an array or object that it has written out.
enum ScriptStatement {
  private static let shown = 40
  /// Methods that change an array.
  private static let changing: Set<String> = ["push", "unshift", "splice", "pop", "shift", "fill", "copyWithin"]

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

  /// The first statement from an offset on that adds to the variable or takes from it, shortened; nil where there is none.
  static func change(of variable: String, from start: Int, in text: [UInt8]) -> String? {
    var from = start
    while let offset = text.offset(of: variable, from: from) {
      from = offset + variable.utf8.count
      if offset > 0, ScriptData.isPartOfName(text[offset - 1]) { continue }
      // `?data=...` in an address is no statement.
      let isInAddress = offset > 0 && "?&".utf8.contains(text[offset - 1])
      if isChange(variable, at: from, in: text), !(isInAddress && text[from...].first == UInt8(ascii: "=")) {
        return words(text[offset...])
      }
    }
    return nil
  }

  private static func isChange(_ variable: String, at start: Int, in text: [UInt8]) -> Bool {
    var i = start
    var last: String?
    var hasIndex = false
    func skipBlanks() { while i < text.count, text[i].isBlank { i += 1 } }
    while true {
      skipBlanks()
      guard i < text.count else { return false }
      if text[i] == UInt8(ascii: ".") {
        i += 1
        skipBlanks()
        let name = text[min(i, text.count)...].prefix(while: ScriptData.isPartOfName)
        guard !name.isEmpty else { return false }
        last = String(decoding: name, as: UTF8.self)
        i += name.count
      } else if text[i] == UInt8(ascii: "["), let close = text[i...].prefix(200).firstIndex(of: UInt8(ascii: "]")) {
        hasIndex = true
        i = close + 1
      } else {
        break
      }
    }
    if text[i] == UInt8(ascii: "(") { return last.map(changing.contains) ?? false }
    guard text[i] == UInt8(ascii: "="), i + 1 < text.count, text[i + 1] != UInt8(ascii: "="),
      text[i + 1] != UInt8(ascii: ">")
    else { return false }
    if hasIndex || last == "length" { return true }
    // data = data.concat(...); what another array is put in its place is told by its literal.
    i += 1
    skipBlanks()
    let value = text[min(i, text.count)...]
    return last == nil && value.starts(with: (variable + ".").utf8)
  }

  private static func words(_ text: ArraySlice<UInt8>) -> String {
    let words = String(decoding: text.prefix(shown), as: UTF8.self).split(whereSeparator: \.isWhitespace)
    return words.joined(separator: " ") + (text.count > shown ? "…" : "")
  }
}
