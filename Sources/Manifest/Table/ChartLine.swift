/// The words of a `-- chart` line (names, numbers, quoted texts and signs), read one after the other.
struct ChartLine {
  enum Word: Equatable {
    case name(String)
    case number(Double)
    case text(String)
    case sign(String)
    /// Anything that does not begin a word of the grammar: a stray character, an unclosed quote.
    case unreadable(String)
  }

  private var words: [(word: Word, start: String.Index)] = []
  private let text: String
  private var position = 0

  init(_ text: String) {
    self.text = text
    var rest = text[...]
    while let first = rest.first {
      if first == " " {
        rest.removeFirst()
        continue
      }
      let start = rest.startIndex
      words.append((Self.take(from: &rest, first), start))
    }
  }

  var next: Word? { position < words.count ? words[position].word : nil }

  /// The rest of the line, to quote in a message.
  var rest: String { position < words.count ? String(text[words[position].start...].prefix(40)) : "its end" }

  /// Skips the next word if it is the given one.
  mutating func takes(_ wanted: String) -> Bool {
    guard next == .name(wanted) || next == .sign(wanted) else { return false }
    position += 1
    return true
  }

  /// The next word if it is a column's name.
  mutating func name() -> String? {
    guard case .name(let name) = next else { return nil }
    position += 1
    return name
  }

  /// The next word if it is a quoted text that is not empty.
  mutating func quoted() -> String? {
    guard case .text(let text) = next, !text.trimmed.isEmpty else { return nil }
    position += 1
    return text.trimmed
  }

  /// The next word if it is a quoted text or a number.
  mutating func literal() -> TableChart.Condition.Literal? {
    switch next {
    case .text(let text):
      position += 1
      return .text(text)
    case .number(let number):
      position += 1
      return .number(number)
    default: return nil
    }
  }

  /// Names separated by commas.
  mutating func names() -> [String]? {
    var names: [String] = []
    repeat {
      guard let name = name() else { return nil }
      names.append(name)
    } while takes(",")
    return names
  }

  private static func take(from rest: inout Substring, _ first: Character) -> Word {
    func isWord(_ c: Character) -> Bool { c.isLetter || c.isNumber || c == "_" }
    if first == "'" { return quotedText(from: &rest) }
    if let sign = ["<>", "<=", ">=", "<", ">", "=", ",", "(", ")"].first(where: { rest.hasPrefix($0) }) {
      rest.removeFirst(sign.count)
      return .sign(sign)
    }
    if first.isNumber || first == "-" {
      let digits = rest.prefix { $0.isNumber || $0 == "-" || $0 == "." }
      rest = rest[digits.endIndex...]
      return Double(digits).flatMap { $0.isFinite ? .number($0) : nil } ?? .unreadable(String(digits))
    }
    let word = rest.prefix(while: isWord)
    if word.isEmpty {
      rest.removeFirst()
      return .unreadable(String(first))
    }
    rest = rest[word.endIndex...]
    return .name(String(word))
  }

  /// A text in single quotes; a doubled quote is one quote, as in SQL.
  private static func quotedText(from rest: inout Substring) -> Word {
    var out = ""
    var body = rest.dropFirst()
    while let c = body.popFirst() {
      if c != "'" {
        out.append(c)
      } else if body.first == "'" {
        out.append(c)
        body.removeFirst()
      } else {
        rest = body
        return .text(out)
      }
    }
    let all = String(rest)
    rest = ""
    return .unreadable(all)
  }
}
