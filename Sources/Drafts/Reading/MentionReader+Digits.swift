import Model
import Words

/// Numbers in digits.
extension MentionReader {
  /// Skips a number that its context makes a name or an address.
  func skipped(at i: Int) -> Step? {
    if let end = telephone(at: i) { return ([], end) }
    let token = tokens[i]
    let digits = tokens.digits(i)!
    if tokens.isGlued("-", at: i - 1) || (i > 0 && tokens.isHyphen(i - 1)), !token.isSpaced, i >= 2 {
      let before = tokens[i - 2]
      if before.kind == .name { return ([], i + 1) }
      if before.kind == .word, !Vocabulary.prefixes.contains(before.text), Vocabulary.cardinals[before.text] == nil {
        let isShort = digits.plainCount.map { $0 <= 3 } ?? false
        if before.isCapitalized && Months.written[before.text] == nil || isShort { return ([], i + 1) }
      }
    }
    // 7-Eleven, 3-D, 737-MAX; but 15-Nov-2025.
    if tokens.isHyphen(i + 1), let after = tokens.token(i + 2), after.isCapitalized,
      Months.written[after.text] == nil, after.text != "u.s."
    {
      return ([], i + 3)
    }
    if isDesignation(i, digits) || isOrdinalName(i, digits.suffix) { return ([], i + 1) }
    if let slash = tokens.token(i + 1), slash.isSign("/"), !slash.isSpaced, let other = tokens.digits(i + 2) {
      let text = "\(digits.small ?? -1)/\(other.small ?? -1)"
      if Vocabulary.names.contains(text), !tokens.isGlued("/", at: i + 3) { return ([], i + 3) }
    }
    return nil
  }

  /// Article 5, No. 10, Sec. 702, § 7: the number names something.
  private func isDesignation(_ i: Int, _ digits: Digits) -> Bool {
    guard digits.suffix.isEmpty, digits.plainCount != nil, let before = tokens.token(i - 1) else { return false }
    if before.isSign("§") { return true }
    let next = tokens.token(i + 1)
    if next?.isSign("%") == true || Vocabulary.scaleWords[next?.text ?? ""] != nil { return false }
    if before.isSign("."), !before.isSpaced {
      return ["no", "nos", "fig", "sec", "art", "vol", "pp", "p"].contains(tokens.word(i - 2))
    }
    guard before.kind == .word, Vocabulary.designators.contains(before.text) else { return before.isWord("h.r.") }
    return before.isCapitalized || Vocabulary.lowerDesignators.contains(before.text)
  }

  /// The 22nd Marine Expeditionary Unit, Fifth Avenue: capitalized words up to a word that such names end with.
  func isOrdinalName(_ i: Int, _ suffix: String) -> Bool {
    guard Vocabulary.ordinalEndings.contains(suffix) else { return false }
    var i = i + 1
    for _ in 0..<4 {
      guard let token = tokens.token(i), token.kind == .word, token.isCapitalized else { return false }
      if Vocabulary.ordinalNames.contains(token.text) { return true }
      i += 1
    }
    return false
  }

  /// The end of 202-555-0199, (202) 555-0199 or +58 212 555 0199.
  private func telephone(at i: Int) -> Int? {
    func count(_ i: Int) -> Int { tokens.digits(i)?.plainCount ?? 0 }
    if count(i) == 3, tokens.isHyphen(i + 1), count(i + 2) == 3, tokens.isHyphen(i + 3), count(i + 4) == 4 {
      return i + 5
    }
    if count(i) == 3, tokens.token(i - 1)?.isSign("(") == true, tokens.isGlued(")", at: i + 1), count(i + 2) == 3,
      tokens.isHyphen(i + 3), count(i + 4) == 4
    {
      return i + 5
    }
    guard tokens.token(i - 1)?.isSign("+") == true, !tokens[i].isSpaced, (1...3).contains(count(i)) else { return nil }
    var end = i + 1
    while count(end) > 1 || (tokens.isHyphen(end) && count(end + 1) > 1) { end += 1 }
    return end - i >= 3 ? end : nil
  }

