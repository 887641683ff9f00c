import Model

/// What a day or a period is to what a sentence says: the day on which it happened, or another one.
enum NamedDay {
  enum Role: Equatable {
    /// It is the day of it.
    case own
    /// Something goes on from it: since September 2.
    case since
    /// Another day is meant: before Saturday, not on Saturday, every Saturday; or none, as in USA Today.
    case other
  }

  /// The day that a sentence names, and what it is to it.
  ///
  /// - Parameter isDenied: whether the clause says that it was not so.
  static func read(_ mention: Mention, _ period: Period, _ tokens: Tokens, published: Day, isDenied: Bool) -> (
    Period, Role
  ) {
    let (start, end) = (mention.tokens.lowerBound, mention.tokens.upperBound)
    let first = tokens[start]
    var period = period
    if isName(first, start, tokens) || isDenied || isRelated(start, end, tokens) { return (period, .other) }
    var i = start - 1
    while passed.contains(tokens.word(i)) || tokens.isHyphen(i) { i -= 1 }
    let before = tokens.word(i)
    if before == "since" { return (period, .since) }
    if others.contains(before) || (before == "to" && tokens.word(i - 1) == "prior") { return (period, .other) }
    if Vocabulary.weekdays[first.text] != nil, end == start + 1, isAhead(start, before, tokens) {
      // Friday, if it is still to come; of a day of publication nobody knows which.
      guard period.first != published else { return (period, .other) }
      if period.first < published, !["next", "coming"].contains(tokens.word(start - 1)) {
        period = Period(period.first + 7)
      }
    }
    return (period, .own)
  }

  /// USA Today, The Sunday Times.
  private static func isName(_ token: Token, _ i: Int, _ tokens: Tokens) -> Bool {
    guard token.isCapitalized else { return token.text == "today" && tokens.token(i)?.text.hasSuffix("'s") == true }
    if token.text == "today" {
      guard let before = tokens.token(i - 1), before.kind == .word else { return false }
      return before.isCapitalized && tokens.sentences[i - 1] == tokens.sentences[i]
    }
    guard Vocabulary.weekdays[token.text] != nil, let next = tokens.token(i + 1) else { return false }
    return next.isCapitalized && papers.contains(next.text)
  }

  private static let papers: Set<String> = [
    "times", "mail", "telegraph", "express", "mirror", "post", "herald", "tribune", "star", "independent", "world",
    "review", "magazine", "newsday",
  ]

  /// A week ago Saturday, Saturday a week ago, the day after Nov. 14, every Saturday.
  private static func isRelated(_ start: Int, _ end: Int, _ tokens: Tokens) -> Bool {
    if tokens.word(start - 1) == "ago" { return true }
    return (end...(end + 2)).contains { ["week", "weeks"].contains(tokens.word($0)) && tokens.word($0 + 1) == "ago" }
  }

  private static let passed: Set<String> = ["the", "end", "of", "early", "late", "mid", "on", "evening", "night"]
  private static let others: Set<String> = [
    "before", "after", "by", "until", "till", "not", "every", "each", "following", "preceding",
  ]

  /// Whether the sentence speaks of a weekday to come: will arrive on Friday, takes effect on Monday, through Friday.
  private static func isAhead(_ start: Int, _ before: String, _ tokens: Tokens) -> Bool {
    if said.contains(tokens.word(start - 1)) || said.contains(before) { return false }
    if tokens.word(start + 1) == "will" { return true }
    var i = start - 1
    var isPast = false
    var found = before == "through"
    while i >= 0, start - i < 25, tokens.sentences[i] == tokens.sentences[start] {
      let word = tokens.word(i)
      if ["that", "who", "which"].contains(word)
        || (tokens[i].kind == .sign && [",", ";", ":"].contains(tokens[i].text))
      {
        break
      }
      if ahead.contains(word) || tokens[i].text.hasSuffix("'ll") { found = true }
      if ["take", "takes"].contains(word), tokens.word(i + 1) == "effect" { found = true }
      if past.contains(word) { isPast = true }
      i -= 1
    }
    return found && !isPast
  }

  private static let said: Set<String> = [
    "said", "announced", "told", "wrote", "says", "posted", "reported", "confirmed",
  ]
  private static let past: Set<String> = [
    "was", "were", "had", "ran", "lasted", "continued", "took", "began", "started", "ended", "arrived", "went",
  ]
  private static let ahead: Set<String> = [
    "will", "shall", "expected", "scheduled", "due", "set", "plans", "planned", "starts", "start", "begins", "begin",
    "arrives", "arrive", "ends", "end", "opens", "open", "meets", "meet", "convenes", "runs", "run", "upcoming",
  ]
}
