import Model
import Words

/// The periods of a dataset (days, months, years) in words.
enum PeriodNames {
  /// `1 month`, `3 fiscal years`, `2 days`.
  ///
  /// - Parameters:
  ///   - column: the column that the periods are values of.
  ///   - value: one of them.
  static func count(_ n: Int, of column: String, like value: String) -> String {
    switch PublishedDate(value)?.precision {
    case .day: return English.count(n, "day")
    case .month: return English.count(n, "month")
    case .year: return English.count(n, column == "year" ? "year" : ColumnWords.words(column))
    case nil:
      let words = ColumnWords.words(column)
      return English.count(n, words, plural: words)
    }
  }

  /// Up to three periods by name, more by the first and the last. Months and days of one year share its number:
  /// `June, July and August 2025`, `June 1 and June 2, 2025`, `October 2024 to September 2025`.
  ///
  /// - Parameter values: in order.
  static func list(_ values: [String], of column: String) -> String {
    let names = values.map { RowName.word($0, of: column) }
    let precisions = Set(values.map { PublishedDate($0)?.precision })
    // The length of the year at the end of a name: ` 2025`, in a day `, 2025`.
    let end = precisions == [.month] ? 5 : precisions == [.day] ? 6 : 0
    let isOneYear = end > 0 && Set(values.map { $0.prefix(4) }).count == 1
    func short(_ name: String) -> String { isOneYear ? String(name.dropLast(end)) : DateWords.amid(name) }
    // Full dates contain commas, so at most two of them are listed.
    guard names.count > (precisions == [.day] && !isOneYear ? 2 : 3), let first = names.first, let last = names.last
    else {
      return English.list(names.dropLast().map(short) + names.suffix(1))
    }
    return "\(short(first)) to \(last)"
  }
}
