import Model

/// Reads one number in digits: 15,000, 15 000 (thin or no-break spaces), 1,234.5, .5, 21st, 50m, 2½.
struct DigitReader {
  let scalars: [Unicode.Scalar]
  private var i: Int
  private(set) var digits = Digits(value: nil)
  /// True for a combination of letters and digits (4x4, 9mm2) or an address (192.168.1.10): not a number.
  private(set) var isName = false

  /// Whether a currency precedes it.
  let isMoney: Bool
  /// Whether ordinary spaces may separate its thousands.
  var mayHoldBlanks = false
  private var dotted = ""

  init(_ scalars: [Unicode.Scalar], at i: Int, isMoney: Bool = false) {
    self.scalars = scalars
    self.i = i
    self.isMoney = isMoney
  }

  func scalar(_ i: Int) -> Unicode.Scalar { i < scalars.count ? scalars[i] : " " }
  private func isDigit(_ i: Int) -> Bool { i < scalars.count && scalars[i].isDecimal }

  /// - Returns: the index after the number and any letters attached to it.
  mutating func read() -> Int {
    var whole = run()
    var isPlain = true
    let mayGroup = !whole.isEmpty && whole.count <= 3 && whole.first != "0"
    while mayGroup, isGroup(i) {
      i += 1
      whole += run()
      isPlain = false
    }
    if isPlain, mayGroup, mayHoldBlanks { isPlain = !readBlankGroups(&whole) }
    var decimals = ""
    if scalar(i) == "." || scalar(i) == "٫", isDigit(i + 1) {
      i += 1
      decimals = run()
      if scalar(i) == ".", isDigit(i + 1) {
        guard readDotted(whole, decimals, isPlain: isPlain) else { return i }
        (whole, decimals, isPlain) = (dotted, "", false)
      }
    }
    if decimals.isEmpty { decimals = commaDecimals(whole, isPlain) }
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
    readSuffix()
    return i
  }

  /// Reads groups of three after ordinary spaces, if a word follows that says what is counted.
  private mutating func readBlankGroups(_ whole: inout String) -> Bool {
    var end = i
    while scalar(end) == " ", isDigit(end + 1), isDigit(end + 2), isDigit(end + 3), !isDigit(end + 4) { end += 4 }
    guard end > i, scalar(end) == " " else { return false }
    let next = word(at: end + 1)
    guard !next.isEmpty, !Stems.isStop(next), !MentionReader.ends.contains(next) else { return false }
    while i < end {
      i += 1
      whole += run()
    }
    return true
  }

  /// Reads digits with more than one point: 1.000.000 is a number; the parts of anything else except an address are
  /// kept.
  private mutating func readDotted(_ first: String, _ second: String, isPlain: Bool) -> Bool {
    var parts = [first, second]
    while scalar(i) == ".", isDigit(i + 1) {
      i += 1
      parts.append(run())
    }
    let small = parts.map { Int($0) ?? .max }
    let isAddress = parts.count == 4 && small.allSatisfy { $0 < 256 }
    if isPlain, !isAddress, (1...3).contains(first.count), first.first != "0",
      parts.dropFirst().allSatisfy({ $0.count == 3 })
    {
      dotted = parts.joined()
      return true
    }
    isName = isAddress
    digits.parts = small
    return false
  }

  /// The decimals after a comma that cannot separate thousands, if a unit, a scale or a currency shows that it is one
  /// number.
  private mutating func commaDecimals(_ whole: String, _ isPlain: Bool) -> String {
    guard scalar(i) == "," || scalar(i) == "，", isDigit(i + 1), isPlain || !dotted.isEmpty, !whole.isEmpty else {
      return ""
    }
    var end = i + 1
    while isDigit(end) { end += 1 }
    let isList = scalar(end) == "," && isDigit(end + 1)
    guard !isList, end - i <= 5, isMeasured(at: end), !isMoney || end - i <= 3 else { return "" }
    i += 1
    return run()
  }

  /// Fractions that are a single character, in thousandths.
  static let parts: [Unicode.Scalar: Int128] = ["½": 500, "¼": 250, "¾": 750]

  private mutating func run() -> String {
    let start = i
    while isDigit(i) { i += 1 }
    // Anything longer is not a number that anybody prints.
    return scalars[start..<min(i, start + 64)].reduce(into: "") { $0 += String($1.decimalValue ?? 0) }
  }

  /// Whether exactly three digits follow a comma, or a space at which no line can break.
  private func isGroup(_ i: Int) -> Bool {
    switch scalar(i) {
    case ",", "，", "٬", "\u{A0}", "\u{2009}", "\u{202F}", "\u{200A}", "\u{2007}":
      isDigit(i + 1) && isDigit(i + 2) && isDigit(i + 3) && !isDigit(i + 4)
    default: false
    }
  }

  private mutating func readSuffix() {
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
