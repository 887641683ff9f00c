extension StringProtocol {
  /// The text with its digits raised: 21 with the note 1 is then no 211.
  package var raised: String { String(map { Self.raisedDigits[$0] ?? $0 }) }

  private static var raisedDigits: [Character: Character] {
    [
      "0": "\u{2070}", "1": "\u{B9}", "2": "\u{B2}", "3": "\u{B3}", "4": "\u{2074}", "5": "\u{2075}", "6": "\u{2076}",
      "7": "\u{2077}", "8": "\u{2078}", "9": "\u{2079}",
    ]
  }
}
