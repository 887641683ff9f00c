/// What the words before a number make of it.
enum Hedge {
  case none, about, nearly, more, less, atLeast, atMost, not

  /// - Parameter mention: with its bound, if its words make it one.
  init(_ mention: Mention, _ tokens: Tokens) {
    switch mention.bound?.sense {
    case .more: self = .more
    case .less: self = .less
    case .atLeast: self = .atLeast
    case .atMost: self = .atMost
    case .not: self = .not
    case nil:
      let words = (1...3).map { tokens.word(mention.tokens.lowerBound - $0) }
      if words.contains(where: { ["about", "around", "roughly", "approximately", "some", "circa"].contains($0) }) {
        self = .about
      } else if words.contains(where: { ["nearly", "almost", "close"].contains($0) }) {
        self = .nearly
      } else {
        self = .none
      }
    }
  }
}
