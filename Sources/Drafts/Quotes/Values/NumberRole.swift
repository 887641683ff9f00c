/// What a number is to the value of a quote, where it is not the value itself.
enum NumberRole: Equatable {
  /// More than, at least, not.
  case bound(Bound.Sense)
  /// The lower and the upper end of a range: 6,500 to 15,000.
  case low, high
  /// What it was before: from 80 to 83.
  case former
  /// It cannot be read with certainty: 83 500.
  case unclear
}
