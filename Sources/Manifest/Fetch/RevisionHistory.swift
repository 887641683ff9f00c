import Model
import Words

/// How to fetch past editions from a publisher who keeps every revision: by requesting, for one day after another, the
/// revision that was current at the end of the day. Written in a manifest as
///
/// ```yaml
/// fetch:
///   url: https://...                # the newest revision, for `run`
///   backfill:
///     by: revision                  # the only way that needs to be declared
///     url: https://...{date}...     # {date} is replaced by the day, YYYY-MM-DD; it may occur more than once
///     every: week                   # day, week or month: the step between days, unless --step overrides it
///     since: 2025-09-02             # the first day on which there may be a revision
/// ```
///
/// `edition.published` must be a JSON pointer, because the response itself contains the day its revision was made.
/// Consecutive days with the same revision make one edition.
package struct RevisionHistory: Equatable, Sendable {
  package enum Step: String, CaseIterable, Sendable { case day, week, month }

  /// The part of ``url`` that is replaced by the day.
  package static let placeholder = "{date}"

  package var url: String
  package var every: Step
  package var since: Day

  package init(url: String, every: Step, since: Day) {
    self.url = url
    self.every = every
    self.since = since
  }

  /// The address of the revision that was current at the end of `day`.
  package func url(on day: Day) -> String { url.replacing(Self.placeholder, with: day.description) }

  /// The days to request: `first`, then one step after another up to `last`.
  ///
  /// Months are counted from the first day, so that after a start on the 31st the last day of shorter months is
  /// requested.
  package static func days(from first: Day, to last: Day, step: Step) -> [Day] {
    var days: [Day] = []
    while let next = day(first, plus: days.count, step), next <= last { days.append(next) }
    return days
  }

  private static func day(_ first: Day, plus count: Int, _ step: Step) -> Day? {
    switch step {
    case .day: return first + count
    case .week: return first + 7 * count
    case .month:
      let (year, month, day) = first.civil
      let months = month - 1 + count
      let (y, m) = (year + months / 12, months % 12 + 1)
      return Day(year: y, month: m, day: min(day, Day.length(ofMonth: m, year: y)))
    }
  }
}
