import Manifest
import Model

/// A number or a date in the prose of a draft.
package struct Mention: Sendable {
  package enum Kind: String, Sendable {
    case number
    case ordinal
    case percent
    case money
    /// So many times as much: doubled, threefold, twice.
    case multiplier
    case fraction
    case date
    case time
    /// Words for a quantity that has no value: dozens, several hundred, thousands.
    case imprecise
    /// What looks like a number and is not understood: 3.4.5.
    case unread
  }

  /// What it may mean, the likeliest first.
  package enum Reading: Equatable, Sendable {
    /// - Parameter tolerance: half a unit of the last digit that the draft prints.
    case number(ExactNumber, tolerance: ExactNumber)
    case period(Period)
  }

  package var kind: Kind
  /// As it stands in the draft: `$50 million`, `twenty-first`.
  package var text: String
  /// The same with the few words behind it: `15,000 troops in`.
  package var phrase: String
  /// Empty where it has a value that nothing is held against, such as a time of day.
  package var readings: [Reading]
  /// The class of the unit that is printed with it; nil where none is.
  package var unit: String?
  /// What is wrong with it by itself: a weekday that its date does not fall on.
  package var fault: String?
  package var place: DraftText.Place

  /// Words around it that make it a bound or deny it, as they stand: less than, not.
  var bound: Bound?

  var tokens: Range<Int>

  /// The likeliest value as text: `15000`, `2025-11-15`, `2025-10`; nil where there is none.
  package var value: String? {
    switch readings.first {
    case .number(let number, _): number.description
    case .period(let period): period.description
    case nil: nil
    }
  }
}

/// Days from one to another: a day, a month, a year, a decade.
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
    let padded = { (n: Int) in n < 10 ? "0\(n)" : "\(n)" }
    guard (1000...9999).contains(year) else { return nil }
    let parts = ["\(year)"] + (month.map { [padded($0)] } ?? []) + (day.map { [padded($0)] } ?? [])
    guard let date = PublishedDate(parts.joined(separator: "-")) else { return nil }
    self.init(date)
  }

  /// The years from one to another, both included.
  init?(years: ClosedRange<Int>) {
    guard let first = Period(year: years.lowerBound), let last = Period(year: years.upperBound) else { return nil }
    self.init(first: first.first, last: last.last, grain: years.count == 1 ? .year : .longer)
  }

  /// Whether one lies in the other: a day agrees with its month, and a month with a day that is printed.
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
