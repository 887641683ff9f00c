import Model

/// The last day of a year that is not the calendar's: a U.S. fiscal year ends on 30 September, `09-30`.
package struct YearEnd: Equatable, Sendable {
  package var month: Int
  package var day: Int

  /// Reads `MM-DD`; nil for anything that is no day of every year.
  package init?(_ text: String) {
    guard text.utf8.count == 5, let day = Day("2023-" + text) else { return nil }
    (_, month, self.day) = day.civil
  }

  package static let calendar = YearEnd("12-31")!

  package var text: String { String(Day(year: 2023, month: month, day: day)!.description.dropFirst(5)) }

  package func day(in year: Int) -> Day? { Day(year: year, month: month, day: day) }
}
