/// The words by which a number says by how much something changed: fell by 6 percent, 40 more than, a drop of a third.
struct ChangePhrase {
  enum Direction { case up, down, either }

  let direction: Direction

  /// Nil where the number is a level: fell to 313,496, up from 189,520.
  init?(_ number: Range<Int>, _ tokens: Tokens) {
    let end = number.upperBound
    for i in end..<end + 3 {
      if let found = Self.nouns[tokens.word(i)] ?? (tokens.word(i + 1) == "than" ? Self.comparing[tokens.word(i)] : nil)
      {
        direction = found
        return
      }
      if tokens.token(i)?.kind == .sign && !tokens.isHyphen(i) || MentionReader.ends.contains(tokens.word(i)) { break }
    }
    var i = number.lowerBound - 1
    var isBy = false
    var passed = 0
    while passed < 4,
      [
        "by", "of", "about", "roughly", "nearly", "almost", "some", "around", "just", "more", "than", "a", "an", "over",
        "only", "another",
      ].contains(tokens.word(i))
    {
      if ["by", "of"].contains(tokens.word(i)) { isBy = true }
      i -= 1
      passed += 1
    }
    if ["to", "from", "at"].contains(tokens.word(i)) { return nil }
    if let found = Self.verbs[tokens.word(i)] {
      direction = found
    } else if isBy,
      let found = Self.nouns[tokens.word(i)] ?? Self.verbs[tokens.word(i - 1)] ?? Self.nouns[tokens.word(i - 1)]
    {
      direction = found
    } else {
      return nil
    }
  }

  private static let verbs: [String: Direction] = pairs(
    up:
      "rose risen rise rises rising increased increase increases increasing grew grown grow grows growing jumped jump climbed climb surged up soared "
      + "gained gain swelled",
    down:
      "fell fallen fall falls falling dropped drop drops dropping declined decline declines declining decreased decrease shrank shrunk slid slipped "
      + "plunged plummeted down dipped lost tumbled sank",
    either: "changed change moved differs differed")
  private static let nouns: [String: Direction] = pairs(
    up: "increase rise jump growth gain surge uptick climb",
    down: "decrease drop decline fall reduction plunge dip slump",
    either: "change difference gap")
  private static let comparing: [String: Direction] = pairs(
    up: "more higher larger greater", down: "less fewer lower smaller", either: "")

  private static func pairs(up: String, down: String, either: String) -> [String: Direction] {
    var words: [String: Direction] = [:]
    for (list, direction) in [(up, Direction.up), (down, .down), (either, .either)] {
      for word in list.split(separator: " ") { words[String(word)] = direction }
    }
    return words
  }
}
