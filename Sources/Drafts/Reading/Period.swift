import Manifest
import Model

/// A range of days: a day, a month, a year, a decade.
package struct Period: Equatable, Sendable, CustomStringConvertible {
  package enum Grain: Int, Sendable { case day, month, year, longer }

  package var first: Day
  package var last: Day
  package var grain: Grain

  init(first: Day, last: Day, grain: Grain) {
    self.first = first
    self.last = last
    self.grain = grain
  }

  init(_ day: Day) { self.init(first: day, last: day, grain: .day) }

  init(_ date: PublishedDate) {
    let grain: Grain =
      switch date.precision {
      case .day: .day
      case .month: .month
      case .year: .year
      }
    self.init(first: date.firstDay, last: date.day, grain: grain)
  }

  init?(year: Int, month: Int? = nil, day: Int? = nil) {
    guard (1000...9999).contains(year) else { return nil }
    let parts = ["\(year)"] + [month, day].compactMap { $0 }.map { PaddedNumber.text($0, to: 2) }
    guard let date = PublishedDate(parts.joined(separator: "-")) else { return nil }
    self.init(date)
  }

  /// The years in a range.
  init?(years: ClosedRange<Int>) {
    guard let first = Period(year: years.lowerBound), let last = Period(year: years.upperBound) else { return nil }
    self.init(first: first.first, last: last.last, grain: years.count == 1 ? .year : .longer)
  }

  /// Whether one contains the other: a day agrees with its month, and a month with a printed day in it.
  func agrees(with other: Period) -> Bool {
    (first >= other.first && last <= other.last) || (other.first >= first && other.last <= last)
  }

  package var description: String {
    switch grain {
    case .day: first.description
    case .month: String(first.description.prefix(7))
    case .year: String(first.description.prefix(4))
    case .longer: "\(first.description.prefix(4))/\(last.description.prefix(4))"
    }
  }
}
