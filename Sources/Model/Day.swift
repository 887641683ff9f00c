/// A calendar day in the proleptic Gregorian calendar, UTC; stored as the count of days since 1970-01-01.
///
/// All dates of Soundings are days: a publisher's clock is rarely known better, and `as of D` means the end of D.
package struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let daysSince1970: Int

  package init(daysSince1970: Int) { self.daysSince1970 = daysSince1970 }

  /// The day of a civil date, or nil where there is none (30 February).
  package init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), day >= 1, day <= Day.length(ofMonth: month, year: year) else { return nil }
    daysSince1970 = Day.days(year: year, month: month, day: day)
  }

  /// Reads `YYYY-MM-DD` and nothing else.
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

  /// The same day of a later month, or that month's last day.
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

/// The date of an edition as far as the publisher tells it: a day, or only a month or a year.
///
/// A date known only to the month counts from the month's last day (a year's: 31 December), so that *as of* never claims to
/// have known what it cannot prove. Where the bytes were in hand earlier than that, the day they came counts: see ``day(heldOn:)``.
package struct PublishedDate: Hashable, Sendable, CustomStringConvertible {
  package enum Precision: String, Sendable { case day, month, year }

  package let precision: Precision
  /// The last day of the period that the date names.
  package let day: Day

  package init(_ day: Day) {
    precision = .day
    self.day = day
  }

  /// Reads `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; nil for anything else, impossible dates included.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let widths = [4, 2, 2]
    guard (1...3).contains(parts.count) else { return nil }
    var numbers: [Int] = []
    for (part, width) in zip(parts, widths) {
      guard part.utf8.count == width, part.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }), let n = Int(part) else {
        return nil
      }
      numbers.append(n)
    }
    let year = numbers[0]
    let month = numbers.count > 1 ? numbers[1] : 12
    guard (1...12).contains(month) else { return nil }
    let last = Day.length(ofMonth: month, year: year)
    guard let day = Day(year: year, month: month, day: numbers.count > 2 ? numbers[2] : last) else { return nil }
    precision = [.year, .month, .day][numbers.count - 1]
    self.day = day
  }

  /// The first day of the period that the date names.
  package var firstDay: Day {
    let (year, _, day) = day.civil
    switch precision {
    case .day: return self.day
    case .month: return self.day + (1 - day)
    case .year: return Day(daysSince1970: Day.days(year: year, month: 1, day: 1))
    }
  }

  /// The day from which *as of* may claim this edition, given the day on which its bytes were first in hand.
  package func day(heldOn held: Day) -> Day { precision == .day ? day : min(day, held) }

  /// The date as the publisher gave it: `2025-11-10`, `2025-11` or `2025`.
  package var description: String {
    let full = day.description
    switch precision {
    case .day: return full
    case .month: return String(full.prefix(7))
    case .year: return String(full.prefix(4))
    }
  }
}
