import Model
import Words

/// Dates that begin with digits.
extension MentionReader {
  /// 2025-11-15, 11/15/2025, 15 November 2025, 2023-24.
  func digitDate(at i: Int) -> Step? {
    isoDate(at: i) ?? slashDate(at: i) ?? dayFirst(at: i)
  }

  private func isoDate(at i: Int) -> Step? {
    guard let year = tokens.digits(i), year.plainCount == 4, year.suffix.isEmpty, tokens.isHyphen(i + 1),
      let next = tokens.digits(i + 2), next.plainCount == 2, let first = year.small, let second = next.small
    else { return nil }
    if tokens.isHyphen(i + 3), let day = tokens.digits(i + 4), day.plainCount == 2, let number = day.small,
      let period = Period(year: first, month: second, day: number)
    {
      return ([Draft(kind: .date, range: i..<i + 5, readings: [.period(period)])], i + 5)
    }
    // 2025-10 is a month, 2023-24 two years; 2010-12 may be both.
    var readings: [Mention.Reading] = []
    if let month = Period(year: first, month: second) { readings.append(.period(month)) }
    let end = first / 100 * 100 + second
    if end > first, let years = Period(years: first...end) { readings.append(.period(years)) }
    return readings.isEmpty || !next.suffix.isEmpty
      ? nil : ([Draft(kind: .date, range: i..<i + 3, readings: readings)], i + 3)
  }

  /// 11/15/2025 in the American order (in the other one if that gives no date), 11/15, 2025/11/15; and fractions, 3/4.
  private func slashDate(at i: Int) -> Step? {
    func part(_ i: Int) -> Int? {
      guard let digits = tokens.digits(i), digits.suffix.isEmpty, let small = digits.small else { return nil }
      return small
    }
    guard tokens.isGlued("/", at: i + 1), let a = part(i), let b = part(i + 2), !tokens[i + 2].isSpaced else {
      return nil
    }
    guard tokens.isGlued("/", at: i + 3), let c = part(i + 4), !tokens[i + 4].isSpaced else {
      if a < b, (2...10).contains(b), a > 0 {
        return (
          [fraction(ExactNumber(Int64(a)).divided(by: ExactNumber(Int64(b)), decimals: 4)!, i..<i + 3)], i + 3
        )
      }
      let readings = near(month: a, day: b)
      return readings.isEmpty ? nil : ([Draft(kind: .date, range: i..<i + 3, readings: readings)], i + 3)
    }
    let full = c < 100 ? (c < 70 ? 2000 : 1900) + c : c
    let period =
      a > 31
      ? Period(year: a, month: b, day: c)
      : Period(year: full, month: a, day: b) ?? Period(year: full, month: b, day: a)
    return period.map { ([Draft(kind: .date, range: i..<i + 5, readings: [.period($0)])], i + 5) }
  }

  /// 15 November 2025, 15th of November, 15-21 November.
  private func dayFirst(at i: Int) -> Step? {
    guard let day = dayNumber(i) else { return nil }
    if tokens.isHyphen(i + 1), let last = dayNumber(i + 2), let (month, end) = monthBehind(i + 3) {
      let (first, next) = dated(month: month, day: day, i..<i + 1, yearAt: end)
      let (second, _) = dated(month: month, day: last, i + 2..<next, yearAt: end)
      return ([first.map { whole($0, i..<i + 1) }, second].compactMap { $0 }, next)
    }
    guard let (month, end) = monthBehind(i + 1) else { return nil }
    let (draft, next) = dated(month: month, day: day, i..<end, yearAt: end)
    guard var draft else { return nil }
    draft.range = i..<next
    return ([draft], next)
  }

  private func monthBehind(_ i: Int) -> (month: Int, end: Int)? {
    var i = i
    if tokens.isHyphen(i) || tokens.word(i) == "of" { i += 1 }
    guard let token = tokens.token(i), token.isCapitalized, let month = Months.written[tokens.word(i)] else {
      return nil
    }
    return (month, behindPoint(i))
  }

