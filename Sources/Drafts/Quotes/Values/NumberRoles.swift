/// Finds out what numbers are in their sentence.
struct NumberRoles {
  private let tokens: Tokens
  private let mentions: [Mention]
  /// By the mention's number.
  private(set) var roles: [NumberRole?]

  init(_ mentions: [Mention], _ tokens: Tokens) {
    (self.mentions, self.tokens) = (mentions, tokens)
    roles = mentions.map { $0.bound.map { .bound($0.sense) } }
    for i in mentions.indices where Self.isNumber(mentions[i]) {
      // A draft may print 15,000+ for 15,000; a row may not.
      if roles[i] == nil, mentions[i].tokens.contains(where: { tokens[$0].isSign("+") && !tokens[$0].isSpaced }) {
        roles[i] = .bound(.atLeast)
      }
      if roles[i] == nil, isDenied(mentions[i].tokens) { roles[i] = .bound(.not) }
      if isPartOfAnother(mentions[i].tokens) || isOfADay(mentions[i]) { roles[i] = .unclear }
      let start = mentions[i].tokens.lowerBound
      if ["or", "to"].contains(tokens.word(start - 1)), ["one", "a"].contains(tokens.word(start - 2)) {
        roles[i] = .high
      }
      guard i + 1 < mentions.count, Self.isNumber(mentions[i + 1]) else { continue }
      readPair(i)
    }
  }

  private static func isNumber(_ mention: Mention) -> Bool {
    switch mention.kind {
    case .number, .ordinal, .percent, .money, .fraction, .multiplier: true
    default: false
    }
  }

  private mutating func readPair(_ i: Int) {
    let (a, b) = (mentions[i].tokens, mentions[i + 1].tokens)
    if mentions[i].kind != .multiplier, isOneRange(a, b) {
      if isChange(a) {
        roles[i] = .former
      } else {
        (roles[i], roles[i + 1]) = (.low, .high)
      }
    } else if isOneNumber(a, b) || isTornApart(a, b) {
      (roles[i], roles[i + 1]) = (.unclear, .unclear)
    }
  }

  // MARK: Ranges

  /// 6,500-15,000; 10 to 15 percent; between ten and twelve; $25 million to $50 million; two or three.
  private func isOneRange(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
    let between = a.upperBound..<b.lowerBound
    guard (1...4).contains(between.count), tokens.sentences[a.lowerBound] == tokens.sentences[b.lowerBound] else {
      return false
    }
    var words: [String] = []
    var hasDash = false
    for i in between {
      let token = tokens[i]
      switch token.kind {
      case .word: words.append(token.text)
      case .sign where Self.dashes.contains(token.text): hasDash = true
      default: return false
      }
    }
    // 10 percent to 15 percent.
    if let first = words.first, UnitClass.of(first) != nil { words.removeFirst() }
    switch words {
    case []: return hasDash
    case ["to"], ["or"], ["through"], ["up", "to"], ["or", "even"], ["or", "maybe"], ["or", "perhaps"], ["a"]:
      return true
    case ["and"], ["and", "about"]:
      return ((a.lowerBound - 3)..<a.lowerBound).contains { tokens.word($0) == "between" }
    default: return false
    }
  }

  private static let dashes = Tokens.hyphens.union(["\u{2212}", "~"])

  /// The toll rose from 80 to 83: then it is 83.
  private func isChange(_ a: Range<Int>) -> Bool {
    var i = a.lowerBound - 1
    while ["about", "around", "some", "roughly", "nearly", "just"].contains(tokens.word(i)) { i -= 1 }
    guard tokens.word(i) == "from" else { return false }
    return ((i - 8)..<i).contains {
      $0 >= 0 && tokens.sentences[$0] == tokens.sentences[i] && Self.changes.contains(tokens.word($0))
    }
  }

  private static let changes: Set<String> = [
    "rose", "risen", "rise", "rises", "rising", "raised", "raise", "raises", "raising", "increased", "increase",
    "increases", "increasing", "grew", "grown", "grow", "growing", "up", "doubled", "doubling", "went", "gone",
    "jumped",
    "climbed", "fell", "fallen", "dropped", "cut", "reduced", "declined", "down", "changed", "expanded", "shrank",
    "revised", "upped", "corrected", "surged", "soared",
  ]

  // MARK: What is no number by itself