  /// 10:30, 10:30 p.m., 5 pm, 5 o'clock.
  func time(at i: Int) -> Step? {
    guard let hour = tokens.digits(i)?.small, hour <= 24 else { return nil }
    var end = i + 1
    var isTime = ["am", "pm"].contains(tokens.digits(i)!.suffix)
    while tokens.isGlued(":", at: end), let part = tokens.digits(end + 1), part.plainCount == 2,
      !tokens[end + 1].isSpaced,
      let minutes = part.small, minutes < 60
    {
      isTime = true
      end += 2
    }
    if tokens.digits(end - 1)!.suffix.isEmpty,
      ["a.m.", "p.m.", "am", "pm", "o'clock"].contains(tokens.token(end)?.text ?? "")
    {
      isTime = true
      end += 1
    }
    return isTime ? ([Draft(kind: .time, range: i..<end)], end) : nil
  }

  /// A number in digits with the words and signs that belong to it.
  ///
  /// - Parameter looksOn: whether the other end of a range may supply what is missing here: 10-13%, $2 to 3 million.
  func digits(at i: Int, looksOn: Bool = true) -> Draft? {
    let digits = tokens.digits(i)!
    var start = i
    let currency = currency(before: i, &start)
    var value = digits.value
    if isNegative(&start) { value = value.map { ExactNumber(0) - $0 } }
    // Trailing zeros of decimals are printed digits too.
    var lastDigit = digits.value?.lastDigit ?? ExactNumber(1)
    var others = digits.alternative.map { [Mention.Reading.number($0, tolerance: ExactNumber(1).half)] } ?? []
    var scale = 0
    let range = start..<i + 1
    switch digits.suffix {
    case "s": return decade(i, digits)
    case "x", "fold":
      var draft = finish(.multiplier, range, value: value, lastDigit: lastDigit, currency: nil)
      draft.unit = UnitClass.times
      return draft
    case let ending where Vocabulary.ordinalEndings.contains(ending):
      return finish(.ordinal, range, value: value, lastDigit: lastDigit, currency: nil)
    case let suffix:
      guard let power = Vocabulary.scales[suffix], let plain = value, plain.magnitude < ExactNumber(1_000_000_000)
      else {
        break
      }
      // Without a currency, m may mean meters and t tons.
      if currency == nil, suffix.utf8.count == 1, suffix != "k" {
        others.append(.number(plain, tolerance: lastDigit.half))
      }
      scale = power
      value = plain.shifted(left: scale)
      lastDigit = lastDigit.shifted(left: scale)
    }
    if let half = half(after: i + 1), digits.suffix.isEmpty, let whole = value {
      return finish(
        .number, start..<half, value: whole + ExactNumber(units: 5, places: 1),
        lastDigit: ExactNumber(units: 1, places: 1),
        currency: currency)
    }
    var draft = finish(
      .number, range, value: value, lastDigit: lastDigit, currency: currency, isScaled: scale > 0, others: others)
    draft.scale = max(draft.scale, scale)
    if let unit = UnitClass.of(digits.suffix), UnitClass.glued.contains(digits.suffix) { draft.unit = unit }
    if currency == nil, draft.range == range, let year = year(digits) {
      draft.kind = draft.unit == nil ? .date : .number
      let reading = Mention.Reading.period(year)
      draft.readings = draft.unit == nil ? [reading] + draft.readings : draft.readings + [reading]
    }
    return looksOn ? completed(draft, i) : draft
  }

  /// A year from 1600 to 2099 in four digits; other numbers of that size are printed with a comma.
  func year(_ digits: Digits) -> Period? {
    guard digits.plainCount == 4, digits.suffix.isEmpty, let year = digits.small, (1600...2099).contains(year) else {
      return nil
    }
    return Period(year: year)
  }

