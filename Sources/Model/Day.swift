/// A calendar day in the proleptic Gregorian calendar, UTC, stored as the number of days since 1970-01-01.
///
/// All dates in Soundings are days: publishers rarely give a time, and `as of D` means the end of D.
package struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let daysSince1970: Int

  package init(daysSince1970: Int) { self.daysSince1970 = daysSince1970 }

  /// The day of a civil date; nil when there is no such day (February 30).
  package init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), day >= 1, day <= Day.length(ofMonth: month, year: year) else { return nil }
    daysSince1970 = Day.days(year: year, month: month, day: day)
  }

  /// Reads `YYYY-MM-DD`; nil for any other text.
  package init?(_ text: some StringProtocol) {
    guard let date = PublishedDate(text), date.precision == .day else { return nil }
    self = date.day
  }

  package var civil: (year: Int, month: Int, day: Int) {
    // Howard Hinnant's civil_from_days, http://howardhinnant.github.io/date_algorithms.html
    let z = daysSince1970 + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let doe = z - era * 146_097
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100)
    let mp = (5 * doy + 2) / 153
    let month = mp < 10 ? mp + 3 : mp - 9
    return (yoe + era * 400 + (month <= 2 ? 1 : 0), month, doy - (153 * mp + 2) / 5 + 1)
  }

  package var description: String {
    let (y, m, d) = civil
    return "\(PaddedNumber.text(y, to: 4))-\(PaddedNumber.text(m, to: 2))-\(PaddedNumber.text(d, to: 2))"
  }

  package static func < (a: Day, b: Day) -> Bool { a.daysSince1970 < b.daysSince1970 }

  /// The number of days from `b` to `a`.
  package static func - (a: Day, b: Day) -> Int { a.daysSince1970 - b.daysSince1970 }
  package static func + (a: Day, days: Int) -> Day { Day(daysSince1970: a.daysSince1970 + days) }

  /// The same day of the month `months` later, or that month's last day if it is shorter.
  package func adding(months: Int) -> Day {
    let (year, month, day) = civil
    let all = year * 12 + month - 1 + months
    let (y, m) = (all / 12, all % 12 + 1)
    return Day(daysSince1970: Day.days(year: y, month: m, day: min(day, Day.length(ofMonth: m, year: y))))
  }

  package static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  static func days(year: Int, month: Int, day: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yoe = y - era * 400
    let doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719_468
  }
}
