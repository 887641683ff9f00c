import Model

/// A value of the data that a number of a draft may mean.
struct Candidate {
  /// How the time of the value is known.
  enum Timing: Int {
    /// The data has no periods.
    case timeless
    /// The sentence names the period.
    case own
    /// The sentences before do.
    case inherited
    /// Nobody does: it is the newest.
    case newest
    /// Nobody does: the row was found by its value.
    case found
  }

  /// How the column is known to be meant.
  enum Naming: Int, Comparable {
    /// It is named, but another column or number of the sentence is meant by it.
    case aside
    /// By the unit, or because the source has no other numbers.
    case unit
    /// By the sentences before.
    case inherited
    /// By a word of the sentence.
    case sentence
    /// By a word next to the number.
    case near
    static func < (a: Naming, b: Naming) -> Bool { a.rawValue < b.rawValue }
  }

  var source: Int
  var column: Int
  var conditions: FactSelector.Conditions
  var rows: [Int32]
  /// In the column's unit, shifted to the unit that its words name.
  var value: ExactNumber
  /// What one unit of the draft is in the column's.
  var factor: ExactNumber
  var timing: Timing
  var naming: Naming
  /// Whether the period and the values are named without a doubt.
  var isSure: Bool
  /// Whether the period is the row's own, and not one around it or of another kind of year.
  var isExact = true
  /// Whether it casts doubt on what has another value. A running total of a day of which something else is said does not.
  var isRival = true
  /// Whether its row was found by its value, and not selected by the sentence.
  var isLoose = false
  /// How many values the sentence itself names.
  var owned = 0
  /// Whether values of the data narrow it that only the sentences before name.
  var isCarried: Bool
  var score: Double
  var agreement: Agreement
  /// How it is computed, where it is neither a cell nor a sum.
  var derivation: Derivation?

  var agrees: Bool { agreement.grade >= .rounded }
}
