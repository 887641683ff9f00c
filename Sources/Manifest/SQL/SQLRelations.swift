/// The words and signs of an SQL text with their places, without comments and string literals.
struct SQLRelations {
  struct Token {
    /// A word in lower case, a quoted name without its quotes, or one sign.
    var text: String
    /// Whether it may be a name.
    var isWord: Bool
    /// Its bytes in the text.
    var range: Range<Int>
    /// How many parentheses are open around it.
    var depth: Int
  }

  let bytes: [UInt8]
  private(set) var tokens: [Token] = []
  /// The bytes of comments, and of line breaks outside of quotes.
  private var blanks: [Range<Int>] = []

  init(_ text: String) {
    bytes = Array(text.utf8)
    scan()
  }

  /// What stands behind FROM and JOIN, in order, each once: datasets and tables, but no names that the text itself gives to a SELECT.
  var relations: [String] {
    var found: [String] = []
    let own = ownNames
    // By depth: whether a comma now is between two relations.
    var isFrom: [Bool] = [false]
    for (i, token) in tokens.enumerated() {
      while isFrom.count <= token.depth { isFrom.append(false) }
      isFrom.removeLast(isFrom.count - token.depth - 1)
      guard token.isWord else { continue }
      let before = i > 0 ? tokens[i - 1] : nil
      let isRelation =
        before.map { ["from", "join"].contains($0.text) || ($0.text == "," && isFrom[token.depth]) } ?? false
      let isCalled = i + 1 < tokens.count && tokens[i + 1].text == "("
      if isRelation, before?.depth == token.depth, !isCalled, !own.contains(token.text), !found.contains(token.text) {
        found.append(token.text)
      }
      switch token.text {
      case "from": isFrom[token.depth] = true
      case "select", "where", "group", "having", "order", "window", "limit", "union", "except", "intersect":
        isFrom[token.depth] = false
      default: break
      }
    }
    return found
  }

  /// The names that the text itself gives to its parts: `with NAME as (...)`.
  var ownNames: Set<String> {
    var names: Set<String> = []
    for (i, token) in tokens.enumerated() where token.isWord && i > 0 {
      guard ["with", "recursive", ","].contains(tokens[i - 1].text) else { continue }
      var next = i + 1
      if next < tokens.count, tokens[next].text == "(" {
        // The names of its columns.
        next = (tokens[next...].firstIndex { $0.text == ")" && $0.depth == token.depth } ?? tokens.count) + 1
      }
      // An alias has no parenthesis behind its AS.
      if next + 1 < tokens.count, tokens[next].text == "as",
        ["(", "not", "materialized"].contains(tokens[next + 1].text)
      {
        names.insert(token.text)
      }
    }
    return names
  }

  /// The SELECT on one line, without comments and without an order that only readers need.
  var line: String {
    let end = lastOrder ?? tokens.last(where: { $0.text != ";" })?.range.upperBound ?? bytes.count
    return text(from: tokens.first?.range.lowerBound ?? 0, to: end, replacing: blanks.map { ($0, " ") })
  }

  /// Where the text's own ORDER BY begins, if nothing depends on it.
  private var lastOrder: Int? {
    let top = tokens.filter { $0.depth == 0 }
    guard let place = top.indices.dropLast().last(where: { top[$0].text == "order" && top[$0 + 1].text == "by" }),
      !top[place...].contains(where: { ["limit", "offset", "fetch"].contains($0.text) })
    else { return nil }
    return top[place].range.lowerBound
  }

  /// The text with each `:name` replaced.
  func replacingParameters(_ replacement: (String) -> String) -> String {
    var parameters: [(Range<Int>, String)] = []
    for (sign, word) in zip(tokens, tokens.dropFirst())
    where sign.text == ":" && word.isWord && sign.range.upperBound == word.range.lowerBound {
      let name = String(decoding: bytes[word.range], as: UTF8.self)
      parameters.append((sign.range.lowerBound..<word.range.upperBound, replacement(name)))
    }
    return text(from: 0, to: bytes.count, replacing: parameters)
  }

