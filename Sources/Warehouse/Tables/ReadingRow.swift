import Model

/// One row of a figure's readings as its SELECT gives it.
package struct ReadingRow: Sendable {
  package var source: String
  package var day: String?
  /// What is known of the day where it is not plain.
  package var dated: String?
  package var said: String?
  package var value: Value
  /// Where it may be another than the figure's: a number in another unit is shown, and is neither for nor against.
  package var unit: String?
  package var scope: String?
  package var party: String?
  /// Why the figure's value is not taken from it.
  package var whyNot: String?
}
