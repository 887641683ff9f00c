import Model
import Words

/// A quote as its numbers are read, and what it counts without a number.
enum QuotedText {
  /// The quote without what only looks like a number: telephone numbers, raised digits with the number before them, years after a
  /// preposition before something that is counted.
  static func readable(_ quote: String) -> String {
    var text = quote
    // Ten to the sixth, and a number with a note: which of both, the letters do not say.
    text = text.replacing(/[\d.,]*\d[\u{B2}\u{B3}\u{B9}\u{2070}-\u{209C}]+/, with: "x")
    text = text.replacing(/\b\d{3}-\d{4}\b/, with: "x")
    text = text.replacing(/\b(\d{4}-\d{2}-\d{2})T\d{2}:[\d:.]*Z?/) { String($0.1) }
    text = text.replacing(/\b([Ii]n|[Ss]ince|[Bb]y|[Dd]uring|[Uu]ntil|[Ff]rom|[Tt]hrough) ((?:19|20)\d{2}) (?=[a-z])/) {
      "\($0.1) \($0.2), "
    }
    // The ends of a range are no number of what is between them.
    text = text.replacing(/\b([Bb]etween) [$\u{20AC}\u{A3}]?\d[\d,.]* and [$\u{20AC}\u{A3}]?\d[\d,.]*/) {
      "\($0.1) x and y"
    }
    // A strike's number is a number: Strike No. 21, strike #21.
    text = text.replacing(/(?:No\.|#) ?(\d{1,4})\b/) { String($0.1) }
    // Meters, if no currency is before the number: then they are millions.
    text = text.replacing(/(?<currency>[$\u{20AC}\u{A3}] ?)?(?<number>\d[\d,.]*) m\b(?!\.)/) {
      $0.currency == nil ? "\($0.number) meters" : String($0.0)
    }
    return text
  }

  /// What is counted in words: one in "a strike on a vessel", none in "no survivors"; nil where nothing of the noun is.
  ///
  /// - Parameters:
  ///   - quote: in lower case.
  ///   - noun: in the plural.
  ///   - unit: its class.
  static func counts(_ quote: String, noun: String?, unit: String?) -> ExactNumber? {
    guard let noun else { return nil }
    var nouns: Set<String> = [UnitWords.singular(noun), noun]
    if unit == "vessels" { nouns.formUnion(["boat", "vessel", "ship", "boats", "vessels", "ships"]) }
    if unit == "people" {
      nouns.formUnion(["person", "man", "woman", "one", "people", "survivor", "survivors", "crew", "crewman"])
    }
    let words = quote.split { !$0.isLetter && $0 != "-" }.map(String.init)
    func isCounted(_ i: Int, _ names: Set<String>) -> Bool {
      words[(i + 1)...].prefix(5).contains { names.contains($0) }
    }
    let singular = nouns.filter { !$0.hasSuffix("s") && $0 != "people" }
    for (i, word) in words.enumerated() {
      switch word {
      case "no" where words[(i + 1)...].prefix(2).contains { nouns.contains($0) }: return ExactNumber(0)
      case "pair" where i + 1 < words.count && words[i + 1] == "of" && isCounted(i, nouns): return ExactNumber(2)
      default: continue
      }
    }
    let isOne = words.enumerated().contains { i, word in
      ["a", "an", "one", "single"].contains(word) && isCounted(i, singular)
    }
    return isOne ? ExactNumber(1) : nil
  }
}
