import Model
import Words

/// Dates in HTTP headers, in the three forms that RFC 9110 requires a client to read.
enum HTTPDate {
  static func day(_ text: String) -> Day? { parse(text)?.day }

  static func secondsSince1970(_ text: String) -> Int? { parse(text).map { $0.day.daysSince1970 * 86_400 + $0.second } }

  /// The time at which a response was sent, in seconds since 1970, by its headers: Date is when it was made, Age how long a cache had it
  /// since. Nil without a usable Date.
  ///
  /// - Parameter headers: names in lower case.
  static func now(by headers: [String: String]) -> Int? {
    guard let date = headers["date"].flatMap(secondsSince1970) else { return nil }
    // The number is a stranger's: bounded, so that computing with it cannot overflow.
    let age = headers["age"].flatMap { Int($0) } ?? 0
    return date + min(max(age, 0), 1_000_000_000)
  }

  /// `Fri, 07 Aug 2026 15:05:45 GMT`, `Friday, 07-Aug-26 15:05:45 GMT` or `Fri Aug  7 15:05:45 2026`.
  private static func parse(_ text: String) -> (day: Day, second: Int)? {
    let words = text.split { $0 == " " || $0 == "," || $0 == "-" || $0 == "\t" }.map(String.init)
    guard words.count >= 5 else { return nil }
    let isAsctime = words[1].first?.isLetter == true
    let (dayWord, monthWord, yearWord, timeWord) =
      isAsctime ? (words[2], words[1], words[4], words[3]) : (words[1], words[2], words[3], words[4])
    guard isAsctime ? words.count == 5 : words.count == 6 && ["GMT", "UTC"].contains(words[5]) else { return nil }
    guard let day = number(dayWord, 1...2), monthWord.utf8.count == 3, let month = Months.number(monthWord),
      var year = number(yearWord, 2...4), let second = secondOfDay(timeWord)
    else { return nil }
    // RFC 850 has two-digit years: one that seems more than 50 years ahead is in the past. 1970 + 49 is the fixed
    // limit.
    if yearWord.utf8.count == 2 { year += year < 70 ? 2000 : 1900 }
    return Day(year: year, month: month, day: day).map { ($0, second) }
  }

  private static func secondOfDay(_ text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { number(String($0), 2...2) }
    guard parts.count == 3, let h = parts[0], let m = parts[1], let s = parts[2], h < 24, m < 60, s < 61 else {
      return nil
    }
    return h * 3600 + m * 60 + s
  }

  private static func number(_ text: String, _ widths: ClosedRange<Int>) -> Int? {
    guard widths.contains(text.utf8.count), text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
    return Int(text)
  }
}
