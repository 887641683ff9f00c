import Model
import Words

/// What the article prints: a number with its last digit, or a date as precisely as it is printed.
package enum PrintedValue: Equatable, Sendable {
  /// - Parameter lastDigit: one unit of the last digit: 100,000 for `1.5 million`.
  case number(ExactNumber, lastDigit: ExactNumber, text: String)
  case date(PublishedDate)

  private static let scales = ["thousand": 3, "million": 6, "billion": 9, "trillion": 12]

  /// Reads `21`, `15,000`, `2.5`, `50 million`, `2025-11-15`, `2025-10`; a year alone only where `isDate`.
  package init?(_ text: String, isDate: Bool) {
    if let date = PublishedDate(text), isDate || date.precision != .year {
      self = .date(date)
      return
    }
    let parts = text.split(separator: " ").map(String.init)
    guard !isDate, (1...2).contains(parts.count), let number = ExactNumber(parts[0]) else { return nil }
    guard parts.count == 2 else {
      self = .number(number, lastDigit: number.lastDigit, text: text)
      return
    }
    guard let scale = Self.scales[parts[1]], number.magnitude < ExactNumber(1_000_000_000) else { return nil }
    self = .number(number.shifted(left: scale), lastDigit: number.lastDigit.shifted(left: scale), text: text)
  }

  /// For people: a number as printed, a date in words.
  package var words: String { if case .date(let date) = self { date.words } else { text } }

  /// The same with the figure's unit, in the singular after 1.
  package func words(_ unit: String?) -> String {
    guard case .number(let number, _, let text) = self else { return words }
    return UnitWords.beside(text, unit, of: number)
  }

  /// As printed.
  package var text: String {
    switch self {
    case .number(_, _, let text): text
    case .date(let date): date.description
    }
  }

  package var isDate: Bool { if case .date = self { true } else { false } }
}
