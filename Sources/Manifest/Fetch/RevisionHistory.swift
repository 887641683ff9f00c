import Model
import Words

/// How past editions are had from a publisher who keeps every revision: by asking, day after day, for the revision that
/// was in force at the end of it. Written in a manifest as
///
/// ```yaml
/// fetch:
///   url: https://...                # the newest revision, for `run`
///   backfill:
///     by: revision                  # the only way that needs to be declared
///     url: https://...{date}...     # {date} becomes the wanted day, YYYY-MM-DD; it may stand there more than once
///     every: week                   # day, week or month: how far apart the days are, unless --step says otherwise
///     since: 2025-09-02             # the first day on which there may be anything
/// ```
///
/// `edition.published` must be a JSON pointer: the answer itself says when its revision was made. Days in a row that are
/// answered with the same revision make one edition.
package struct RevisionHistory: Equatable, Sendable {
  package enum Step: String, CaseIterable, Sendable { case day, week, month }

  /// What stands in ``url`` for the wanted day.
  package static let placeholder = "{date}"

  package var url: String
  package var every: Step
  package var since: Day

  package init(url: String, every: Step, since: Day) {
    self.url = url
    self.every = every
    self.since = since
  }

  /// The address of the revision in force at the end of `day`.
  package func url(on day: Day) -> String { url.replacing(Self.placeholder, with: day.description) }

  /// The days to ask for: `first`, and from there in steps as long as they are not after `last`.
  ///
  /// Months are counted from the first day, so that one begun on the 31st asks for the last day of shorter months.
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
