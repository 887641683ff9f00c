import Model

/// How the printed value and the data must agree.
package enum FigureRule: Equatable, Sendable {
  /// The same number; the same day, or a day in the printed month or year.
  case equals
  /// The data, rounded to the last printed digit, equals the printed number; halves are rounded away from zero.
  case roundsTo
  /// The data is at least the printed number, or at least the given one if none is printed.
  case atLeast(ExactNumber?)
  /// Within the tolerance; nil is half a unit of the last printed digit.
  case about(ExactNumber?)
  /// The data is between the two bounds or equal to one of them.
  case between(ExactNumber, ExactNumber)
  case betweenDays(Day, Day)
  /// The data's day is before the printed one, or before the given one if none is printed.
  case before(Day?)
  case after(Day?)
  /// The data divided by a second SELECT's value is the printed number, within the tolerance (nil: as for about).
  case ratio(base: PlacedSQL, tolerance: ExactNumber?)

  /// True if the rule applies to dates only.
  package var isForDates: Bool {
    switch self {
    case .betweenDays, .before, .after: true
    case .equals, .roundsTo, .atLeast, .about, .between, .ratio: false
    }
  }

  /// The rule's word in the file.
  package var word: String {
    switch self {
    case .equals: "equals"
    case .roundsTo: "rounds to"
    case .atLeast: "at least"
    case .about: "about"
    case .between, .betweenDays: "between"
    case .before: "before"
    case .after: "after"
    case .ratio: "ratio"
    }
  }

  static let words = ["equals", "rounds to", "at least", "about", "between", "before", "after", "ratio"]
}