  /// 83 500: thousands, or two numbers.
  private func isOneNumber(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
    guard a.upperBound == b.lowerBound, let first = tokens.digits(a.upperBound - 1),
      let second = tokens.digits(b.lowerBound)
    else { return false }
    return (1...3).contains(first.plainCount ?? 0) && second.plainCount == 3
  }

  /// A block of the document ends between two numbers in prose, as if they were one: they killed 8 | 3 people.
  private func isTornApart(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
    guard b.lowerBound == a.upperBound + 1, tokens[a.upperBound].kind == .paragraphEnd else { return false }
    return hasWord(before: a.lowerBound) && hasWord(after: b.upperBound)
  }

  private func hasWord(before i: Int) -> Bool {
    var i = i - 1
    while let token = tokens.token(i), token.kind != .paragraphEnd {
      if token.kind == .word { return true }
      i -= 1
    }
    return false
  }

  private func hasWord(after i: Int) -> Bool {
    var i = i
    while let token = tokens.token(i), token.kind != .paragraphEnd {
      if token.kind == .word { return true }
      i += 1
    }
    return false
  }

  /// 1/283, 1'283.
  private func isPartOfAnother(_ range: Range<Int>) -> Bool {
    func joins(_ i: Int, with other: Int) -> Bool {
      guard let sign = tokens.token(i), sign.kind == .sign, ["/", "'", "\u{2019}", "*", "^"].contains(sign.text) else {
        return false
      }
      return tokens.token(other)?.kind == .number
    }
    return joins(range.lowerBound - 1, with: range.lowerBound - 2) && !tokens[range.lowerBound].isSpaced
      && !tokens[range.lowerBound - 1].isSpaced
      || joins(range.upperBound, with: range.upperBound + 1) && !tokens[range.upperBound].isSpaced
  }

  /// The second boat of the day is not the second of all.
  private func isOfADay(_ mention: Mention) -> Bool {
    let end = mention.tokens.upperBound
    return mention.kind == .ordinal
      && (end..<(end + 4)).contains {
        tokens.word($0) == "of" && ["day", "night", "week", "month"].contains(tokens.word($0 + 2))
      }
  }

  // MARK: Denials

  /// Whether the clause says that it is not so, or asks, or supposes.
  ///
  /// - Parameter looksBehind: whether what stands behind it counts: of a day it does not.
  func isDenied(_ range: Range<Int>, looksBehind: Bool = true) -> Bool {
    var i = range.lowerBound - 1
    while i >= 0, !isClauseEnd(i), range.lowerBound - i < 25 {
      if Self.denials.contains(tokens.word(i)) || tokens[i].text.hasSuffix("n't") { return true }
      // Not only, not just: it is so.
      if tokens.word(i) == "not", !["only", "just", "including", "counting"].contains(tokens.word(i + 1)) {
        return true
      }
      i -= 1
    }
    i = range.upperBound
    while looksBehind, i < tokens.count, tokens.word(i) != "that", !isClauseEnd(i), i - range.upperBound < 25 {
      let word = tokens.word(i)
      let isNear = i - range.upperBound < 5
      if word == "if" || word == "unless" { return true }
      if isNear, Self.supposals.contains(word) || ["didn't", "don't", "won't"].contains(word) { return true }
      if isNear, ["did", "do", "does", "will"].contains(word), tokens.word(i + 1) == "not" { return true }
      i += 1
    }
    return false
  }

  private func isClauseEnd(_ i: Int) -> Bool {
    switch tokens[i].kind {
    case .paragraphEnd: return true
    case .word: return ["but", "while", "although", "though", "because"].contains(tokens[i].text)
    case .sign:
      if tokens.isHyphen(i) || tokens[i].text == "$" { return false }
      if tokens[i].text == "." { return i + 1 >= tokens.count || tokens.sentences[i + 1] != tokens.sentences[i] }
      return [",", ";", ":", "?", "!", "\u{2014}", "\u{2013}", "|", "(", ")", "\u{201C}", "\u{201D}", "\""].contains(
        tokens[i].text)
    default: return false
    }
  }

  private static let denials: Set<String> = [
    "never", "nobody", "denied", "denies", "deny", "denying", "whether", "if", "unless", "false", "falsely", "untrue",
    "hypothetical", "disputed", "disputes", "neither",
  ]
  private static let supposals: Set<String> = ["would", "could", "might", "planned", "proposed", "fewer", "never"]
}
