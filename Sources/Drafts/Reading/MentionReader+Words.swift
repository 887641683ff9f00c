import Model

/// Numbers in words.
extension MentionReader {
  func words(at i: Int) -> Step? {
    if let draft = multiplier(at: i) { return ([draft], draft.range.upperBound) }
    if let draft = half(at: i) ?? part(at: i) { return ([draft], draft.range.upperBound) }
    if let draft = ordinal(at: i) { return ([draft], draft.range.upperBound) }
    guard let number = cardinal(at: i) else { return nil }
    return step(number, from: i)
  }

  // MARK: Parts and multiples

  private func multiplier(at i: Int) -> Draft? {
    let word = tokens.word(i)
    var hundredths = Vocabulary.multipliers[word]
    // The two halves of a game are not a halving.
    if word == "halves", !["it", "which", "that"].contains(tokens.word(i - 1)) { hundredths = nil }
    if hundredths == nil, let bare = Vocabulary.bareMultipliers[word],
      Vocabulary.afterBareMultiplier.contains(tokens.word(i + 1))
        || Vocabulary.beforeBareMultiplier.contains(tokens.word(i - 1))
    {
      hundredths = bare
    }
    var end = i + 1
    if hundredths == nil, let count = Vocabulary.cardinals[word], tokens.isHyphen(i + 1), tokens.word(i + 2) == "fold" {
      (hundredths, end) = (Int128(count) * 100, i + 3)
    }
    if hundredths == nil, word == "once" {
      let isCounted =
        ["a", "per", "every"].contains(tokens.word(i + 1))
        && ["day", "week", "month", "year"].contains(tokens.word(i + 2))
        || ["than", "only", "just", "least"].contains(tokens.word(i - 1))
      hundredths = isCounted ? 100 : nil
    }
    guard let hundredths else { return nil }
    // A word for a multiple is exact: with half a unit as tolerance, 2.5 would be a doubling.
    let reading = Mention.Reading.number(
      ExactNumber(units: hundredths, places: 2), tolerance: ExactNumber(units: 5, places: 2))
    return Draft(kind: .multiplier, range: i..<end, readings: [reading], unit: UnitClass.times)
  }

  /// "Half" where it is a number: half of, half the, half a million, more than half.
  private func half(at i: Int) -> Draft? {
    guard tokens.word(i) == "half" else { return nil }
    let joined = tokens.isHyphen(i + 1)
    let next = joined ? i + 2 : i + 1
    let after = tokens.word(next)
    let noun = ["a", "an"].contains(after) ? next + 1 : next
    if let scale = Vocabulary.scaleWords[tokens.word(noun)] {
      let number = Cardinal(
        value: ExactNumber(units: 5, places: 1).shifted(left: scale),
        lastDigit: ExactNumber(units: 1, places: 1).shifted(left: scale),
        end: noun + 1)
      return step(number, from: i).drafts.first
    }
    if tokens.word(noun) == "dozen" {
      return step(Cardinal(value: ExactNumber(6), lastDigit: ExactNumber(1), end: noun + 1), from: i).drafts.first
    }
    guard !joined else { return nil }
    let before = tokens.word(i - 1)
    if ["first", "second", "other", "better", "latter", "former", "back", "front"].contains(before) { return nil }
    let isNumber =
      ["of", "a", "an", "the", "its", "their", "his", "her", "as", "those", "these", "all", "that"].contains(after)
      || ["than", "nearly", "almost", "about", "roughly", "by", "in", "only", "around", "least"].contains(before)
    return isNumber ? fraction(ExactNumber(units: 5, places: 1), i..<i + 1) : nil
  }

  /// Two-thirds, three quarters, one-fifth, a third of, one in five.
  private func part(at i: Int) -> Draft? {
    let word = tokens.word(i)
    let isOne = word == "a" || word == "an"
    guard let count = isOne ? 1 : Vocabulary.cardinals[word], (1...9).contains(count) else { return nil }
    if !isOne, let share = ratio(count, at: i) { return share }
    let next = tokens.isHyphen(i + 1) ? i + 2 : i + 1
    let name = tokens.word(next)
    guard let whole = Vocabulary.denominators[name], count > 1 || !name.hasSuffix("s"),
      count == 1 || name.hasSuffix("s")
    else { return nil }
    // "A third strike" counts strikes; a third of them is a fraction. "Two thirds" needs no "of".
    let behind = tokens.word(next + 1)
    if isOne, !["of", "as", "less", "more"].contains(behind), name != "half" { return nil }
    if isOne, name == "half", tokens.word(i - 1) == "and" || tokens.isHyphen(next + 1) { return nil }
    return ExactNumber(Int64(count)).divided(by: ExactNumber(Int64(whole)), decimals: 4).map {
      fraction($0, i..<next + 1)
    }
  }