  /// The names behind a colon.
  var parameters: [String] {
    var names: [String] = []
    _ = replacingParameters { name in
      if !names.contains(name) { names.append(name) }
      return name
    }
    return names
  }

  /// The text with these SELECTs under their names in front of its own, on the line of its first word, so that all lines keep their numbers.
  func naming(_ selects: [(name: String, select: String)]) -> String {
    guard let first = tokens.first, !selects.isEmpty else { return String(decoding: bytes, as: UTF8.self) }
    let list = selects.map { "\($0.name) as (\($0.select))" }.joined(separator: ", ")
    let hasOwn = first.text == "with"
    let isRecursive = hasOwn && tokens.count > 1 && tokens[1].text == "recursive"
    let rest = isRecursive ? tokens[1].range.upperBound : hasOwn ? first.range.upperBound : first.range.lowerBound
    return text(from: 0, to: first.range.lowerBound, replacing: []) + (isRecursive ? "with recursive " : "with ") + list
      + (hasOwn ? "," : " ") + text(from: rest, to: bytes.count, replacing: [])
  }

  private func text(from start: Int, to end: Int, replacing parts: [(Range<Int>, String)]) -> String {
    var out: [UInt8] = []
    var place = start
    for (range, replacement) in parts where range.lowerBound >= place && range.upperBound <= end {
      out += bytes[place..<range.lowerBound]
      out += replacement.utf8
      place = range.upperBound
    }
    return String(decoding: out + bytes[place..<max(place, end)], as: UTF8.self)
  }

  private mutating func scan() {
    var (i, depth) = (0, 0)
    func next(_ byte: UInt8) -> Bool { i + 1 < bytes.count && bytes[i + 1] == byte }
    while i < bytes.count {
      let start = i
      switch bytes[i] {
      case UInt8(ascii: "-") where next(UInt8(ascii: "-")):
        while i < bytes.count, bytes[i] != UInt8(ascii: "\n") { i += 1 }
        blanks.append(start..<i)
      case UInt8(ascii: "/") where next(UInt8(ascii: "*")):
        i += 2
        while i < bytes.count, !(bytes[i] == UInt8(ascii: "*") && next(UInt8(ascii: "/"))) { i += 1 }
        i = min(i + 2, bytes.count)
        blanks.append(start..<i)
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        i += 1
        blanks.append(start..<i)
      case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"), UInt8(ascii: "["):
        let close = bytes[i] == UInt8(ascii: "[") ? UInt8(ascii: "]") : bytes[i]
        i += 1
        while i < bytes.count, bytes[i] != close || (close != UInt8(ascii: "]") && next(close)) {
          i += bytes[i] == close ? 2 : 1
        }
        i = min(i + 1, bytes.count)
        guard close != UInt8(ascii: "'") else { break }
        let inside = String(decoding: bytes[start..<i].dropFirst().dropLast(), as: UTF8.self)
        tokens.append(Token(text: inside, isWord: true, range: start..<i, depth: depth))
      case let byte where Self.isWord(byte):
        while i < bytes.count, Self.isWord(bytes[i]) { i += 1 }
        let word = String(decoding: bytes[start..<i], as: UTF8.self).lowercased()
        tokens.append(Token(text: word, isWord: true, range: start..<i, depth: depth))
      case UInt8(ascii: " "), UInt8(ascii: "\t"): i += 1
      case let byte:
        i += 1
        if byte == UInt8(ascii: ")") { depth = max(0, depth - 1) }
        tokens.append(
          Token(text: String(Unicode.Scalar(byte)), isWord: false, range: start..<i, depth: depth))
        if byte == UInt8(ascii: "(") { depth += 1 }
      }
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte) || byte == 95 || byte >= 128
  }
}
