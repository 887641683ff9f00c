/// The date of an edition as precisely as the publisher gives it: a day, a month or a year.
///
/// A date known only to the month counts from the month's last day (for a year, December 31), so that *as of* never
/// claims more than can be proved. If we had the bytes before that, the day we got them counts: see ``day(inHandOn:)``.
package struct PublishedDate: Hashable, Sendable, CustomStringConvertible {
  package enum Precision: String, Sendable { case day, month, year }

  package let precision: Precision
  /// The last day of the period that the date names.
  package let day: Day

  package init(_ day: Day) {
    precision = .day
    self.day = day
  }

  /// Reads `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; nil for any other text and for impossible dates.
  package init?(_ text: some StringProtocol) {
    // By bytes, and without arrays: a run reads tens of thousands.
    var (year, month, dayOfMonth) = (0, 0, 0)
    var count = 0
    for byte in text.utf8 {
      let digit = Int(byte) - 48
      switch count {
      case 4, 7: guard byte == UInt8(ascii: "-") else { return nil }
      case _ where !(0...9).contains(digit): return nil
      case 0..<4: year = year * 10 + digit
      case 5, 6: month = month * 10 + digit
      case 8, 9: dayOfMonth = dayOfMonth * 10 + digit
      default: return nil
      }
      count += 1
    }
    switch count {
    case 4: (precision, month) = (.year, 12)
    case 7: precision = .month
    case 10: precision = .day
    default: return nil
    }
    guard (1...12).contains(month) else { return nil }
    let last = Day.length(ofMonth: month, year: year)
    guard let day = Day(year: year, month: month, day: precision == .day ? dayOfMonth : last) else { return nil }
    self.day = day
  }

  /// Reads a time stamp, or a date: `2025-11-19T23:30:00-05:00` is November 20, because days are UTC's. A time without a zone counts as
  /// UTC.
  package init?(timestamp text: some StringProtocol) {
    let text = String(text)
    guard text.utf8.count > 10, let day = Day(text.prefix(10)) else {
      guard let date = PublishedDate(text) else { return nil }
      self = date
      return
    }
    let rest = text.dropFirst(10)
    guard let separator = rest.first, separator == "T" || separator == "t" || separator == " " else { return nil }
    let time = rest.dropFirst().prefix { $0.isNumber || $0 == ":" || $0 == "." }
    let clock = time.split(separator: ":").map { Int($0.prefix { $0 != "." }) }
    guard clock.count >= 2, let hour = clock[0], let minute = clock[1], hour <= 24, minute < 60 else { return nil }
    let zone = rest.dropFirst(1 + time.count).filter { $0 != " " }
    guard let offset = Self.minutes(ofZone: zone) else { return nil }
    let minutes = hour * 60 + minute - offset
    self.init(day + (minutes < 0 ? -1 : minutes / 1440))
  }

  /// `+05:30`, `-0500`, `+02`, `Z` or nothing, in minutes east of UTC; nil for anything else.
  private static func minutes(ofZone zone: some StringProtocol) -> Int? {
    if zone.isEmpty || zone == "Z" || zone == "z" || zone == "UTC" { return 0 }
    guard let sign = zone.first, sign == "+" || sign == "-" else { return nil }
    let digits = String(zone.dropFirst().filter { $0 != ":" })
    guard [2, 4].contains(digits.count), digits.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }),
      let hours = Int(digits.prefix(2)),
      let minutes = Int("0" + digits.dropFirst(2)), hours <= 14, minutes < 60
    else { return nil }
    return (sign == "-" ? -1 : 1) * (hours * 60 + minutes)
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

  /// The day from which *as of* may count this edition, given the day on which we first had its bytes.
  package func day(inHandOn first: Day) -> Day { precision == .day ? day : min(day, first) }

  /// No publisher put a file on the web before it existed: an earlier date, such as 1970-01-01, is a clock's or a program's slip.
  package static let earliestPossible = Day(year: 1990, month: 1, day: 1)!

  /// Whether a file that was fetched on a day can have been published at this date: not after that day, and not before there was a web.
  package func isPossible(fetchedOn fetched: Day) -> Bool { Self.earliestPossible <= day && firstDay <= fetched }

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
