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
    /// The week of ISO 8601, as `W07`.
    case week
    /// A time of day, with or without a zone, which is not content.
    case time
    /// The number of a day as a spreadsheet stores it.
    case serial
  }

  /// As the manifest has it.
  package let text: String
  let parts: [Part]

  package static let parts =
    "YYYY, YY (2000 to 2099), MONTH, M, MM, D, DD, Dth (1st), WEEKDAY, q (the quarter's number), Www (W07), TIME, SERIAL"

  private static let words: [(String, Part)] = [
    ("WEEKDAY", .weekday), ("SERIAL", .serial), ("MONTH", .monthName), ("YYYY", .year), ("TIME", .time),
    ("Dth", .ordinalDay),
    ("Www", .week), ("YY", .shortYear), ("MM", .paddedMonth), ("DD", .paddedDay), ("M", .month), ("D", .day),
    ("q", .quarter),
  ]

  /// Nil for a text that is no form: it names no year, or a part twice, or a day without its month.
  package init?(_ text: String) {
    self.text = text
    var parts: [Part] = []
    var literal = ""
    var rest = text[...]
    while let first = rest.first {
      if let (word, part) = Self.words.first(where: { rest.hasPrefix($0.0) }) {
        if !literal.isEmpty { parts.append(.literal(literal)) }
        literal = ""
        parts.append(part)
        rest = rest.dropFirst(word.count)
      } else {
        literal.append(first)
        rest = rest.dropFirst()
      }
    }
    if !literal.isEmpty { parts.append(.literal(literal)) }
    self.parts = parts
    func count(_ kinds: Part...) -> Int { parts.count(where: kinds.contains) }
    let (years, months) = (count(.year, .shortYear), count(.month, .paddedMonth, .monthName))
    let days = count(.day, .paddedDay, .ordinalDay)
    let others = [count(.quarter), count(.week), count(.weekday), count(.time)]
    if parts == [.serial] { return }
    guard count(.serial) == 0, years == 1, months <= 1, days <= months, others.allSatisfy({ $0 <= 1 }),
      others[0] + others[1] + months <= 1, others[2] <= days, others[3] <= days
    else { return nil }
  }

  /// Whether the form names a day.
  package var hasDay: Bool {
    parts.contains { [.day, .paddedDay, .ordinalDay, .serial, .week].contains($0) }
  }

  /// Whether the form names a month, if only as that in which a quarter begins.
  package var hasMonth: Bool {
    hasDay || parts.contains { [.month, .paddedMonth, .monthName, .quarter].contains($0) }
  }

  /// The date that a text says in this form; nil for any other text. A quarter is its first month, a week its Monday.
  package func date(of text: some StringProtocol) -> PublishedDate? {
    var found = DateParts()
    var rest = Substring(text).unicodeScalars
    trim(&rest)
    guard match(parts[...], rest, into: &found) else { return nil }
    return found.date
  }

  private func trim(_ text: inout Substring.UnicodeScalarView) {
    while text.first == " " || text.first == "\u{A0}" { text = text.dropFirst() }
    while text.last == " " || text.last == "\u{A0}" { text = text.dropLast() }
  }

  private func match(_ parts: ArraySlice<Part>, _ text: Substring.UnicodeScalarView, into found: inout DateParts)
    -> Bool
  {
    guard let part = parts.first else { return text.isEmpty }
    let others = parts.dropFirst()
    /// The lengths that the part may have, the longest first.
    let lengths: [Int]
    let digits = text.prefix { (48...57).contains($0.value) }.count
    switch part {
    case .literal(let words):
      guard text.starts(with: words.unicodeScalars) else { return false }
      return match(others, text.dropFirst(words.unicodeScalars.count), into: &found)
    case .year: lengths = digits >= 4 ? [4] : []
    case .shortYear, .paddedMonth, .paddedDay: lengths = digits >= 2 ? [2] : []
    case .month, .day: lengths = digits >= 2 ? [2, 1] : digits == 1 ? [1] : []
    case .quarter: lengths = digits >= 1 ? [1] : []
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
      let length = text.prefix { (48...57).contains($0.value) || ":.+-TZz ".unicodeScalars.contains($0) }.count
      lengths = length > 0 ? [length] : []
    }
    for length in lengths {
      var trial = found
      guard trial.take(part, String(text.prefix(length))), match(others, text.dropFirst(length), into: &trial) else {
        continue
      }
      found = trial
      return true
    }
    return false
  }

  /// Whether a text can be two dates in two of these forms; nil if none can.
  package static func ambiguous(_ forms: [DateForm]) -> (DateForm, DateForm)? {
    for (i, a) in forms.enumerated() {
      for b in forms[..<i] where a.shape == b.shape && a.order != b.order { return (b, a) }
    }
    return nil
  }

  /// The form with all numbers of one or two digits alike.
  private var shape: String {
    parts.map { part in
      switch part {
      case .literal(let words): words
      case .month, .day, .paddedDay, .paddedMonth, .shortYear: "#"
      default: "<\(part)>"
      }
    }.joined()
  }

  /// What the numbers of one or two digits are, in their order.
  private var order: [Part] {
    parts.compactMap { part in
      switch part {
      case .month, .paddedMonth: .month
      case .day, .paddedDay: .day
      case .shortYear: .shortYear
      default: nil
      }
    }
  }
}

