import Manifest
import Model
import Words

/// Whether a keyed value can be read in the words that it is said to rest on: numbers in digits and in words, and dates in words.
///
/// The words are read in their sentence, and what counts is what stands in the quote as it does there: a number of which the quote has a part, a
/// bound whose words are outside of it and an end of a range are not said. Of several ways to read a mention only the likeliest counts: a
/// value must be what the words say, not what they could say.
package struct QuotedValue {
  /// A number or a day in the quote.
  fileprivate struct Said {
    var reading: Mention.Reading
    var unit: String?
    /// What it is, if not the value.
    var role: NumberRole?
    var day = NamedDay.Role.own
    var isMoney: Bool
    /// The number with the few words behind it, in lower case.
    var phrase: String
    /// The number of its block of the document.
    var block: Int
    /// False for a period that is named around the quote.
    var isQuoted = true
  }

  private let said: [Said]
  private let nouns: CountedNoun
  /// The words of each block of the document that the quote goes over, in lower case.
  private let blocks: [String]
  private let quote: String

  /// - Parameters:
  ///   - context: the source's words in their sentence.
  ///   - published: the day on which they were published: Saturday, today and "upon publication" are relative to it.
  package init(in context: QuoteContext, published: Day) {
    quote = context.quote.lowercased()
    var text = MappedText(context.before + context.quote + context.after)
    QuotedText.makeReadable(&text)
    let (mentions, tokens) = MentionReader.mentions(in: DraftText(prose: text.scalars), published: published)
    let first = context.before.unicodeScalars.count
    let last = first + context.quote.unicodeScalars.count
    func isQuoted(_ range: Range<Int>) -> Bool {
      guard let start = range.first, let end = range.last else { return false }
      return text.origins[tokens[start].start].lowerBound >= first
        && text.origins[tokens[end].end - 1].upperBound <= last
    }
    let isInQuote = (0..<tokens.count).map { isQuoted($0..<($0 + 1)) }
    var block = 0
    let blockOf = (0..<tokens.count).map { i in
      if tokens[i].kind == .paragraphEnd { block += 1 }
      return block
    }
    var blocks = Array(repeating: "", count: block + 1)
    for i in 0..<tokens.count where isInQuote[i] && tokens[i].kind == .word {
      blocks[blockOf[i]] += tokens[i].text + " "
    }
    let roles = NumberRoles(mentions, tokens)
    said =
      zip(mentions, roles.roles).flatMap { mention, role -> [Said] in
        Self.read(mention, role, roles, tokens, published, blockOf[mention.tokens.lowerBound], isQuoted(mention.tokens))
      } + QuotedDays(in: quote, published: published).days.map { Said($0) }
    nouns = CountedNoun(tokens: tokens, roles: roles, isQuoted: isInQuote)
    self.blocks = blocks
  }

  /// Of words that stand alone.
  package init(in quote: String, published: Day) { self.init(in: QuoteContext(quote), published: published) }

  private static func read(
    _ mention: Mention, _ role: NumberRole?, _ roles: NumberRoles, _ tokens: Tokens, _ published: Day, _ block: Int,
    _ isQuoted: Bool
  ) -> [Said] {
    // A number is said once, as what it is: but a part of a whole is a share, too.
    var readings = Array(mention.readings.prefix(1))
    if mention.kind == .fraction { readings = mention.readings }
    let isFiscal = mention.text.lowercased().hasPrefix("f")
    return readings.enumerated().compactMap { i, reading in
      var one = Said(
        reading: reading, unit: mention.unit, role: role, isMoney: mention.kind == .money,
        phrase: mention.phrase.lowercased(), block: block, isQuoted: isQuoted)
      // Three quarters are 75 percent, and 75 of nothing else.
      if mention.kind == .fraction, i == 1 { one.unit = UnitClass.percent }
      if case .period(var period) = reading {
        if isFiscal, period.grain == .year { period = period.fiscal }
        let isDenied = roles.isDenied(mention.tokens, looksBehind: false)
        let (named, day) = NamedDay.read(mention, period, tokens, published: published, isDenied: isDenied)
        (one.reading, one.day) = (.period(named), day)
        return one
      }
      // Around the quote only the time counts.
      return isQuoted ? one : nil
    }
  }

  /// Whether the quote names the day.
  ///
  /// - Parameter allowsPeriod: the last day of a month or year that it names will do: what a number of a year stands for.
  package func says(_ day: Day, allowsPeriod: Bool = false) -> Bool {
    said.contains {
      guard $0.isQuoted, $0.day == .own, case .period(let period) = $0.reading else { return false }
      return period.last == day && (allowsPeriod || period.first == day)
    }
  }

  /// Whether it may speak of a day that it does not name: no other day is named in it, and its sentence names no period in which the
  /// day is not.
  package func maySpeak(of day: Day) -> Bool {
    let isElsewhere = said.contains {
      guard $0.day != .since, case .period(let period) = $0.reading else { return false }
      if period.grain == .day { return $0.isQuoted }
      return !(period.first <= day && day <= period.last)
    }
    return !isElsewhere
      && !quote.contains(/\b(?:last|previous|next|prior) (?:month|year|week|spring|summer|fall|autumn|winter|decade)\b/)
      && !quote.contains(/\b(?:weeks?|months?|years?) (?:ago|earlier)\b/)
  }

  /// Whether all numbers and dates of a text are in the quote too, those of one measure in the same, bounds as bounds and the ends of ranges as
  /// such ends; nil where it has none.
  ///
  /// - Parameter published: the day to which the text's own days are relative.
  package func says(allOf text: String, published: Day) -> Bool? {
    let wanted = QuotedValue(in: text, published: published).said
    guard !wanted.isEmpty else { return nil }
    return wanted.allSatisfy { one in
      guard one.role != .unclear else { return false }
      return said.contains { found in
        guard found.isQuoted else { return false }
        return switch (one.reading, found.reading) {
        case (.number(let a, _), .number(let b, _)):
          a == b && found.role == one.role && (one.unit == nil || mayMean(found, one.unit, noun: nil))
        case (.period(let a), .period(let b)): a == b && found.day == one.day
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
      guard found.isQuoted, case .number(let value, _) = found.reading, found.role == nil else { return false }
      if let own, let other = found.unit, other != own, !found.isMoney,
        let isSame = Measure.are(value, other, whole: number, own)
      {
        return isSame
      }
      return value * scale == number && (unit == nil || mayMean(found, own, noun: noun))
    }
    return isCounted || nouns.count(of: noun, unit: own) == number
  }

  private static let parts: [String: Int64] = ["tenths": 10, "hundredths": 100, "thousandths": 1000]
  private static let prepositions: Set<String> = ["of", "in", "by", "per", "for", "from", "on", "at", "to", "with"]

  /// Whether what a source counts may be what a row counts: what is counted is not always said right behind the number, but 15,000 miles
  /// are no 15,000 people, and 21 people are no 21 strikes.
  ///
  /// - Parameters:
  ///   - wanted: the class of the row's unit; nil where it has none.
  ///   - noun: what the row counts, in the plural.
  private func mayMean(_ found: Said, _ wanted: String?, noun: String?) -> Bool {
    guard let unit = found.unit, unit != wanted else {
      if found.unit == nil, let noun, !mayBe(noun, in: found.block) { return false }
      if found.unit == nil, wanted == "people" || wanted == "vessels", Self.things(in: found.phrase) { return false }
      // Short tons: 8.
      if found.unit == nil, wanted == "tonnes" || wanted == "tons" || wanted == "kilograms", quote.contains("short ton")
      {
        return false
      }
      return !found.isMoney || found.unit == wanted
    }
    // They struck 21 times: 21 strikes.
    if unit == UnitClass.times { return wanted == nil }
    guard !UnitClass.isMeasure(unit), let noun else { return false }
    if let wanted, UnitClass.isMeasure(wanted) { return false }
    // 21 boat strikes are strikes.
    return found.phrase.contains(UnitWords.singular(noun))
  }

  /// Whether what is counted is neither people nor vessels.
  private static func things(in phrase: String) -> Bool {
    phrase.split { !$0.isLetter }.contains { others.contains($0) }
  }

  private static let others: Set<Substring> = [
    "strikes", "attacks", "airstrikes", "bombings", "operations", "missiles", "rounds", "votes", "countries", "dogs",
    "bales",
    "aircraft", "planes", "jets", "helicopters", "drones", "flights", "bombs", "weapons",
  ]

  /// Whether a number without a unit may count something: not where the noun stands only in another cell or item than it or its label.
  private func mayBe(_ noun: String, in block: Int) -> Bool {
    let word = UnitWords.singular(noun)
    let isLabeled = blocks[..<block].contains { !$0.isEmpty }
    // A number before the first words of a table's row is labeled by what the quote does not have: 311 | Colombia.
    if blocks[block].isEmpty, !isLabeled, blocks[block...].contains(where: { !$0.isEmpty }) { return false }
    guard blocks.indices.contains(block), !blocks[block].contains(word),
      blocks.enumerated().contains(where: { $0.offset != block && $0.element.contains(word) })
    else { return true }
    guard blocks[block].isEmpty, let label = blocks[..<block].last(where: { !$0.isEmpty }) else { return false }
    return label.contains(word)
  }

  static func mentions(in text: String, _ published: Day) -> [Mention] {
    MentionReader.mentions(in: DraftText(text), published: published).mentions
  }
}

extension QuotedValue.Said {
  fileprivate init(_ day: Day) {
    self.init(reading: .period(Period(day)), unit: nil, role: nil, isMoney: false, phrase: "", block: 0)
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