  /// One in five, one-in-five, three out of ten.
  private func ratio(_ count: Int, at i: Int) -> Draft? {
    func behindHyphen(_ i: Int) -> Int { tokens.isHyphen(i) ? i + 1 : i }
    let joint = behindHyphen(i + 1)
    guard ["in", "out"].contains(tokens.word(joint)) else { return nil }
    let isOut = tokens.word(joint) == "out"
    guard !isOut || tokens.word(behindHyphen(joint + 1)) == "of" else { return nil }
    let next = behindHyphen(isOut ? behindHyphen(joint + 1) + 1 : joint + 1)
    let whole = Vocabulary.cardinals[tokens.word(next)] ?? tokens.digits(next)?.small ?? 0
    // 1000 and more is a year.
    guard whole > count, whole <= 1000, tokens.token(next + 1)?.kind != .number else { return nil }
    return ExactNumber(Int64(count)).divided(by: ExactNumber(Int64(whole)), decimals: 4).map {
      fraction($0, i..<next + 1)
    }
  }

  /// 8 in 10, 1 in 20: in digits they may also be 8 people in 10 strikes.
  func digitRatio(at i: Int) -> Draft? {
    guard let count = tokens.digits(i)?.small, (1...9).contains(count), let share = ratio(count, at: i) else {
      return nil
    }
    let last = share.range.upperBound - 1
    let whole = Vocabulary.cardinals[tokens.word(last)] ?? tokens.digits(last)?.small
    let (before, behind) = (tokens.word(i - 1), tokens.word(last + 1))
    let isShare = whole == 10 || whole == 100 || count == 1
    guard isShare, !Self.harms.contains(before), !Self.events.contains(behind),
      UnitClass.of(behind) == nil || UnitClass.of(behind) == "people"
    else { return nil }
    return share
  }

  private static let events: Set<String> = [
    "strikes", "attacks", "operations", "raids", "incidents", "cases", "seconds",
  ]

  // MARK: Ordinals

  /// Twenty-first, fourth; "first", "second" and "third" only if they count something.
  private func ordinal(at i: Int) -> Draft? {
    guard let (value, end) = ordinalValue(at: i) else { return nil }
    if tokens[i].isCapitalized, isOrdinalName(end - 1, "th") { return nil }
    if value <= 3, end == i + 1 {
      // First-class, second-hand; a 30-second video.
      if tokens.isHyphen(end) || tokens.isHyphen(i - 1) { return nil }
      let before = tokens.word(i - 1)
      let isDetermined = Vocabulary.determiners.contains(before) || tokens.token(i - 1)?.text.hasSuffix("'s") == true
      guard isDetermined, let next = tokens.token(end), next.kind == .word, !Vocabulary.notCounted.contains(next.text)
      else { return nil }
      if value == 1 || ["a", "an"].contains(before), Vocabulary.notCountedAlone.contains(next.text) { return nil }
    } else if Vocabulary.ordinals[tokens.word(i)] != nil, tokens.word(i - 1) == "a", tokens.word(end) == "of" {
      return nil
    }
    return finish(.ordinal, i..<end, value: ExactNumber(Int64(value)), lastDigit: ExactNumber(1), currency: nil)
  }

  private func ordinalValue(at i: Int) -> (value: Int, end: Int)? {
    if let value = Vocabulary.ordinals[tokens.word(i)] { return (value, i + 1) }
    guard let cardinal = cardinal(at: i, mayBeOrdinal: true), cardinal.isOrdinal else { return nil }
    return (Int(truncatingIfNeeded: cardinal.value.units), cardinal.end)
  }

  // MARK: Cardinals

  struct Cardinal {
    var value: ExactNumber
    /// One unit of the last word: 1,000 for "fifty thousand".
    var lastDigit: ExactNumber
    var end: Int
    var isOrdinal = false
  }

  private func step(_ number: Cardinal, from i: Int) -> Step {
    var range = i..<number.end
    var (value, lastDigit) = (number.value, number.lastDigit)
    if let end = half(after: number.end) {
      value = value + ExactNumber(units: 5, places: 1)
      lastDigit = ExactNumber(units: 1, places: 1)
      range = i..<end
    }
    if tokens.word(i - 1) == "minus" {
      value = ExactNumber(0) - value
      range = i - 1..<range.upperBound
    }
    if tokens.token(range.upperBound)?.text == "o'clock" {
      return ([Draft(kind: .time, range: i..<range.upperBound + 1)], range.upperBound + 1)
    }
    let draft = finish(.number, range, value: value, lastDigit: lastDigit, currency: nil)
    return ([draft], draft.range.upperBound)
  }

  /// Two hundred and fifty thousand, twenty-one, a hundred, two dozen.
  private func cardinal(at i: Int, mayBeOrdinal: Bool = false) -> Cardinal? {
    var reader = CardinalReader(tokens, at: i)
    guard let number = reader.read(), mayBeOrdinal || !number.isOrdinal else { return nil }
    guard number.end == i + 1, tokens.word(i) == "one" else { return number }
    return isOne(at: i) ? number : nil
  }

  /// "One" counts only directly before a unit of measure, percent, people or vessels: one percent, one mile, one
  /// person. Otherwise it is a pronoun or part of an idiom: one of the, no one, one day.
  private func isOne(at i: Int) -> Bool {
    let next = tokens.isHyphen(i + 1) ? i + 2 : i + 1
    if ["no", "this", "that", "the", "every", "any"].contains(tokens.word(i - 1)) { return false }
    if Vocabulary.scaleWords[tokens.word(next)] != nil { return true }
    guard let unit = UnitClass.of(tokens.word(next)) else {
      return tokens.word(next) == "per" && tokens.word(next + 1) == "cent"
    }
    return unit != "days"
  }
}
