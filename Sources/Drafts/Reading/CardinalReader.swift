import Model

/// Reads a number in words: units, tens, hundreds, thousands and up, with hyphens and "and".
struct CardinalReader {
  typealias Cardinal = MentionReader.Cardinal

  private let tokens: Tokens
  private let start: Int
  private var i: Int
  /// The finished part, and the part below the next thousand.
  private var total: Int64 = 0
  private var part: Int64 = 0
  /// The largest scale that may still follow: two million five thousand, never two thousand five million.
  private var ceiling = 15
  private var lastDigit = ExactNumber(1)
  private var isOrdinal = false
  private var hasWord = false

  init(_ tokens: Tokens, at i: Int) {
    self.tokens = tokens
    start = i
    self.i = i
  }

  mutating func read() -> Cardinal? {
    // "A hundred": the article counts as 1.
    if ["a", "an"].contains(tokens.word(i)) {
      let next = tokens.word(i + 1)
      guard next == "hundred" || next == "dozen" || (Vocabulary.scales[next] ?? 0) >= 3 && next.utf8.count > 3 else {
        return nil
      }
      part = 1
      i += 1
    } else if Vocabulary.cardinals[tokens.word(i)] == nil {
      return nil
    }
    while !isOrdinal, take() {}
    guard hasWord else { return nil }
    return Cardinal(
      value: ExactNumber(units: Int128(total) + Int128(part)), lastDigit: lastDigit, end: i, isOrdinal: isOrdinal)
  }

  /// Adds the next word to the number; false if it does not belong to it.
  private mutating func take() -> Bool {
    var next = i
    if hasWord {
      if tokens.isHyphen(i) { next = i + 1 }
      // "And" is followed by something smaller: two hundred and fifty, never three and four.
      if tokens.word(i) == "and" {
        guard tokens.token(i + 1) != nil, part % 100 == 0 else { return false }
        let small = Vocabulary.cardinals[tokens.word(i + 1)] ?? Vocabulary.ordinals[tokens.word(i + 1)]
        guard part >= 100 || (part == 0 && total > 0), small != nil, small != 0 else { return false }
        next = i + 1
      }
    }
    let word = tokens.word(next)
    if let value = Vocabulary.cardinals[word].map(Int64.init) {
      guard fits(value) else { return false }
      part += value
      lastDigit = ExactNumber(1)
    } else if let value = Vocabulary.ordinals[word].map(Int64.init), hasWord, next > i || part % 100 == 0, fits(value) {
      // "Twenty-first" needs its hyphen or "and"; "one third" is a fraction.
      part += value
      isOrdinal = true
      lastDigit = ExactNumber(1)
    } else if word == "hundred" || word == "hundredth" || word == "dozen" {
      guard (1...99).contains(part) else { return false }
      part *= word == "dozen" ? 12 : 100
      isOrdinal = word == "hundredth"
      lastDigit = ExactNumber(1)
    } else if let scale = Self.scale(word), scale < ceiling, part > 0 {
      total += part * Self.power(scale)
      part = 0
      ceiling = scale
      isOrdinal = Vocabulary.ordinalScales[word] != nil
      lastDigit = ExactNumber(Self.power(scale))
    } else {
      return false
    }
    hasWord = true
    i = next + 1
    return true
  }

  /// Whether a number below a hundred may follow: twenty-one, a hundred five; not one two.
  private func fits(_ value: Int64) -> Bool {
    let below = part % 100
    if below == 0 { return !hasWord || part >= 100 || total > 0 }
    return below >= 20 && below % 10 == 0 && (1...9).contains(value)
  }

  private static func scale(_ word: String) -> Int? {
    switch word {
    case "thousand", "million", "billion", "trillion": Vocabulary.scales[word]
    default: Vocabulary.ordinalScales[word]
    }
  }

  private static func power(_ n: Int) -> Int64 { (0..<n).reduce(1) { power, _ in power * 10 } }
}
