import Manifest
import Model

/// A number or a date in the prose of a draft.
package struct Mention: Sendable {
  package enum Kind: String, Encodable, Sendable {
    case number
    case ordinal
    case percent
    case money
    /// A multiple: doubled, threefold, twice.
    case multiplier
    case fraction
    case date
    case time
    /// Words for a quantity without a value: dozens, several hundred, thousands.
    case imprecise
    /// Something that looks like a number and is not understood: 3.4.5.
    case unread
  }

  /// A possible meaning; the likeliest comes first.
  package enum Reading: Equatable, Sendable {
    /// - Parameter tolerance: half a unit of the last digit that the draft prints.
    case number(ExactNumber, tolerance: ExactNumber)
    case period(Period)
  }

  package var kind: Kind
  /// As written in the draft: `$50 million`, `twenty-first`.
  package var text: String
  /// The mention with the few words after it: `15,000 troops in`.
  package var phrase: String
  /// Empty if it has a value that is not compared with anything, such as a time of day.
  package var readings: [Reading]
  /// The class of the unit printed with it; nil if there is none.
  package var unit: String?
  /// An error in the mention itself: a weekday that does not match its date.
  package var fault: String?
  package var place: DraftText.Place

  /// Words around it that make it a bound or negate it, as written: less than, not.
  var bound: Bound?

  var tokens: Range<Int>

  /// The likeliest value as text: `15000`, `2025-11-15`, `2025-10`; nil if there is none.
  package var value: String? {
    switch readings.first {
    case .number(let number, _): number.description
    case .period(let period): period.description
    case nil: nil
    }
  }
}
