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
    } else if tokens.word(range.upperBound) == "or", let sense = Self.behind[tokens.word(range.upperBound + 1)] {
      self.init(sense: sense, words: "or \(tokens.word(range.upperBound + 1))")
    } else {
      return nil
    }
  }

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
    "as many": .atMost, "well over": .more, "far over": .more,
  ]
  private static let single: [String: Sense] = [
    "over": .more, "above": .more, "exceeding": .more, "exceeds": .more, "beyond": .more, "under": .less,
    "below": .less, "minimum": .atLeast, "maximum": .atMost,
  ]
  private static let behind: [String: Sense] = [
    "more": .atLeast, "less": .atMost, "fewer": .atMost, "higher": .atLeast, "lower": .atMost,
  ]
}
