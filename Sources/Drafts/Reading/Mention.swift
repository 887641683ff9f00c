import Manifest
import Model

/// A number or a date in the prose of a draft.
package struct Mention: Sendable {
  package enum Kind: String, Encodable, Sendable {
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
