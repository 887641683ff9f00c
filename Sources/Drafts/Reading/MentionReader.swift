import Model

/// Finds the numbers and dates in prose that a copy editor would check.
///
/// Numbers that name something are not found: letters and digits together (F35, G20), a number after a hyphenated name
/// (F-35, COVID-19) or after a word like Article or Title, in an address, a telephone number or a version. Neither are
/// vague words: several, decades, this week. Dozens and thousands are found, without a value.
struct MentionReader {
  let tokens: Tokens
  /// The day relative to which "Saturday" and "in October" are read.
  let published: Day

  /// A mention while it is being read: its tokens and their meaning.
  struct Draft {
    var kind: Mention.Kind
    var range: Range<Int>
    var readings: [Mention.Reading] = []
    var unit: String?
    var fault: String?
    /// The power of ten of a scale printed with it: 6 for 2 million.
    var scale = 0
  }

  /// What was found at a token: mentions (none if it is only a name), and the index after them.
  typealias Step = (drafts: [Draft], next: Int)

  static func mentions(in draft: DraftText, published: Day) -> (mentions: [Mention], tokens: Tokens) {
    let reader = MentionReader(tokens: Tokens(draft.scalars), published: published)
    let found = reader.read()
    let offsets = found.map { draft.offsets[reader.tokens[$0.range.lowerBound].start] }
    let places = draft.places(of: offsets)
    let mentions = found.indices.map { i in
      Mention(
        kind: found[i].kind, text: reader.tokens.text(found[i].range), phrase: reader.phrase(found[i].range),
        readings: found[i].readings, unit: found[i].unit, fault: found[i].fault, place: places[i],
        bound: found[i].kind == .date ? nil : Bound(found[i].range, reader.tokens), tokens: found[i].range)
    }
    return (mentions, reader.tokens)
  }

  private func read() -> [Draft] {
    var drafts: [Draft] = []
    var i = 0
    while i < tokens.count {
      if let step = step(at: i) {
        drafts += step.drafts.map(casualties)
        i = max(step.next, i + 1)
      } else {
        i += 1
      }
    }
    return drafts
  }

  private func step(at i: Int) -> Step? {
    switch tokens[i].kind {
    case .number:
      dotted(at: i) ?? skipped(at: i) ?? digitDate(at: i) ?? time(at: i)
        ?? digitRatio(at: i).map { ([$0], $0.range.upperBound) } ?? digits(at: i).map { ([$0], $0.range.upperBound) }
    case .word: wordDate(at: i) ?? imprecise(at: i) ?? words(at: i)
    case .sign: vulgarFraction(at: i)
    case .name, .paragraphEnd: nil
    }
  }

  /// ½ by itself.
  private func vulgarFraction(at i: Int) -> Step? {
    guard let scalar = tokens[i].text.unicodeScalars.first, let part = DigitReader.parts[scalar] else { return nil }
    return ([fraction(ExactNumber(units: part, places: 3), i..<i + 1)], i + 1)
  }

  /// A part of a whole, which a figure may print as a share or in percent.
  func fraction(_ part: ExactNumber, _ range: Range<Int>) -> Draft {
    let hundredfold = part * ExactNumber(100)
    return Draft(
      kind: .fraction, range: range,
      readings: [
        .number(part, tolerance: ExactNumber(units: 5, places: 3)),
        .number(hundredfold, tolerance: ExactNumber(units: 5, places: 1)),
      ])
  }

  /// The mention and up to two words after it.
  private func phrase(_ range: Range<Int>) -> String {
    var end = range.upperBound
    var words = 0
    while words < 2, let token = tokens.token(end), token.kind == .word || (tokens.isHyphen(end) && !token.isSpaced) {
      if token.kind == .word { words += 1 }
      end += 1
    }
    while end > range.upperBound, tokens[end - 1].kind == .sign || Stems.isStop(tokens[end - 1].text) { end -= 1 }
    return tokens.text(range.lowerBound..<end)
  }

  /// Whether dollars are another country's: 50 million Canadian dollars.
  private func isForeign(_ word: (text: String, next: Int), _ i: Int) -> Bool {
    guard tokens.token(word.next - 1)?.isCapitalized == true, word.next > i, word.text != "u.s.", word.text != "us",
      word.text != "american", UnitClass.of(word.text) == nil
    else { return false }
    return ["dollar", "dollars"].contains(tokens.word(word.next))
  }

