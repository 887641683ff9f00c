import Words

/// Words that make a number a bound or negate it. About, nearly, some and the like do not.
struct Bound: Equatable {
  enum Sense: Equatable { case not, less, more, atLeast, atMost }

  let sense: Sense
  /// The words as quoted in a message.
  let words: String

  /// The bound of a mention: not its 21st, less than about 8%, 8 or more.
  init?(_ range: Range<Int>, _ tokens: Tokens) {
    var i = range.lowerBound - 1
    var isDetermined = false
    while Self.passed.contains(tokens.word(i)) || Self.determiners.contains(tokens.word(i)) {
      isDetermined = isDetermined || Self.determiners.contains(tokens.word(i))
      i -= 1
      if range.lowerBound - i > 4 { break }
    }
    let (last, before) = (tokens.word(i), tokens.word(i - 1))
    let isDenied = ["no", "not"].contains(before)
    if ["not", "never"].contains(last) || tokens.token(i)?.text.hasSuffix("n't") == true {
      self.init(sense: .not, words: last)
    } else if isDetermined {
      return nil
    } else if last == "than", let sense = Self.comparing[before] {
      let denial = tokens.word(i - 2)
      if ["no", "not"].contains(denial) {
        self.init(sense: sense == .more ? .atMost : .atLeast, words: "\(denial) \(before) than")
      } else {
        self.init(sense: sense, words: "\(before) than")
      }
    } else if let sense = Self.pairs["\(before) \(last)"] {
      self.init(sense: sense, words: "\(before) \(last)")
    } else if let sense = Self.single[last] {
      self.init(sense: isDenied ? .not : sense, words: isDenied ? "\(before) \(last)" : last)
    } else if let sense = Self.sign(before: range, tokens) {
      self.init(sense: sense, words: tokens[range.lowerBound - 1].text)
    } else if let found = Self.found(behind: range, tokens) {
      self = found
    } else {
      return nil
    }
  }

  /// <15,000, ≥ 15,000.
  private static func sign(before range: Range<Int>, _ tokens: Tokens) -> Sense? {
    guard let sign = tokens.token(range.lowerBound - 1), sign.kind == .sign else { return nil }
    if sign.text == "=", let first = tokens.token(range.lowerBound - 2)?.text {
      return first == "<" ? .atMost : first == ">" ? .atLeast : nil
    }
    return signs[sign.text]
  }

  /// 83-plus, 83 people or more, 83 people at least, 83-odd.
  private static func found(behind range: Range<Int>, _ tokens: Tokens) -> Bound? {
    let next = tokens.isHyphen(range.upperBound) ? range.upperBound + 1 : range.upperBound
    if tokens.word(next) == "plus" { return Bound(sense: .atLeast, words: "plus") }
    if next > range.upperBound, ["odd", "some", "something"].contains(tokens.word(next)) {
      return Bound(sense: .atLeast, words: tokens.word(next))
    }
    for i in range.upperBound...(range.upperBound + 2) {
      let (word, after) = (tokens.word(i), tokens.word(i + 1))
      if word == "or", let sense = behind[after] { return Bound(sense: sense, words: "or \(after)") }
      // At least as a bound of what follows is none of what stands before.
      if word == "at", tokens.token(i + 2)?.kind != .number, Vocabulary.cardinals[tokens.word(i + 2)] == nil {
        if after == "least" { return Bound(sense: .atLeast, words: "at least") }
        if after == "most" { return Bound(sense: .atMost, words: "at most") }
      }
      guard tokens.token(i)?.kind == .word, !MentionReader.ends.contains(word) else { return nil }
    }
    return nil
  }

  private static let signs: [String: Sense] = [
    "<": .less, ">": .more, "\u{2264}": .atMost, "\u{2265}": .atLeast, "\u{2A7D}": .atMost, "\u{2A7E}": .atLeast,
  ]

  private init(sense: Sense, words: String) { (self.sense, self.words) = (sense, words) }

  private static let passed: Set<String> = [
    "about", "around", "roughly", "approximately", "nearly", "almost", "some", "even", "exactly", "quite",
  ]
  private static let determiners: Set<String> = ["the", "its", "their", "his", "her", "our", "this", "that"]
  private static let comparing: [String: Sense] = [
    "less": .less, "fewer": .less, "lower": .less, "smaller": .less, "more": .more, "greater": .more, "higher": .more,
    "larger": .more,
  ]
  private static let pairs: [String: Sense] = [
    "at least": .atLeast, "at most": .atMost, "up to": .atMost, "upwards of": .more, "upward of": .more,
    "many as": .atMost, "much as": .atMost, "few as": .atLeast, "little as": .atLeast, "well over": .more,
    "far over": .more, "excess of": .more, "north of": .more, "minimum of": .atLeast, "maximum of": .atMost,
    "shy of": .less, "short of": .less, "limit of": .atMost,
  ]
  private static let single: [String: Sense] = [
    "over": .more, "above": .more, "exceeding": .more, "exceeds": .more, "beyond": .more, "under": .less,
    "below": .less, "minimum": .atLeast, "maximum": .atMost, "exceed": .more, "exceeded": .more, "surpassed": .more,
    "surpasses": .more, "surpassing": .more, "topped": .more, "tops": .more, "topping": .more, "hardly": .less,
  ]
  private static let behind: [String: Sense] = [
    "more": .atLeast, "less": .atMost, "fewer": .atMost, "higher": .atLeast, "lower": .atMost,
  ]
}
