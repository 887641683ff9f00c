import Model

/// What was found of a date.
struct DateParts {
  private var year: Int?
  private var month: Int?
  /// That whose first month `month` is.
  private var quarter: Int?
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
      guard digits.utf8.count <= 2, let number = Int(digits),
        Self.ordinalEnds(number).contains(String(text.dropFirst(digits.count)).lowercased())
      else { return false }
      day = number
    case .monthName:
      month = MonthNames.number(text)
      return month != nil
    case .weekday:
      weekday = MonthNames.weekday(text)
      return weekday != nil
    case .quarter:
      guard let number = Int(text), (1...4).contains(number) else { return false }
      (quarter, month) = (number, number * 3 - 2)
    case .fiscalYear, .shortFiscalYear:
      let digits = text.dropFirst(2)
      guard text.hasPrefix("FY"), digits.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(digits) else {
        return false
      }
      year = part == .fiscalYear ? number : 2000 + number
    case .nextYear:
      guard let first = year, let second = Int(text), second == first + 1 else { return false }
      year = second
    case .shortNextYear:
      guard let first = year, let second = Int(text), second == (first + 1) % 100 else { return false }
      year = first + 1
    case .weekNumber:
      week = Int(text)
      return week.map { (1...53).contains($0) } ?? false
    case .week:
      week = Int(text.dropFirst())
      return week.map { (1...53).contains($0) } ?? false
    case .time:
      return ClockTime.isOne(text)
    case .serial:
      serial = text.utf8.count <= 7 ? Int(text) : nil
      return serial != nil
    }
    return true
  }

  /// How the number of a day may end: `2nd` and `2º`, but no `2st`, which may be a 1 or a 2.
  private static func ordinalEnds(_ day: Int) -> [String] {
    let signs = ["º", ".º", "°", "o"]
    let spanish = day == 1 || day == 3 ? ["ro", "er"] : []
    switch day {
    case 1, 21, 31: return signs + spanish + ["st"]
    case 2, 22: return signs + ["nd"]
    case 3, 23: return signs + spanish + ["rd"]
    default: return signs + ["th"]
    }
  }

  /// The first day of a week, the first month of a quarter.
  var date: PublishedDate? { date(isLast: false) }

  /// The last day of a week, the last month of a quarter.
  var lastDate: PublishedDate? { date(isLast: true) }

  private func date(isLast: Bool) -> PublishedDate? {
    if let serial {
      // Excel counts a February 29, 1900, that never was: serials up to 60 are another day in other programs.
      guard (61...2_958_465).contains(serial), let first = Day(year: 1899, month: 12, day: 30) else { return nil }
      return PublishedDate(first + serial)
    }
    guard let year, year >= 1000 else { return nil }
    if let week { return Self.monday(of: week, year).map { PublishedDate(isLast ? $0 + 6 : $0) } }
    guard let month = isLast ? quarter.map({ $0 * 3 }) ?? month : month else {
      return PublishedDate(PaddedNumber.text(year, to: 4))
    }
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
