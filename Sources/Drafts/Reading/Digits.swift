import Model

/// A number in digits.
struct Digits {
  /// Nil if it has more digits than any printed number.
  var value: ExactNumber?
  /// The value if the point separates thousands (15.000).
  var alternative: ExactNumber?
  /// The number of digits, if there is nothing but digits; nil if there are commas, points or blanks.
  var plainCount: Int?
  /// The parts of digits with more than one point that do not separate thousands: 15.11.2025, 3.4.5.
  var parts: [Int] = []
  /// The letters that follow without a blank: st, m, bn, km, pm.
  var suffix = ""

  /// The value of up to four digits without a comma or point.
  var small: Int? {
    guard let count = plainCount, count <= 4, let value else { return nil }
    return Int(value.units)
  }
}
