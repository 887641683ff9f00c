import Model

/// Reads one number in digits: 15,000, 15 000 (thin or no-break blanks), 1,234.5, .5, 21st, 50m, 2½.
struct DigitReader {
  let scalars: [Unicode.Scalar]
  private var i: Int
  private(set) var digits = Digits(value: nil)
  /// Letters and digits in one (4x4, 9mm2), or digits with more than one point (3.2.1): no number.
  private(set) var isName = false

  init(_ scalars: [Unicode.Scalar], at i: Int) {
    self.scalars = scalars
    self.i = i
  }

  private func scalar(_ i: Int) -> Unicode.Scalar { i < scalars.count ? scalars[i] : " " }
  private func isDigit(_ i: Int) -> Bool { i < scalars.count && scalars[i].isDigit }

  /// - Returns: the place behind the number and the letters glued to it.
  mutating func read() -> Int {
    let start = i
    var whole = run()
    var isPlain = true
    while !whole.isEmpty, whole.count <= 3 || !isPlain, isGroup(i) {
      i += 1
      whole += run()
      isPlain = false
    }
    var decimals = ""
    if scalar(i) == ".", isDigit(i + 1) {
      i += 1
      decimals = run()
      if scalar(i) == ".", isDigit(i + 1) {
        while isDigit(i) || (scalar(i) == "." && isDigit(i + 1)) { i += 1 }
        isName = true
        return i
      }
    }
    digits.plainCount = isPlain && decimals.isEmpty ? whole.count : nil
    digits.value = ExactNumber((whole.isEmpty ? "0" : whole) + (decimals.isEmpty ? "" : "." + decimals))
    if isPlain, decimals.count == 3, (1...3).contains(whole.count), whole != "0" {
      digits.alternative = ExactNumber(whole + decimals)
    }
    if let part = Self.parts[scalar(i)], decimals.isEmpty, let value = digits.value {
      digits.value = value + ExactNumber(units: part, places: 3)
      digits.plainCount = nil
      i += 1
    }
    readSuffix(from: start)
    return i
  }

  /// The halves and quarters that are one character, in thousandths.
  static let parts: [Unicode.Scalar: Int128] = ["½": 500, "¼": 250, "¾": 750]

  private mutating func run() -> String {
    let start = i
    while isDigit(i) { i += 1 }
    // What is longer than this is no number that anybody prints.
    return String(String.UnicodeScalarView(scalars[start..<min(i, start + 64)]))
  }

  /// Whether three digits and no more follow a comma, or a blank that cannot end a line.
  private func isGroup(_ i: Int) -> Bool {
    switch scalar(i) {
    case ",", "\u{A0}", "\u{2009}", "\u{202F}", "\u{200A}", "\u{2007}":
      isDigit(i + 1) && isDigit(i + 2) && isDigit(i + 3) && !isDigit(i + 4)
    default: false
    }
  }

  private mutating func readSuffix(from start: Int) {
    let letters = i
    while scalar(i).isLetter { i += 1 }
    guard i > letters else { return }
    let suffix = String(String.UnicodeScalarView(scalars[letters..<min(i, letters + 16)]))
    if isDigit(i) || !Vocabulary.isSuffix(suffix) {
      while scalar(i).isLetter || isDigit(i) { i += 1 }
      isName = true
    }
    digits.suffix = suffix.lowercased()
  }
}
