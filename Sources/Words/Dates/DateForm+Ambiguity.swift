import Model

// Whether one text can be two dates. What a form reads is tried out with texts that it is the form of: rules about parts of forms
// would have to foresee every pair of them (`YYYY-q` and `YYYY-M`, `SERIAL` and `YYYYMM`).
extension DateForm {
  /// A text that is two dates.
  package struct Ambiguity: Equatable, Sendable {
    package var text: String
    package var first: PublishedDate
    package var second: PublishedDate
    /// The forms in which it is the first and the second; of one form alone, twice that.
    package var forms: [DateForm]

    /// `'2010-2' is 2010-04 in 'YYYY-q' and 2010-02 in 'YYYY-M'`
    package var words: String {
      forms[0] == forms[1]
        ? "'\(text)' may be \(first) or \(second) in '\(forms[0].text)'"
        : "'\(text)' is \(first) in '\(forms[0].text)' and \(second) in '\(forms[1].text)'"
    }
  }

  /// A text that is two dates in one of these forms, or in two of them; nil where there is none.
  package static func ambiguous(_ forms: [DateForm]) -> Ambiguity? {
    let samples = forms.count > 1 ? forms.map(\.samples) : []
    for (i, form) in forms.enumerated() {
      if form.mayRunTogether, let found = form.samples.lazy.compactMap(form.readTwice).first { return found }
      for (j, other) in forms[..<i].enumerated() where other != form {
        for text in samples[j] + samples[i] {
          guard let first = other.date(of: text), let second = form.date(of: text), first != second else { continue }
          return Ambiguity(text: text, first: first, second: second, forms: [other, form])
        }
      }
    }
    return nil
  }

  private func readTwice(_ text: String) -> Ambiguity? {
    let dates = dates(of: text)
    return dates.count > 1
      ? Ambiguity(text: text, first: dates[0], second: dates[1], forms: [self, self]) : nil
  }

  /// Whether numbers of one digit or two follow one another without anything between.
  private var mayRunTogether: Bool {
    let isOpen = parts.map { [.month, .day, .ordinalDay, .weekNumber].contains($0) }
    return zip(isOpen, isOpen.dropFirst()).contains { $0 && $1 }
  }

  /// Days of which some are alike in every two orders of their numbers.
  private static let days: [Day] = {
    var days: [Day] = []
    for year in [2010, 2011, 2012, 2025] {
      for month in 1...12 {
        for day in [1, 2, 3, 10, 11, 12, 13, 20, 28] {
          if let day = Day(year: year, month: month, day: day) { days.append(day) }
        }
      }
    }
    return days
  }()

  /// Texts in this form.
  private var samples: [String] {
    var texts: Set<String> = []
    var list: [String] = []
    for day in Self.days {
      for text in samples(of: day) where texts.insert(text).inserted { list.append(text) }
    }
    return list
  }

  /// The texts by which the form says a day: numbers of one digit or two both with a zero before and without.
  private func samples(of date: Day) -> [String] {
    let (year, month, day) = date.civil
    var texts = [""]
    for part in parts {
      let ends: [String]
      switch part {
      case .literal(let words): ends = [words]
      case .year: ends = ["\(year)"]
      case .shortYear: ends = [PaddedNumber.text(year - 2000, to: 2)]
      case .fiscalYear: ends = ["FY\(year)"]
      case .shortFiscalYear: ends = ["FY" + PaddedNumber.text(year - 2000, to: 2)]
      case .month: ends = Self.written(month)
      case .day: ends = Self.written(day)
      case .paddedMonth: ends = [PaddedNumber.text(month, to: 2)]
      case .paddedDay: ends = [PaddedNumber.text(day, to: 2)]
      case .ordinalDay: ends = ["\(day)º"]
      case .monthName: ends = [Months.names[month - 1]]
      case .weekday: ends = [Weekdays.names[(date.daysSince1970 + 3) % 7]]
      case .quarter: ends = ["\((month + 2) / 3)"]
      case .weekNumber: ends = Self.written(month * 4)
      case .nextYear: ends = ["\(year + 1)"]
      case .shortNextYear: ends = [PaddedNumber.text((year + 1) % 100, to: 2)]
      case .week: ends = ["W" + PaddedNumber.text(month * 4, to: 2)]
      case .time: ends = ["10:30"]
      case .serial: ends = ["\(date.daysSince1970 + 25_569)"]
      }
      texts = texts.flatMap { text in ends.map { text + $0 } }
    }
    return texts
  }

  private static func written(_ number: Int) -> [String] {
    number < 10 ? ["\(number)", PaddedNumber.text(number, to: 2)] : ["\(number)"]
  }
}