  // MARK: What follows a number

  /// The class of what is counted: that of the first of the next three words that has one, before any other sign or
  /// preposition.
  func unit(after i: Int) -> String? {
    var i = i
    var words = 0
    while words < 3, let token = tokens.token(i) {
      if tokens.isHyphen(i) {
        i += 1
        continue
      }
      let word = tokens.word(i)
      guard token.kind == .word, !Self.ends.contains(word) else { return nil }
      if word == "per", tokens.word(i + 1) == "cent" { return UnitClass.percent }
      if UnitClass.isNautical(word, tokens.word(i + 1)) { return UnitClass.nauticalMiles }
      if UnitClass.tonKinds.contains(word), UnitClass.isTon(tokens.word(i + 1)) { return "\(word) tons" }
      if let unit = UnitClass.of(word) { return unit }
      words += 1
      i += 1
    }
    return nil
  }

  /// Words that end the search for what is counted.
  static let ends: Set<String> = [
    "of", "in", "from", "to", "by", "on", "at", "for", "with", "and", "or", "but", "is", "are", "was", "were", "has",
    "have", "had", "than", "that", "who", "which", "as", "into", "over", "under", "since", "after", "before", "when",
    "against", "between", "near", "off", "during", "while", "the", "a", "an", "its", "their", "his", "her", "will",
  ]

  /// Includes a scale, a percent sign or word, or a currency after a number.
  ///
  /// - Parameter lastDigit: one unit of the last printed digit.
  func finish(
    _ kind: Mention.Kind, _ range: Range<Int>, value: ExactNumber?, lastDigit: ExactNumber, currency: String?,
    isScaled: Bool = false, others: [Mention.Reading] = []
  ) -> Draft {
    var (kind, value, lastDigit, others, end) = (kind, value, lastDigit, others, range.upperBound)
    // 50-million-dollar: hyphens instead of blanks.
    func word(_ i: Int) -> (text: String, next: Int) {
      tokens.isHyphen(i) ? (tokens.word(i + 1), i + 2) : (tokens.word(i), i + 1)
    }
    var scale = 0
    if let power = Vocabulary.scaleWords[word(end).text], !isScaled, kind == .number {
      scale = power
      value = value.flatMap { $0.magnitude < ExactNumber(1_000_000_000_000) ? $0.shifted(left: scale) : nil }
      lastDigit = lastDigit.shifted(left: scale)
      end = word(end).next
      others = []
    }
    if kind == .number, tokens.isGlued("+", at: end) { end += 1 }
    var unit = currency
    if currency != nil { kind = .money }
    if let sign = tokens.token(end), sign.isSign("%") || sign.isSign("‰"), kind == .number {
      (kind, unit, end) = (.percent, sign.isSign("%") ? UnitClass.percent : "per mille", end + 1)
    } else if kind == .number {
      let after = word(end)
      let isOfAState = ["u.s.", "us", "american"].contains(after.text)
      let next = isOfAState ? word(after.next) : after
      switch isForeign(after, end) ? "\(after.text) \(word(after.next).text)" : UnitClass.of(next.text) {
      case UnitClass.percent? where !isOfAState: (kind, unit, end) = (.percent, UnitClass.percent, next.next)
      case let money? where Set(UnitClass.currencies.values).contains(money) && !["lb", "lbs"].contains(next.text):
        // Pounds may be a weight; the figure's unit decides.
        (kind, unit) = (money == "pounds" ? .number : .money, money)
        if money != "pounds" { end = next.next }
      case UnitClass.times?: (kind, unit, end) = (.multiplier, UnitClass.times, next.next)
      case let other?: unit = other
      case nil:
        if next.text == "per", tokens.word(next.next) == "cent" {
          (kind, unit, end) = (.percent, UnitClass.percent, next.next + 1)
        } else {
          unit = self.unit(after: end)
        }
      }
    } else if kind == .ordinal {
      unit = self.unit(after: end)
    }
    if kind == .percent, ["point", "points"].contains(tokens.word(end)) { unit = UnitClass.points }
    let reading = value.map { Mention.Reading.number($0, tolerance: lastDigit.half) }
    var draft = Draft(kind: kind, range: range.lowerBound..<end, unit: unit)
    draft.readings = (reading.map { [$0] } ?? []) + others
    draft.scale = scale
    return draft
  }
}
