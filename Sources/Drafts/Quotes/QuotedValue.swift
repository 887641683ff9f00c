import Manifest
import Model

/// Whether a keyed value can be read in the words that it is said to rest on: numbers in digits and in words, and dates in words.
package enum QuotedValue {
  /// Whether the quote names the day.
  package static func says(_ day: Day, in quote: String, published: Day) -> Bool {
    readings(of: quote, published).contains {
      if case .period(let period) = $0 { period.first == day && period.last == day } else { false }
    }
  }

  /// Whether all numbers and dates of a text are in the quote too; nil where it has none.
  package static func says(allOf text: String, in quote: String, published: Day) -> Bool? {
    let wanted = mentions(in: text, published).compactMap(\.readings.first)
    guard !wanted.isEmpty else { return nil }
    let found = readings(of: quote, published)
    return wanted.allSatisfy { one in
      found.contains {
        switch (one, $0) {
        case (.number(let a, _), .number(let b, _)): a == b
        case (.period(let a), .period(let b)): a == b
        default: false
        }
      }
    }
  }

  /// The first number that a text says, a bound or an estimate too; nil where it says none.
  package static func firstNumber(in text: String, published: Day) -> ExactNumber? {
    for mention in mentions(in: text, published) {
      if case .number(let number, _) = mention.readings.first { return number }
    }
    return nil
  }

  private static func readings(of text: String, _ published: Day) -> [Mention.Reading] {
    mentions(in: text, published).flatMap(\.readings)
  }

  private static func mentions(in text: String, _ published: Day) -> [Mention] {
    MentionReader.mentions(in: DraftText(text), published: published).mentions
  }
}
