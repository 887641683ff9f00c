import Model

extension ExactNumber {
  /// A difference for people: `+120,885`, `-5`, `0`.
  package var signed: String { (isNegative || isZero ? "" : "+") + text(grouped: true) }
}
