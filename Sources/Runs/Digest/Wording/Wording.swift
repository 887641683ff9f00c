import Model
import Publishing
import Words

/// The small words of a digest: numbers, dates and lists as a person says them. Pure functions.
enum Wording {
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

  /// `1 month`, `3 fiscal years`, `2 days`: what the values of a column in time are called.
  static func periods(_ n: Int, of column: String, like value: String) -> String {
    switch PublishedDate(value)?.precision {
    case .day: return count(n, "day")
    case .month: return count(n, "month")
    case .year: return count(n, column == "year" ? "year" : ColumnWords.words(column))
    case nil: return count(n, ColumnWords.words(column), ColumnWords.words(column))
    }
  }

  /// Up to three periods by name, more by their first and last; `values` are in order. What is of one year shares its number:
  /// `June, July and August 2025`, `June 1 and June 2, 2025`, `October 2024 to September 2025`.
  static func names(_ values: [String], of column: String) -> String {
    let names = values.map { RowName.word($0, of: column) }
    let precisions = Set(values.map { PublishedDate($0)?.precision })
    // The year at the end of a name: ` 2025`, of a day `, 2025`.
    let end = precisions == [.month] ? 5 : precisions == [.day] ? 6 : 0
    let isOneYear = end > 0 && Set(values.map { $0.prefix(4) }).count == 1
    func short(_ name: String) -> String { isOneYear ? String(name.dropLast(end)) : DateWords.amid(name) }
    // A list of full dates would be one of commas.
    guard names.count > (precisions == [.day] && !isOneYear ? 2 : 3), let first = names.first, let last = names.last
    else {
      return list(names.dropLast().map(short) + names.suffix(1))
    }
    return "\(short(first)) to \(last)"
  }
}
