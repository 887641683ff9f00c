import Manifest
import Model
import Words

/// What a quote counts without a number: one in "a strike on a vessel", none in "no survivors".
struct CountedNoun {
  let tokens: Tokens
  let roles: NumberRoles
  /// For each token, whether it stands in the quote.
  let isQuoted: [Bool]

  /// - Parameters:
  ///   - noun: in the plural.
  ///   - unit: its class.
  /// - Returns: nil where nothing of the noun is counted so.
  func count(of noun: String?, unit: String?) -> ExactNumber? {
    guard let noun else { return nil }
    var nouns: Set<String> = [UnitWords.singular(noun), noun]
    if unit == "vessels" {
      nouns.formUnion(["boat", "vessel", "ship", "speedboat", "submersible", "boats", "vessels", "ships"])
    }
    if unit == "people" {
      nouns.formUnion(["person", "man", "woman", "people", "survivor", "survivors", "crewman"])
    }
    let singular = nouns.filter { !$0.hasSuffix("s") && $0 != "people" }
    var isOne = false
    for i in 0..<tokens.count where isQuoted[i] {
      switch tokens.word(i) {
      case "no" where isNone(i, nouns): return ExactNumber(0)
      case "pair" where tokens.word(i + 1) == "of" && place(of: nouns, after: i + 1) != nil: return ExactNumber(2)
      case "a", "an", "one", "single", "another": if isCounted(i, singular) { isOne = true }
      // The strike, Monday's strike, its 21st strike: a definite one, if no more of them are counted.
      case "the", "its", "this", "latest": if isCounted(i, singular), !hasMore(nouns) { isOne = true }
      case _ where tokens.token(i)?.text.hasSuffix("'s") == true:
        if isCounted(i, singular), !hasMore(nouns) { isOne = true }
      default: break
      }
    }
    return isOne ? ExactNumber(1) : nil
  }

  private func isNone(_ i: Int, _ nouns: Set<String>) -> Bool {
    guard ["one", "other", "only"].allSatisfy({ tokens.word(i + 1) != $0 }) else { return false }
    if nouns.contains(tokens.word(i + 1)) { return isQuoted(i + 1) && !roles.isDenied(i..<(i + 2)) }
    return Self.known.contains(tokens.word(i + 1)) && nouns.contains(tokens.word(i + 2)) && isQuoted(i + 2)
  }

  private static let known: Set<String> = ["known", "u.s.", "american", "reported", "confirmed", "additional"]

  private func isQuoted(_ i: Int) -> Bool { isQuoted.indices.contains(i) && isQuoted[i] }

  private func isCounted(_ i: Int, _ nouns: Set<String>) -> Bool {
    guard let end = place(of: nouns, after: i), isQuoted(end), !roles.isDenied(i..<(end + 1)) else { return false }
    return !Self.before.contains(tokens.word(i - 1))
      && !(tokens.word(i) == "the" && tokens.word(i - 1) == "of"
        && ["one", "some", "part"].contains(tokens.word(i - 2)))
  }

  /// Words before an article that make it something else than one: more than a, half a, not a.
  private static let before: Set<String> = [
    "than", "least", "most", "not", "half", "without", "per", "such", "never", "or", "many", "quite",
  ]

  /// Where a noun stands behind words that only describe it: adjectives, another noun, a date.
  private func place(of nouns: Set<String>, after start: Int) -> Int? {
    var i = start + 1
    var words = 0
    while words < 6, let token = tokens.token(i) {
      switch token.kind {
      case .word:
        let word = tokens.word(i)
        if nouns.contains(word) { return i }
        guard !MentionReader.ends.contains(word), !Self.plain.contains(word) else { return nil }
        words += 1
      case .number: guard tokens.digits(i)?.suffix.isEmpty == false || isDay(i) else { return nil }
      case .sign:
        guard ["-", "\u{2010}", "\u{2011}", "\u{201C}", "\u{201D}", "\"", "."].contains(token.text),
          tokens.sentences[i] == tokens.sentences[start]
        else { return nil }
      default: return nil
      }
      i += 1
    }
    return nil
  }

  /// Verbs and others that end what describes a noun.
  private static let plain: Set<String> = [
    "each", "every", "halt", "end", "if", "not", "no", "where", "would", "could", "said",
  ]

  /// The 2 of Sept. 2.
  private func isDay(_ i: Int) -> Bool {
    let before = tokens.token(i - 1)?.isSign(".") == true ? tokens.word(i - 2) : tokens.word(i - 1)
    return Months.written[before] != nil
  }

  /// Whether more than one of them are named anywhere in the quote.
  private func hasMore(_ nouns: Set<String>) -> Bool {
    (0..<tokens.count).contains { i in
      let word = tokens.word(i)
      return isQuoted[i] && nouns.contains(word) && word.hasSuffix("s")
    }
  }
}
