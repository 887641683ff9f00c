import Manifest
import Model

/// The first number that a source's words state, be it a bound: less than ten miles.
package struct WordedNumber: Sendable {
  package var value: ExactNumber
  /// True for less than, at most; false for more than, at least; nil where it is no bound.
  package var isUpperBound: Bool?
  /// The class of the unit behind it; nil if there is none.
  private var unit: String?

  /// Nil where the words state no number, or deny it.
  package init?(_ text: String, published: Day) {
    for mention in QuotedValue.mentions(in: text, published) {
      guard case .number(let number, _) = mention.readings.first else { continue }
      switch mention.bound?.sense {
      case .not: return nil
      case .less, .atMost: isUpperBound = true
      case .more, .atLeast: isUpperBound = false
      case nil: isUpperBound = nil
      }
      value = number
      unit = mention.unit
      return
    }
    return nil
  }

  /// Whether it may be a number of this unit: 10 km are no 10 miles.
  package func isIn(_ unit: String?) -> Bool {
    guard let own = self.unit, UnitClass.isMeasure(own), let unit else { return true }
    return UnitClass.of(unit.lowercased().split(separator: " ").map(String.init)) == own
  }
}
