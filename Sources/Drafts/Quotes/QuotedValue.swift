import Manifest
import Model
import Words

/// Whether a keyed value can be read in the words that it is said to rest on: numbers in digits and in words, and dates in words.
///
/// Of several ways to read a mention only the likeliest counts: a value must be what the words say, not what they could say.
package struct QuotedValue {
  /// A number or a day in the quote.
  fileprivate struct Said {
    var reading: Mention.Reading
    var unit: String?
    var bound: Bound.Sense?
    var isMoney: Bool
    /// The number with the few words behind it, in lower case.
    var phrase: String
  }

  private let said: [Said]
  private let quote: String

  /// - Parameters:
  ///   - quote: the source's words.
  ///   - published: the day on which they were published: Saturday, today and "upon publication" are relative to it.
  package init(in quote: String, published: Day) {
    self.quote = quote.lowercased()
    said = Self.read(quote, published) + QuotedDays(in: self.quote, published: published).days.map { Said($0) }
  }

  private static func read(_ text: String, _ published: Day) -> [Said] {
    mentions(in: QuotedText.readable(text), published).flatMap { mention -> [Said] in
      // A number is said once, as what it is: but a part of a whole is a share, too.
      var readings = Array(mention.readings.prefix(1))
      if mention.kind == .fraction { readings = mention.readings }
      let isFiscal = mention.text.lowercased().hasPrefix("f")
      return readings.enumerated().map { i, reading in
        var one = Said(
          reading: reading, unit: mention.unit, bound: mention.bound?.sense, isMoney: mention.kind == .money,
          phrase: mention.phrase.lowercased())
        // Three quarters are 75 percent, and 75 of nothing else.
        if mention.kind == .fraction, i == 1 { one.unit = UnitClass.percent }
        if isFiscal, case .period(let year) = reading, year.grain == .year { one.reading = .period(year.fiscal) }
        return one
      }
    }
  }

  /// Whether the quote names the day.
  ///
  /// - Parameter allowsPeriod: the last day of a month or year that it names will do: what a number of a year stands for.
  package func says(_ day: Day, allowsPeriod: Bool = false) -> Bool {
    said.contains {
      guard case .period(let period) = $0.reading else { return false }
      return period.last == day && (allowsPeriod || period.first == day)
    }
  }

  /// Whether it names any day.
  package var namesDay: Bool {
    said.contains { if case .period(let period) = $0.reading { period.grain == .day } else { false } }
  }

  /// Whether all numbers and dates of a text are in the quote too, those of one measure in the same, and bounds as bounds; nil where it has
  /// none.
  ///
  /// - Parameter published: the day to which the text's own days are relative.
  package func says(allOf text: String, published: Day) -> Bool? {
    let wanted = Self.mentions(in: QuotedText.readable(text), published).compactMap { mention in
      mention.readings.first.map { (reading: $0, unit: mention.unit, bound: mention.bound?.sense) }
    }
    guard !wanted.isEmpty else { return nil }
    return wanted.allSatisfy { one in
      said.contains { found in
        switch (one.reading, found.reading) {
        case (.number(let a, _), .number(let b, _)):
          a == b && found.bound == one.bound && (one.unit == nil || Self.mayMean(found, one.unit, noun: nil))
        case (.period(let a), .period(let b)): a == b
        default: false
        }
      }
    }
  }

  /// Whether the quote has the number, or one in another unit of the same kind that is it: 11 km for 11,000 meters, 8% for 800
  /// hundredths of a percent. A bound is no number: fewer than 10,000 are not 10,000.
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
    let noun = words.prefix { !Self.prepositions.contains($0) }.last
    let isCounted = said.contains { found in
      guard case .number(let value, _) = found.reading, found.bound == nil else { return false }
      if let own, let other = found.unit, other != own, !found.isMoney,
        let isSame = Measure.are(value, other, whole: number, own)
      {
        return isSame
      }
      return value * scale == number && (unit == nil || Self.mayMean(found, own, noun: noun))
    }
    return isCounted || QuotedText.counts(quote, noun: noun, unit: own) == number
  }

  private static let parts: [String: Int64] = ["tenths": 10, "hundredths": 100, "thousandths": 1000]
  private static let prepositions: Set<String> = ["of", "in", "by", "per", "for", "from", "on", "at", "to", "with"]

  /// Whether what a source counts may be what a row counts: what is counted is not always said right behind the number, but 15,000 miles
  /// are no 15,000 people, and 21 people are no 21 strikes.
  ///
  /// - Parameters:
  ///   - wanted: the class of the row's unit; nil where it has none.
  ///   - noun: what the row counts, in the plural.
  private static func mayMean(_ found: Said, _ wanted: String?, noun: String?) -> Bool {
    guard let unit = found.unit, unit != wanted else { return !found.isMoney || found.unit == wanted }
    // They struck 21 times: 21 strikes.
    if unit == UnitClass.times { return wanted == nil }
    guard !UnitClass.isMeasure(unit), let noun else { return false }
    if let wanted, UnitClass.isMeasure(wanted) { return false }
    // 21 boat strikes are strikes.
    return found.phrase.contains(UnitWords.singular(noun))
  }

  static func mentions(in text: String, _ published: Day) -> [Mention] {
    MentionReader.mentions(in: DraftText(text), published: published).mentions
  }
}

extension QuotedValue.Said {
  fileprivate init(_ day: Day) {
    self.init(reading: .period(Period(day)), unit: nil, bound: nil, isMoney: false, phrase: "")
  }
}

extension Period {
  /// The U.S. fiscal year of a calendar year's name: from October 1 of the year before to September 30.
  fileprivate var fiscal: Period {
    let year = first.civil.year
    guard let from = Day(year: year - 1, month: 10, day: 1), let through = Day(year: year, month: 9, day: 30) else {
      return self
    }
    return Period(first: from, last: through, grain: .year)
  }
}
