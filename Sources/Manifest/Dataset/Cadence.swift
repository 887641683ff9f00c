/// A promise of freshness: an edition is due `every` after the last one, and stale `graceDays` after that.
package struct Cadence: Equatable, Sendable {
  package enum Period: String, CaseIterable, Sendable { case day, week, month, quarter, year }

  package var every: Period
  package var graceDays: Int

  package init(every: Period, graceDays: Int) {
    self.every = every
    self.graceDays = graceDays
  }

  /// The length of the period in days: that of its longest instance.
  package var days: Int {
    switch every {
    case .day: 1
    case .week: 7
    case .month: 31
    case .quarter: 92
    case .year: 366
    }
  }
}