  /// The index after a month's name, and after the point of "Nov.".
  func behindPoint(_ i: Int) -> Int {
    let isShort = tokens.word(i).utf8.count <= 4 && tokens.isGlued(".", at: i + 1)
    let isEnd = tokens.token(i + 2).map { $0.kind == .paragraphEnd } ?? true
    return isShort && !isEnd ? i + 2 : i + 1
  }

  /// The day of a month: 1 to 31, with or without an ordinal ending.
  func dayNumber(_ i: Int) -> Int? {
    guard let digits = tokens.digits(i), let count = digits.plainCount, count <= 2,
      digits.suffix.isEmpty || Vocabulary.ordinalEndings.contains(digits.suffix), let day = digits.small,
      (1...31).contains(day)
    else { return nil }
    return day
  }

  /// A day of a month, in the year at `yearAt` or the nearest one.
  func dated(month: Int, day: Int, _ range: Range<Int>, yearAt i: Int) -> (Draft?, next: Int) {
    if let (year, end) = yearBehind(i) {
      let period = Period(year: year, month: month, day: day)
      return (period.map { Draft(kind: .date, range: range.lowerBound..<end, readings: [.period($0)]) }, end)
    }
    let readings = near(month: month, day: day)
    return (readings.isEmpty ? nil : Draft(kind: .date, range: range, readings: readings), i)
  }

  /// A year at `i`, or after a comma or "of".
  func yearBehind(_ i: Int) -> (year: Int, end: Int)? {
    let isJoined = tokens.isGlued(",", at: i) || tokens.word(i) == "of" || tokens.isHyphen(i)
    for place in isJoined ? [i + 1] : [i] {
      guard let digits = tokens.digits(place), let period = year(digits), tokens.word(place + 1) != "people" else {
        continue
      }
      if tokens.isHyphen(place + 1), tokens.digits(place + 2) != nil { continue }
      return (period.first.civil.year, place + 1)
    }
    return nil
  }

  /// The readings of a month or day without a year: first the last one up to a month after publication, then its
  /// neighbors.
  func near(month: Int, day: Int? = nil) -> [Mention.Reading] {
    let year = published.civil.year
    let periods = [year, year - 1, year + 1].compactMap { Period(year: $0, month: month, day: day) }
    let known = periods.filter { $0.first <= published + 31 }.sorted { $0.first > $1.first }
    let later = periods.filter { $0.first > published + 31 }
    return (known + later).map(Mention.Reading.period)
  }
}

/// Dates that begin with a word.
extension MentionReader {
  func wordDate(at i: Int) -> Step? {
    let word = tokens.word(i)
    if tokens[i].isCapitalized {
      if let step = monthName(at: i) { return step }
      if Vocabulary.weekdays[word] != nil, let step = weekday(at: i) { return step }
    }
    if let shift = Vocabulary.relativeDays[word] {
      return ([Draft(kind: .date, range: i..<i + 1, readings: [.period(Period(published + shift))])], i + 1)
    }
    return fiscalYear(at: i)
  }

  private func monthName(at i: Int) -> Step? {
    guard tokens.token(i)?.isCapitalized == true, let month = Months.written[tokens.word(i)] else { return nil }
    let end = behindPoint(i)
    if let day = dayNumber(end), isDay(end) {
      let (draft, next) = dated(month: month, day: day, i..<end + 1, yearAt: end + 1)
      guard let draft else { return nil }
      // Nov. 15-21, 2025: the second day is a date too.
      if next == end + 1, tokens.isHyphen(end + 1) || tokens.word(end + 1) == "to", let last = dayNumber(end + 2),
        isDay(end + 2)
      {
        let (second, behind) = dated(month: month, day: last, end + 2..<end + 3, yearAt: end + 3)
        let (first, _) = dated(month: month, day: day, i..<end + 1, yearAt: end + 3)
        return ([first.map { whole($0, i..<end + 1) }, second].compactMap { $0 }, behind)
      }
      return ([draft], next)
    }
    if let (year, behind) = yearBehind(end), let period = Period(year: year, month: month) {
      return ([Draft(kind: .date, range: i..<behind, readings: [.period(period)])], behind)
    }
    let before = tokens.isHyphen(i - 1) ? tokens.word(i - 2) : tokens.word(i - 1)
    let isPlain =
      !Vocabulary.doubtfulMonths.contains(tokens.word(i)) || Vocabulary.beforeMonth.contains(before)
      || (before == "and" && Months.written[tokens.word(i - 2)] != nil)
    // A person's first name is followed by a surname.
    let isName = Vocabulary.doubtfulMonths.contains(tokens.word(i)) && tokens.token(end)?.isCapitalized == true
    guard isPlain, !isName else { return nil }
    return ([Draft(kind: .date, range: i..<end, readings: near(month: month))], end)
  }

