import Model

/// Quantities without an exact value (dozens, several hundred, 3.4.5), and those that only look like it (a couple of
/// hundred, 15.11.2025).
extension MentionReader {
  /// Several dozen, a few hundred, tens of thousands, dozens; "a couple of hundred" and "a quarter-million" have a
  /// value.
  func imprecise(at i: Int) -> Step? {
    let start = ["a", "an"].contains(tokens.word(i)) ? i + 1 : i
    let word = tokens.word(start)
    if word == "couple" || word == "quarter" { return rough(word, start, from: i) }
    if ["several", "few", "many", "numerous", "countless"].contains(word) {
      let next = tokens.word(start + 1) == "of" ? start + 2 : start + 1
      guard let scale = power(tokens.word(next)), scale > 0 else { return nil }
      return ([vague(i..<next + 1)], next + 1)
    }
    guard start == i, Self.plurals.contains(word) else { return nil }
    var end = i + 1
    while tokens.word(end) == "of", Self.plurals.contains(tokens.word(end + 1)) { end += 2 }
    guard word != "tens" || end > i + 1 else { return nil }
    return ([vague(i..<end)], end)
  }

  private func vague(_ range: Range<Int>) -> Draft {
    Draft(
      kind: .imprecise, range: range,
      unit: unit(after: tokens.word(range.upperBound) == "of" ? range.upperBound + 1 : range.upperBound))
  }

  private static let plurals: Set<String> = [
    "tens", "dozens", "hundreds", "thousands", "millions", "billions", "trillions",
  ]

  /// The exponent of ten of a scale; 1 for a dozen, which is not a power of ten.
  private func power(_ word: String) -> Int? {
    switch word {
    case "dozen": 1
    case "hundred", "thousand", "million", "billion", "trillion": Vocabulary.scales[word]
    default: nil
    }
  }

  /// A couple of hundred, a couple dozen; a quarter-million, a quarter of a million.
  private func rough(_ word: String, _ at: Int, from i: Int) -> Step? {
    var next = tokens.isHyphen(at + 1) ? at + 2 : at + 1
    if tokens.word(next) == "of" { next += 1 }
    if word == "quarter", tokens.word(next) == "a" { next += 1 }
    let name = tokens.word(next)
    guard let power = power(name), word == "couple" || power >= 6 else { return nil }
    let one = name == "dozen" ? ExactNumber(12) : ExactNumber(1).shifted(left: power)
    let part = word == "couple" ? ExactNumber(2) : ExactNumber(units: 25, places: 2)
    // A couple is roughly two: half a unit of what is counted. A quarter is exact to a fiftieth of it.
    let digit = word == "couple" ? one : one * ExactNumber(units: 4, places: 2)
    let draft = finish(.number, i..<next + 1, value: part * one, lastDigit: digit, currency: nil, isScaled: true)
    return ([draft], draft.range.upperBound)
  }

  /// 15.11.2025 and 2025.11.15; version numbers are skipped, and anything else is reported as not understood.
  func dotted(at i: Int) -> Step? {
    guard let parts = tokens.digits(i)?.parts, !parts.isEmpty else { return nil }
    if parts.count == 3, let period = day(parts) {
      return ([Draft(kind: .date, range: i..<i + 1, readings: [.period(period)])], i + 1)
    }
    let before = tokens.isGlued(".", at: i - 1) ? tokens.word(i - 2) : tokens.word(i - 1)
    let isNamed =
      Self.beforeVersion.contains(before) || Vocabulary.designators.contains(before)
      || tokens.token(i - 1)?.isSign("§") == true
    return isNamed ? ([], i + 1) : ([Draft(kind: .unread, range: i..<i + 1)], i + 1)
  }

  private func day(_ parts: [Int]) -> Period? {
    let (a, b, c) = (parts[0], parts[1], parts[2])
    guard a < 10_000, b < 32, c < 10_000 else { return nil }
    if a > 999 { return Period(year: a, month: b, day: c) }
    guard (1600...2199).contains(c) else { return nil }
    return Period(year: c, month: b, day: a) ?? Period(year: c, month: a, day: b)
  }

  private static let beforeVersion: Set<String> = [
    "version", "versions", "v", "ver", "release", "build", "sec", "art", "no", "ios", "android", "firmware", "software",
  ]

  /// Killed 21, 21 were arrested: people, if no other word says what is counted.
  func casualties(_ draft: Draft) -> Draft {
    guard draft.kind == .number, draft.unit == nil else { return draft }
    var i = draft.range.lowerBound - 1
    while i >= 0, draft.range.lowerBound - i < 4, Self.passed.contains(tokens.word(i)) { i -= 1 }
    let end = draft.range.upperBound
    let behind = ["were", "was", "are", "is"].contains(tokens.word(end)) ? end + 1 : end
    let isEnd = tokens.token(end)?.kind != .word || Self.ends.contains(tokens.word(end))
    guard (isEnd && Self.harms.contains(tokens.word(i))) || Self.harms.contains(tokens.word(behind)) else {
      return draft
    }
    var draft = draft
    draft.unit = "people"
    return draft
  }

  private static let passed: Set<String> = [
    "about", "around", "roughly", "nearly", "almost", "some", "at", "least", "most", "than", "more", "fewer", "less",
    "over", "up", "to", "another", "only", "just",
  ]
  static let harms: Set<String> = [
    "killed", "kill", "kills", "killing", "injured", "injuring", "wounded", "wounding", "arrested", "arresting",
    "detained", "drowned", "captured", "rescued", "died", "slain", "murdered", "executed", "jailed",
  ]
}
