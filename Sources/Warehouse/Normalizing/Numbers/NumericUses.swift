/// Where an SQL statement calculates: what it adds, multiplies, sums, rounds, casts to a number, compares with one or finds the largest of
/// is handed through a function that lets no text pass which is no number (``NumericFunctions``).
///
/// SQLite itself takes the digits at the front of a text for its number: `'1,200' * 2` is 2, and `sum` of `n.d.` is 0.
struct NumericUses {
  private let source: SQLTokens
  /// For each token in parentheses, whether it is behind ORDER BY, where a number decides on nothing but an order.
  private var isOrdering: [Bool] = []
  /// The partner of each parenthesis, of each CASE and of each END.
  private var partner: [Int: Int] = [:]
  /// What is wrapped, by the tokens that it begins and ends with, and in which function.
  private var wrapped: [Range<Int>: String] = [:]

  private var tokens: [SQLTokens.Token] { source.tokens }

  /// The statement with its operands in checks; the same statement where it does not calculate.
  static func checked(_ sql: String) -> String {
    var uses = NumericUses(source: SQLTokens(sql))
    uses.pair()
    for i in uses.tokens.indices { uses.look(at: i) }
    return uses.wrapped.isEmpty ? sql : uses.written()
  }

  private init(source: SQLTokens) { self.source = source }

  private mutating func pair() {
    var open: [(index: Int, isOrdering: Bool)] = []
    var ordering = false
    for (i, token) in tokens.enumerated() {
      switch (token.kind, token.text) {
      case (.sign, "("), (.word, "case"): open.append((i, ordering))
      case (.sign, ")"), (.word, "end"):
        if let last = open.popLast() {
          (partner[i], partner[last.index]) = (last.index, i)
          ordering = last.isOrdering
        }
      case (.word, "by"): ordering = i > 0 && tokens[i - 1].text == "order" || ordering
      case (.word, "limit"), (.word, "union"), (.word, "rows"), (.word, "range"), (.word, "groups"):
        ordering = open.last?.isOrdering ?? false
      default: break
      }
      isOrdering.append(ordering)
    }
  }

  private mutating func look(at i: Int) {
    let token = tokens[i]
    switch (token.kind, token.text) {
    case (.sign, "*"), (.sign, "/"), (.sign, "%"), (.sign, "+"), (.sign, "-"), (.sign, "&"), (.sign, "|"),
      (.sign, "<<"),
      (.sign, ">>"), (.sign, "~"):
      if endsOperand(i - 1) {
        wrap(operandBefore(i))
        wrap(operandAfter(i))
      } else if token.text != "*" {
        wrap(operandAfter(i))
      }
    case (.sign, "<"), (.sign, ">"), (.sign, "<="), (.sign, ">="):
      let (left, right) = (operandBefore(i), operandAfter(i))
      if isNumber(right) { wrap(left) }
      if isNumber(left) { wrap(right) }
    case (.word, "between"):
      let isNegated = i > 0 && tokens[i - 1].text == "not"
      if isNumber(operandAfter(i)) { wrap(operandBefore(isNegated ? i - 1 : i)) }
    case (.word, _) where i + 1 < tokens.count && tokens[i + 1].text == "(" && tokens[i + 1].kind == .sign:
      call(token.text, open: i + 1)
    default: break
    }
  }

  /// A call of a function by the index of its opening parenthesis.
  private mutating func call(_ name: String, open: Int) {
    guard let close = partner[open], close > open + 1 else { return }
    switch name {
    case "cast":
      guard let word = (open + 1..<close).last(where: { tokens[$0].text == "as" && tokens[$0].kind == .word }) else {
        return
      }
      let type = tokens[word + 1..<close].map(\.text).joined().lowercased()
      // SQLite's rule: what says none of these is a number.
      guard !["char", "clob", "text", "blob"].contains(where: type.contains) || type.contains("int") else { return }
      wrap(open + 1..<word)
    case "max", "min": for argument in arguments(open, close) { wrap(argument, in: NumericFunctions.sortable) }
    case "printf", "format":
      let all = arguments(open, close)
      guard let first = all.first, first.count == 1, tokens[first.lowerBound].kind == .text else { return }
      let types = Self.conversions(tokens[first.lowerBound].text)
      for (argument, type) in zip(all.dropFirst(), types) where !"sqQwz".contains(type) { wrap(argument) }
    case _ where Self.calculating.contains(name): for argument in arguments(open, close) { wrap(argument) }
    default: break
    }
  }

  private static let calculating: Set<String> = [
    "sum", "total", "avg", "abs", "round", "sign", "ceil", "ceiling", "floor", "trunc", "sqrt", "exp", "ln", "log",
    "log2",
    "log10", "pow", "power", "mod", "median", "percentile",
  ]

  /// The types of the conversions of a format: `%05d` has `d`.
  private static func conversions(_ format: String) -> [Character] {
    var types: [Character] = []
    var isOpen = false
    for letter in format {
      if !isOpen {
        isOpen = letter == "%"
      } else if letter == "%" {
        isOpen = false
      } else if letter == "*" {
        types.append("d")
      } else if letter.isLetter, letter != "l" {
        types.append(letter)
        isOpen = false
      }
    }
    return types
  }

