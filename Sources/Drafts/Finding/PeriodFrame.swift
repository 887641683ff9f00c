import Manifest
import Model

/// The time of which a sentence speaks: a period as it is named, and whether a number is of it, up to it or from it on.
struct PeriodFrame: Hashable {
  enum Sense { case within, until, since }

  var first: Day
  var last: Day
  var grain: Period.Grain
  var sense = Sense.within
  /// True for "fiscal year 2024", "FY24".
  var isFiscal = false
  /// A bare year where fiscal years are spoken of.
  var mayBeFiscal = false

  init(_ period: Period) {
    first = period.first
    last = period.last
    grain = period.grain
  }

  /// The number of its year; of several the last.
  var year: Int { last.civil.year }

  /// The same period of so many years later.
  func shifted(years: Int) -> PeriodFrame {
    var frame = self
    frame.first = first.adding(months: 12 * years)
    frame.last = last.adding(months: 12 * years)
    if grain == .month || grain == .year {
      // The end of February.
      let (year, month, _) = frame.last.civil
      frame.last = Day(year: year, month: month, day: Day.length(ofMonth: month, year: year)) ?? frame.last
    }
    return frame
  }

  func shifted(months: Int) -> PeriodFrame {
    var frame = self
    frame.first = first.adding(months: months)
    let (year, month, _) = frame.first.civil
    frame.last = Day(year: year, month: month, day: Day.length(ofMonth: month, year: year)) ?? frame.first
    return frame
  }

  /// From the beginning of one to the end of another.
  func joined(with other: PeriodFrame) -> PeriodFrame {
    var frame = self
    frame.first = min(first, other.first)
    frame.last = max(last, other.last)
    frame.grain = .longer
    frame.sense = .within
    frame.isFiscal = isFiscal || other.isFiscal
    frame.mayBeFiscal = mayBeFiscal || other.mayBeFiscal
    return frame
  }
}

extension Period: Hashable {
  package func hash(into hasher: inout Hasher) {
    hasher.combine(first)
    hasher.combine(last)
  }
}