  private func whole(_ draft: Draft, _ range: Range<Int>) -> Draft {
    var draft = draft
    draft.range = range
    return draft
  }

  /// Whether the number is the day of the month before it and counts nothing, unlike "in November 21 people".
  private func isDay(_ i: Int) -> Bool {
    if let next = tokens.token(i + 1), next.isSign("%") || next.isSign("/") { return false }
    return Vocabulary.scaleWords[tokens.word(i + 1)] == nil && unit(after: i + 1) == nil
  }

  /// Saturday: the last one up to publication. A date after it (Saturday, Nov. 15) belongs to it and must agree with
  /// it.
  private func weekday(at i: Int) -> Step? {
    let wanted = Vocabulary.weekdays[tokens.word(i)]!
    if Vocabulary.beforeFeast.contains(tokens.word(i - 1)) { return nil }
    let next = tokens.isGlued(",", at: i + 1) ? i + 2 : i + 1
    if let step = tokens.digits(next) != nil ? digitDate(at: next) : monthName(at: next),
      var draft = step.drafts.first, case .period(let period) = draft.readings.first, period.grain == .day
    {
      // Without a year, only the nearest half year counts: over all years, the day falls on every weekday.
      let fitting = draft.readings.filter {
        guard case .period(let day) = $0, weekday(day.first) == wanted else { return false }
        return draft.readings.count == 1 || abs(day.first - published) < 183
      }
      if fitting.isEmpty, weekday(period.first) != wanted {
        let name = Vocabulary.weekdays.first { $0.value == weekday(period.first) }!.key
        draft.fault = "\(period) is a \(name.prefix(1).uppercased())\(name.dropFirst())"
      } else if !fitting.isEmpty {
        draft.readings = fitting
      }
      draft.range = i..<draft.range.upperBound
      return ([draft] + step.drafts.dropFirst(), step.next)
    }
    let last = published + -((weekday(published) - wanted + 7) % 7)
    let days =
      switch tokens.word(i - 1) {
      case "next", "coming": [last + 7]
      case "last": [last, last + -7]
      default: [last, last + 7]
      }
    return ([Draft(kind: .date, range: i..<i + 1, readings: days.map { .period(Period($0)) })], i + 1)
  }

  /// Monday is 0.
  private func weekday(_ day: Day) -> Int { ((day.daysSince1970 + 3) % 7 + 7) % 7 }

  /// FY2024, FY 24, fiscal year 2024, fiscal 2024.
  private func fiscalYear(at i: Int) -> Step? {
    var end = i + 1
    switch tokens.word(i) {
    case "fy": if tokens.isHyphen(end) { end += 1 }
    case "fiscal": if ["year", "years"].contains(tokens.word(end)) { end += 1 }
    default: return nil
    }
    guard let digits = tokens.digits(end), digits.suffix.isEmpty, let small = digits.small else { return nil }
    let year = digits.plainCount == 2 && tokens.word(i) == "fy" ? 2000 + small : small
    guard (1900...2099).contains(year), let period = Period(year: year) else { return nil }
    return ([Draft(kind: .date, range: i..<end + 1, readings: [.period(period)])], end + 1)
  }
}