  private func arguments(_ open: Int, _ close: Int) -> [Range<Int>] {
    var arguments: [Range<Int>] = []
    var start = open + 1
    if ["distinct", "all"].contains(tokens[start].text), tokens[start].kind == .word { start += 1 }
    var i = start
    while i < close {
      if let end = partner[i], end > i { i = end }
      if tokens[i].kind == .sign, tokens[i].text == "," {
        arguments.append(start..<i)
        start = i + 1
      } else if tokens[i].kind == .word, tokens[i].text == "order" {
        break
      }
      i += 1
    }
    arguments.append(start..<i)
    return arguments
  }

  /// Whether an operand ends with a token, so that a sign behind it is between two.
  private func endsOperand(_ i: Int) -> Bool {
    guard i >= 0 else { return false }
    switch tokens[i].kind {
    case .quotedName, .text, .number: return true
    case .word: return !Self.beforeOperands.contains(tokens[i].text)
    case .sign: return tokens[i].text == ")"
    }
  }

  /// Words behind which an expression begins.
  private static let beforeOperands: Set<String> = [
    "select", "distinct", "all", "where", "and", "or", "not", "then", "else", "when", "case", "in", "like", "glob",
    "regexp",
    "match", "escape", "between", "is", "by", "on", "having", "limit", "offset", "values", "union", "except",
    "intersect",
    "as", "from",
  ]

  /// The tokens of the operand that ends before a token.
  private func operandBefore(_ i: Int) -> Range<Int> {
    var start = i
    var isMore = true
    while isMore, start > 0 {
      start = primaryStart(start - 1)
      isMore = false
      if start > 0, ["||", "->", "->>"].contains(tokens[start - 1].text), tokens[start - 1].kind == .sign {
        start -= 1
        isMore = true
      }
    }
    return start..<i
  }

  /// Where the name, number, text, call or parenthesis that ends with a token begins.
  private func primaryStart(_ end: Int) -> Int {
    var i = end
    if i > 1, tokens[i].kind == .word || tokens[i].kind == .quotedName,
      ["collate", "over"].contains(tokens[i - 1].text),
      tokens[i - 1].kind == .word
    {
      return primaryStart(i - 2)
    }
    if let open = partner[i], open < i {
      guard tokens[i].text == ")", tokens[i].kind == .sign else { return open }
      i = open
      guard i > 0, tokens[i - 1].kind == .word, !Self.beforeOperands.contains(tokens[i - 1].text) else { return i }
      guard ["over", "filter"].contains(tokens[i - 1].text), i > 1 else { return i - 1 }
      return primaryStart(i - 2)
    }
    while i > 1, tokens[i - 1].text == ".", tokens[i - 1].kind == .sign { i -= 2 }
    return i
  }

  /// The tokens of the operand that begins behind a token.
  private func operandAfter(_ i: Int) -> Range<Int> {
    var start = i + 1
    // A sign before it is looked at by itself.
    while start < tokens.count, tokens[start].kind == .sign, ["-", "+", "~"].contains(tokens[start].text) { start += 1 }
    var end = primaryEnd(start)
    while end < tokens.count, tokens[end].kind == .sign, ["||", "->", "->>"].contains(tokens[end].text) {
      end = primaryEnd(end + 1)
    }
    return min(start, tokens.count)..<min(max(start, end), tokens.count)
  }

  private func primaryEnd(_ start: Int) -> Int {
    guard start < tokens.count else { return start }
    var i = start
    if let close = partner[i], close > i {
      i = close + 1
    } else {
      while i + 2 < tokens.count, tokens[i + 1].text == ".", tokens[i + 1].kind == .sign { i += 2 }
      i += 1
      if tokens[i - 1].kind == .word, i < tokens.count, tokens[i].text == "(", tokens[i].kind == .sign,
        let close = partner[i]
      {
        i = close + 1
      }
    }
    while i < tokens.count, tokens[i].kind == .word, ["over", "filter", "collate"].contains(tokens[i].text) {
      i += 1
      if i < tokens.count { i = (partner[i].map { max($0, i) } ?? i) + 1 }
    }
    return i
  }

  private func isNumber(_ operand: Range<Int>) -> Bool {
    operand.count == 1 && tokens[operand.lowerBound].kind == .number
  }

  private mutating func wrap(_ operand: Range<Int>, in name: String? = nil) {
    guard !operand.isEmpty, !isNumber(operand) else { return }
    // What stands for all columns, or is a sign alone, is no value.
    guard operand.count > 1 || tokens[operand.lowerBound].kind != .sign else { return }
    let ordering = isOrdering[operand.lowerBound]
    wrapped[operand] = name ?? (ordering ? NumericFunctions.numberOrBlank : NumericFunctions.number)
  }

  private func written() -> String {
    var before: [Int: [(length: Int, name: String)]] = [:]
    var behind: [Int: Int] = [:]
    for (operand, name) in wrapped {
      before[operand.lowerBound, default: []].append((operand.count, name))
      behind[operand.upperBound - 1, default: 0] += 1
    }
    var bytes: [UInt8] = []
    var done = 0
    for (i, token) in tokens.enumerated() {
      bytes += source.bytes[done..<token.range.lowerBound]
      for one in (before[i] ?? []).sorted(by: { $0.length > $1.length }) { bytes += Array("\(one.name)(".utf8) }
      bytes += source.bytes[token.range]
      bytes += Array(repeating: UInt8(ascii: ")"), count: behind[i] ?? 0)
      done = token.range.upperBound
    }
    bytes += source.bytes[done...]
    return String(decoding: bytes, as: UTF8.self)
  }
}
