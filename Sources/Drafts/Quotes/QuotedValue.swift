import Manifest
import Model

/// Whether a keyed value can be read in the words that it is said to rest on: numbers in digits and in words, and dates in words.
package struct QuotedValue {
  private let readings: [(reading: Mention.Reading, unit: String?)]

  /// - Parameters:
  ///   - quote: the source's words.
  ///   - published: the day on which they were published: Saturday, today and "upon publication" are relative to it.
  package init(in quote: String, published: Day) {
    readings =
      Self.mentions(in: quote, published).flatMap { mention in mention.readings.map { ($0, mention.unit) } }
      + Self.relativeDays(in: quote, published).map { (.period(Period($0)), nil) }
  }

  /// Whether the quote names the day.
  ///
  /// - Parameter allowsPeriod: a month or year that begins or ends on the day counts too: what a number of a year stands for.
  package func says(_ day: Day, allowsPeriod: Bool = false) -> Bool {
    readings.contains {
      guard case .period(let period) = $0.reading else { return false }
      return allowsPeriod ? period.first == day || period.last == day : period.first == day && period.last == day
    }
  }

  /// Whether all numbers and dates of a text are in the quote too, those of one measure in the same; nil where it has none.
  ///
  /// - Parameter published: the day to which the text's own days are relative.
  package func says(allOf text: String, published: Day) -> Bool? {
    let wanted = Self.mentions(in: text, published).compactMap { mention in
      mention.readings.first.map { (reading: $0, unit: mention.unit) }
    }
    guard !wanted.isEmpty else { return nil }
    return wanted.allSatisfy { one in
      readings.contains { found in
        switch (one.reading, found.reading) {
        case (.number(let a, _), .number(let b, _)):
          a == b && Self.mayMean(found.unit, one.unit, isKnown: one.unit != nil)
        case (.period(let a), .period(let b)): a == b
        default: false
        }
      }
    }
  }

  /// Whether the quote has the number, or one in another unit of the same kind that is it: 11 km for 11,000 meters, 8% for 800
  /// hundredths of a percent.
  ///
  /// - Parameter unit: of the number, as the manifest or the row has it; nil if unknown.
  package func says(_ number: ExactNumber, unit: String?) -> Bool {
    var words = (unit ?? "").lowercased().split { !$0.isLetter && $0 != "%" }.map(String.init)
    var scale = ExactNumber(1)
    if words.count > 2, let parts = Self.parts[words[0]], words[1] == "of" {
      scale = ExactNumber(parts)
      words.removeFirst(2)
    }
    let own = UnitClass.of(words)
    return readings.contains { found in
      guard case .number(let said, _) = found.reading else { return false }
      if let own, let other = found.unit, other != own {
        return Measure.are(said, other, whole: number, own)
          ?? (said * scale == number && Self.mayMean(other, own, isKnown: true))
      }
      return said * scale == number && Self.mayMean(found.unit, own, isKnown: unit != nil)
    }
  }

  private static let parts: [String: Int64] = ["tenths": 10, "hundredths": 100, "thousandths": 1000]

  /// Whether a number that a source counts in one class of units may be one of another: what is counted is not always said right
  /// behind the number, but 15,000 miles are no 15,000 people.
  ///
  /// - Parameter isKnown: whether the other number has a unit, be it one of no class.
  private static func mayMean(_ found: String?, _ wanted: String?, isKnown: Bool) -> Bool {
    guard let found, found != wanted else { return true }
    if let wanted { return !UnitClass.isMeasure(found) && !UnitClass.isMeasure(wanted) }
    // They struck 21 times: 21 strikes.
    return !isKnown || !UnitClass.isMeasure(found) || found == UnitClass.times
  }

  static func mentions(in text: String, _ published: Day) -> [Mention] {
    MentionReader.mentions(in: DraftText(text), published: published).mentions
  }

  /// Days that are named by their distance from the day of publication.
  private static func relativeDays(in quote: String, _ published: Day) -> [Day] {
    let words = quote.lowercased().split { !$0.isLetter && $0 != "'" }
    return words.indices.compactMap { i in
      switch words[i] {
      case "today": published
      case "yesterday": Day(daysSince1970: published.daysSince1970 - 1)
      case "publication" where i > 0 && (words[i - 1] == "upon" || words[i - 1] == "on"): published
      default: nil
      }
    }
  }
}