  /// Gives the first number of a range the unit and the scale that are printed only after the second one.
  private func completed(_ draft: Draft, _ i: Int) -> Draft {
    guard draft.range.upperBound == i + 1, draft.kind == .number || draft.kind == .money, let other = rangeEnd(i) else {
      return draft
    }
    var whole = draft
    if whole.unit == nil { (whole.unit, whole.kind) = (other.unit, other.kind == .date ? whole.kind : other.kind) }
    if case .number(let low, let tolerance) = draft.readings.first, other.scale > 0, draft.scale == 0,
      low.magnitude < ExactNumber(1000)
    {
      // 1.5 to 2 million: both are millions.
      let scaled = Mention.Reading.number(
        low.shifted(left: other.scale), tolerance: tolerance.shifted(left: other.scale))
      whole.readings.insert(scaled, at: 0)
    }
    return whole
  }

  private func rangeEnd(_ i: Int) -> Draft? {
    var next = i + 1
    let joins =
      tokens.isHyphen(next) || ["to", "or"].contains(tokens.word(next))
      || (tokens.word(next) == "and" && tokens.word(i - 1) == "between")
    guard joins else { return nil }
    next += 1
    if let sign = tokens.token(next), UnitClass.currency(of: sign.text) != nil { next += 1 }
    return tokens.digits(next) == nil ? nil : digits(at: next, looksOn: false)
  }

  /// The currency before a number: $, US$, € and the like, or USD.
  private func currency(before i: Int, _ start: inout Int) -> String? {
    guard let sign = tokens.token(i - 1) else { return nil }
    if sign.kind == .sign, let currency = UnitClass.currency(of: sign.text), !tokens[i].isSpaced {
      start = i - 1
      guard let letters = tokens.token(i - 2), letters.kind == .word, letters.isUpper, !sign.isSpaced else {
        return currency
      }
      start = i - 2
      // C$ and MX$ are other countries' money.
      return ["us", "u.s.", "usd"].contains(letters.text) ? currency : letters.text + sign.text
    }
    // $1-2 million: the second number is an amount of money too.
    if tokens.isHyphen(i - 1), tokens.digits(i - 2) != nil, let first = tokens.token(i - 3), !tokens[i - 2].isSpaced {
      return UnitClass.currency(of: first.text)
    }
    if sign.isUpper, ["usd", "eur", "gbp"].contains(sign.text) {
      start = i - 1
      return UnitClass.of(sign.text)
    }
    return nil
  }

  /// Whether a minus sign directly precedes a number, separate from anything before it; or the word "minus".
  private func isNegative(_ start: inout Int) -> Bool {
    guard let sign = tokens.token(start - 1) else { return false }
    if sign.isWord("minus") {
      start -= 1
      return true
    }
    let isFree = sign.isSpaced || tokens.token(start - 2)?.isSign("(") == true || tokens.token(start - 2) == nil
    guard isFree, !tokens[start].isSpaced, ["-", "−", "–"].contains(sign.text) else { return false }
    start -= 1
    return true
  }

  /// The index after "and a half".
  func half(after i: Int) -> Int? {
    tokens.word(i) == "and" && tokens.word(i + 1) == "a" && tokens.word(i + 2) == "half" ? i + 3 : nil
  }

  /// The 1990s; the 20s may be in either century.
  private func decade(_ i: Int, _ digits: Digits) -> Draft? {
    guard let count = digits.plainCount, let value = digits.value, let start = Int(exactly: value.units),
      start % 10 == 0
    else { return nil }
    let years = count == 4 ? [start] : count == 2 ? [1900 + start, 2000 + start] : []
    let readings = years.compactMap { Period(years: $0...$0 + 9) }.map(Mention.Reading.period)
    return readings.isEmpty ? nil : Draft(kind: .date, range: i..<i + 1, readings: readings)
  }
}
