import Model
import Publishing
import Words

/// The small words of a digest: numbers, dates and lists as a person says them. Pure functions.
enum Wording {
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  /// `1 row`, `1,234 rows`.
  static func count(_ n: Int, _ word: String, _ plural: String? = nil) -> String {
    "\(number(n)) \(n == 1 ? word : plural ?? word + "s")"
  }

  static func number(_ n: Int) -> String { NumberText.integer(Int64(n), grouped: true) }

  /// `a`, `a and b`, `a, b and c`.
  static func list(_ words: [String]) -> String {
    guard words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + words[words.count - 1]
  }

  static func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  /// `2025-11-10` as `10 November 2025`, `2025-11` as `November 2025`; anything else as it is.
  static func date(_ text: String) -> String {
    guard let date = PublishedDate(text), date.precision != .year else { return text }
    let (year, month, day) = date.day.civil
    return (date.precision == .day ? "\(day) " : "") + "\(months[month - 1]) \(year)"
  }

  /// An edition's name with its dates in words: `November 2025 (data through September 2025)`.
  static func edition(_ name: String) -> String {
    let parts = name.split(separator: ", ", maxSplits: 1).map { part in
      part.split(separator: " ", omittingEmptySubsequences: false).map { date(String($0)) }.joined(separator: " ")
    }
    return parts.count > 1 ? "\(parts[0]) (\(parts[1]))" : parts.first ?? name
  }

  /// The same without the data's last month.
  static func shortEdition(_ name: String) -> String { edition(String(name.prefix { $0 != "," })) }

  /// A time of the ledger: `2026-11-27 06:17 UTC`.
  static func time(_ stamp: String) -> String {
    guard stamp.utf8.count >= 16 else { return stamp }
    return "\(stamp.prefix(10)) \(stamp.dropFirst(11).prefix(5)) UTC"
  }

  /// `cases_by_age` as `cases by age`; a unit at the end is said with the number.
  static func column(_ name: String, unit: String?) -> String {
    var words = name.split(separator: "_").map(String.init)
    if words.count > 1, let last = words.last, last == unit || (last == "pct" && unit == "percent") {
      words.removeLast()
    }
    return words.joined(separator: " ")
  }

  /// A value of a column that names rows: a date in words, a year with what kind of year it is.
  static func name(_ value: String, of column: String) -> String {
    if column != "year", column.hasSuffix("_year"), PublishedDate(value)?.precision == .year {
      return "\(self.column(column, unit: nil)) \(value)"
    }
    return date(value)
  }

  /// `1 month`, `3 fiscal years`, `2 days`: what the values of a column in time are called.
  static func periods(_ n: Int, of column: String, like value: String) -> String {
    switch PublishedDate(value)?.precision {
    case .day: return count(n, "day")
    case .month: return count(n, "month")
    case .year: return count(n, column == "year" ? "year" : self.column(column, unit: nil))
    case nil: return count(n, self.column(column, unit: nil), self.column(column, unit: nil))
    }
  }

  /// Up to three periods by name, more by their first and last; `values` are in order. Months of one year share its number:
  /// `June, July and August 2025`, `October 2024 to September 2025`.
  static func names(_ values: [String], of column: String) -> String {
    let names = values.map { name($0, of: column) }
    let isOneYear =
      Set(values.map { $0.prefix(4) }).count == 1 && values.allSatisfy { PublishedDate($0)?.precision == .month }
    func short(_ name: String) -> String { isOneYear ? String(name.dropLast(5)) : name }
    guard names.count > 3, let first = names.first, let last = names.last else {
      return list(names.dropLast().map(short) + names.suffix(1))
    }
    return "\(short(first)) to \(last)"
  }
}
