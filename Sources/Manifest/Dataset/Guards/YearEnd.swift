import Model

/// The last day of a year other than the calendar year: a U.S. fiscal year ends on September 30, `09-30`.
package struct YearEnd: Equatable, Sendable {
  package var month: Int
  package var day: Int

  /// Reads `MM-DD`; nil for any other text and for a day that not every year has.
  package init?(_ text: String) {
    guard text.utf8.count == 5, let day = Day("2023-" + text) else { return nil }
    (_, month, self.day) = day.civil
  }

  package static let calendar = YearEnd("12-31")!

  package var text: String { String(Day(year: 2023, month: month, day: day)!.description.dropFirst(5)) }

  package func day(in year: Int) -> Day? { Day(year: year, month: month, day: day) }
}
