import Model

/// A number in digits.
struct Digits {
  /// Nil where it has more digits than any printed number.
  var value: ExactNumber?
  /// The same digits where a point may mean thousands (15.000).
  var alternative: ExactNumber?
  /// How many digits there are, where they are all that there is; nil with commas, points or blanks among them.
  var plainCount: Int?
  /// The parts of what has more than one point and is no grouping of thousands: 15.11.2025, 3.4.5.
  var parts: [Int] = []
  /// The letters that follow without a blank: st, m, bn, km, pm.
  var suffix = ""

  /// The value of up to four digits without a comma or point.
  var small: Int? {
    guard let count = plainCount, count <= 4, let value else { return nil }
    return Int(value.units)
  }
}