/// What was found of a date.
private struct DateParts {
  private var year: Int?
  private var month: Int?
  private var day: Int?
  private var week: Int?
  private var weekday: Int?
  private var serial: Int?

  mutating func take(_ part: DateForm.Part, _ text: String) -> Bool {
    switch part {
    case .literal: return true
    case .year: year = Int(text)
    case .shortYear: year = Int(text).map { $0 + 2000 }
    case .month, .paddedMonth: month = Int(text)
    case .day, .paddedDay: day = Int(text)
    case .ordinalDay:
      let digits = text.prefix { $0.isASCII && $0.isNumber }
      let ends = ["st", "nd", "rd", "th", "º", ".º", "°", "ro", "er", "o"]
      guard digits.utf8.count <= 2, ends.contains(String(text.dropFirst(digits.count)).lowercased()) else {
        return false
      }
      day = Int(digits)
    case .monthName:
      month = MonthNames.number(text)
      return month != nil
    case .weekday:
      weekday = MonthNames.weekday(text)
      return weekday != nil
    case .quarter:
      guard let quarter = Int(text), (1...4).contains(quarter) else { return false }
      month = quarter * 3 - 2
    case .week:
      week = Int(text.dropFirst())
      return week.map { (1...53).contains($0) } ?? false
    case .time:
      // As a time stamp of a day that is right in any case.
      let time = text.drop { $0 == "T" || $0 == " " }
      return PublishedDate(timestamp: "2025-01-01T" + time) != nil && time.utf8.count >= 4
    case .serial:
      serial = text.utf8.count <= 7 ? Int(text) : nil
      return serial != nil
    }
    return true
  }

  var date: PublishedDate? {
    if let serial {
      // Excel counts a February 29, 1900, that never was: serials up to 60 are another day in other programs.
      guard (61...2_958_465).contains(serial), let first = Day(year: 1899, month: 12, day: 30) else { return nil }
      return PublishedDate(first + serial)
    }
    guard let year, year >= 1000 else { return nil }
    if let week { return Self.monday(of: week, year).map { PublishedDate($0) } }
    guard let month else { return PublishedDate(PaddedNumber.text(year, to: 4)) }
    guard let day else {
      return PublishedDate("\(PaddedNumber.text(year, to: 4))-\(PaddedNumber.text(month, to: 2))")
    }
    guard let date = Day(year: year, month: month, day: day) else { return nil }
    // 1970-01-01 was a Thursday.
    if let weekday, ((date.daysSince1970 + 3) % 7 + 7) % 7 != weekday { return nil }
    return PublishedDate(date)
  }

  /// The Monday of a week of ISO 8601; nil if the year has no such week.
  private static func monday(of week: Int, _ year: Int) -> Day? {
    guard let fourth = Day(year: year, month: 1, day: 4) else { return nil }
    let first = fourth + -(((fourth.daysSince1970 + 3) % 7 + 7) % 7)
    let monday = first + (week - 1) * 7
    // The Thursday of a week says in which year it is.
    return (monday + 3).civil.year == year ? monday : nil
  }
}
