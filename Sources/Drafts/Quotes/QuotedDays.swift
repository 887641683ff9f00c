import Model
import Words

/// Days that a quote names without a date, or in the way of another language.
struct QuotedDays {
  let days: [Day]

  /// - Parameters:
  ///   - quote: in lower case.
  ///   - published: the day of the words.
  init(in quote: String, published: Day) {
    var days: [Day] = []
    if quote.contains(/\b(?:up)?on publication\b/) { days.append(published) }
    for match in quote.matches(of: /\b([a-z]+|\d{1,2}) days ago\b/) {
      let count = Int(match.1) ?? Self.words.firstIndex(of: String(match.1))
      if let count { days.append(published + -count) }
    }
    // The day of a time stamp, which is no number of its own.
    for match in quote.matches(of: /\b(\d{4}-\d{2}-\d{2})t\d{2}:/) { if let day = Day(match.1) { days.append(day) } }
    for match in quote.matches(of: /\b(\d{1,2}) de ([a-z]+) (?:de|del) (\d{4})\b/) {
      guard let month = Self.spanish.firstIndex(of: String(match.2)), let number = Int(match.1),
        let year = Int(match.3), let day = Day(year: year, month: month + 1, day: number)
      else { continue }
      days.append(day)
    }
    self.days = days
  }

  private static let words = ["zero", "one", "two", "three", "four", "five", "six", "seven"]
  private static let spanish = [
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
    "diciembre",
  ]
}
