import Model

/// How a publisher writes dates: `D.M.YYYY`, `MONTH D, YYYY`, `YYYY-Www`. Letters that are no part below stand for themselves.
package struct DateForm: Equatable, Sendable {
  enum Part: Equatable, Sendable {
    case literal(String)
    /// Four digits.
    case year
    /// Two digits of a year from 2000 to 2099.
    case shortYear
    /// One digit or two.
    case month, day
    /// Exactly two.
    case paddedMonth, paddedDay
    /// `1st`, `2nd`, `1º`, `1.º`, `1ro`.
    case ordinalDay
    /// A month's name, English or Spanish, full or short.
    case monthName
    /// A weekday's name, which must be right.
    case weekday
    case quarter
    /// `FY2024`, and `FY24` (2000 to 2099): what such a year is, the contract says.
    case fiscalYear, shortFiscalYear
    /// The week of ISO 8601, as `W07`, and its number alone, one digit or two.
    case week, weekNumber
    /// The second year of a fiscal year that is named by two: `2024/25`, `2024-2025`. Such a year is its second one.
    case nextYear, shortNextYear
    /// A time of day, with or without a zone, AM or PM, which is not content. 24:00 is none: it is of the day after.
    case time
    /// The number of a day as a spreadsheet stores it.
    case serial
  }

  /// As the manifest has it.
  package let text: String
  let parts: [Part]

  package static let parts =
    "YYYY, YY (2000 to 2099), YYYY/YY and YYYY-YYYY (fiscal years such as 2024/25), MONTH, M, MM, D, DD, Dth (1st), WEEKDAY, q (the quarter's number), FYYYYY and FYYY (FY2024, FY24), Www (W07), WEEK (7), TIME, SERIAL"

  private static let words: [(String, Part)] = [
    ("WEEKDAY", .weekday), ("WEEK", .weekNumber), ("FYYYYY", .fiscalYear), ("FYYY", .shortFiscalYear),
    ("SERIAL", .serial),
    ("MONTH", .monthName), ("YYYY", .year), ("TIME", .time),
    ("Dth", .ordinalDay),
    ("Www", .week), ("YY", .shortYear), ("MM", .paddedMonth), ("DD", .paddedDay), ("M", .month), ("D", .day),
    ("q", .quarter),
  ]

  private static func word(at text: Substring) -> (String, Part)? {
    words.first { word, part in
      // F and a whole year is no short fiscal year.
      text.hasPrefix(word) && !(part == .shortFiscalYear && text.hasPrefix("FYYYY"))
    }
  }

  /// Nil for a text that is no form: it names no year, or a part twice, or a day without its month.
  package init?(_ text: String) {
    self.text = text
    var parts: [Part] = []
    var literal = ""
    var rest = text[...]
    while let first = rest.first {
      if let (word, part) = Self.word(at: rest) {
        if !literal.isEmpty { parts.append(.literal(literal)) }
        literal = ""
        parts.append(Self.next(part, after: parts) ?? part)
        rest = rest.dropFirst(word.count)
      } else {
        literal.append(first)
        rest = rest.dropFirst()
      }
    }
    if !literal.isEmpty { parts.append(.literal(literal)) }
    self.parts = parts
    func count(_ kinds: Part...) -> Int { parts.count(where: kinds.contains) }
    let (years, months) = (
      count(.year, .shortYear, .fiscalYear, .shortFiscalYear), count(.month, .paddedMonth, .monthName)
    )
    let days = count(.day, .paddedDay, .ordinalDay)
    let others = [count(.quarter), count(.week, .weekNumber), count(.weekday), count(.time)]
    if parts == [.serial] { return }
    guard count(.serial) == 0, years == 1, months <= 1, days <= months, others.allSatisfy({ $0 <= 1 }),
      others[0] + others[1] + months <= 1, others[2] <= days, others[3] <= days,
      count(.nextYear, .shortNextYear) == 0 || (months == 0 && others.allSatisfy { $0 == 0 })
    else { return nil }
  }

  /// The second year of a fiscal year that is named by two, where the part comes behind a year and a sign.
  private static func next(_ part: Part, after parts: [Part]) -> Part? {
    guard parts.count >= 2, parts[parts.count - 2] == .year, case .literal(let sign)? = parts.last,
      ["/", "-", "–"].contains(sign.filter { $0 != " " })
    else { return nil }
    return part == .year ? .nextYear : part == .shortYear ? .shortNextYear : nil
  }

  /// Whether it is a spreadsheet's day number.
  package var isSerial: Bool { parts == [.serial] }

  /// Whether the form names a day.
  package var hasDay: Bool {
    parts.contains { [.day, .paddedDay, .ordinalDay, .serial, .week, .weekNumber].contains($0) }
  }

  /// Whether the form names a fiscal year.
  package var hasFiscalYear: Bool {
    parts.contains { [.fiscalYear, .shortFiscalYear, .nextYear, .shortNextYear].contains($0) }
  }

  /// Whether the form names a month, if only as that in which a quarter begins.
  package var hasMonth: Bool {
    hasDay || parts.contains { [.month, .paddedMonth, .monthName, .quarter].contains($0) }
  }

  /// The date that a text says in this form; nil for any other text. A quarter is its first month, a week its Monday.
  package func date(of text: some StringProtocol) -> PublishedDate? { parts(of: text)?.date }

  /// The date from which an edition counts that is dated so: of a quarter its last month, of a week its Sunday. What was published in a
  /// period was there at its end, and nobody knows whether before.
  package func editionDate(of text: some StringProtocol) -> PublishedDate? { parts(of: text)?.lastDate }

  private func parts(of text: some StringProtocol) -> DateParts? {
    var found: DateParts?
    visit(text) { parts in
      found = parts
      return true
    }
    return found
  }

  /// All dates that a text may say in this form; more than one where it does not tell where one number ends and the next begins.
  func dates(of text: String) -> [PublishedDate] {
    var dates: [PublishedDate] = []
    visit(text) { parts in
      if let date = parts.date, !dates.contains(date) { dates.append(date) }
      return false
    }
    return dates
  }

  /// Calls `body` with each way to divide the text into the form's parts, until it returns true.
  private func visit(_ text: some StringProtocol, _ body: (DateParts) -> Bool) {
    var rest = Substring(text).unicodeScalars
    trim(&rest)
    _ = match(parts[...], rest, DateParts(), body)
  }

  private func trim(_ text: inout Substring.UnicodeScalarView) {
    while text.first == " " || text.first == "\u{A0}" { text = text.dropFirst() }
    while text.last == " " || text.last == "\u{A0}" { text = text.dropLast() }
  }

  /// True where `body` was called and returned true.
  private func match(
    _ parts: ArraySlice<Part>, _ text: Substring.UnicodeScalarView, _ found: DateParts, _ body: (DateParts) -> Bool
  ) -> Bool {
    guard let part = parts.first else { return text.isEmpty && body(found) }
    let others = parts.dropFirst()
    /// The lengths that the part may have, the longest first.
    let lengths: [Int]
    let digits = text.prefix { (48...57).contains($0.value) }.count
    switch part {
    case .literal(let words):
      guard text.starts(with: words.unicodeScalars) else { return false }
      return match(others, text.dropFirst(words.unicodeScalars.count), found, body)
    case .year, .nextYear: lengths = digits >= 4 ? [4] : []
    case .shortYear, .shortNextYear, .paddedMonth, .paddedDay: lengths = digits >= 2 ? [2] : []
    case .month, .day, .weekNumber: lengths = digits >= 2 ? [2, 1] : digits == 1 ? [1] : []
    case .quarter: lengths = digits >= 1 ? [1] : []
    case .fiscalYear: lengths = text.first == "F" ? [6] : []
    case .shortFiscalYear: lengths = text.first == "F" ? [4] : []
    case .serial: lengths = digits == text.count ? [digits] : []
    case .week: lengths = text.first == "W" ? [3] : []
    case .monthName, .weekday:
      let letters = text.prefix { $0.properties.isAlphabetic }.count
      lengths = text.dropFirst(letters).first == "." ? [letters + 1, letters] : letters > 0 ? [letters] : []
    case .ordinalDay:
      let end = text.dropFirst(digits).prefix { $0.properties.isAlphabetic || $0 == "." || $0 == "º" || $0 == "°" }
        .count
      lengths = digits > 0 ? [digits + end] : []
    case .time:
      let length = text.prefix { (48...57).contains($0.value) || ":.+-TZz \u{A0}\u{202F}".unicodeScalars.contains($0) }
        .count
      let half = ClockTime.half(at: text.dropFirst(length))
      // A blank before what follows in the form is not the time's.
      let bare = text.prefix(length).reversed().drop { " \u{A0}\u{202F}".unicodeScalars.contains($0) }.count
      lengths = bare == 0 ? [] : (half > 0 ? [length + half] : []) + (bare < length ? [length, bare] : [length])
    }
    for length in lengths {
      var trial = found
      guard trial.take(part, String(text.prefix(length))) else { continue }
      if match(others, text.dropFirst(length), trial, body) { return true }
    }
    return false
  }
}
