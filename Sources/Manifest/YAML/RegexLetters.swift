/// The letters that one place of a regular expression can match: a set of ASCII characters, and all others as one.
struct RegexLetters: Equatable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  private var hasOthers = false

  static let none = RegexLetters()
  static let all = RegexLetters(low: .max, high: .max, hasOthers: true)

  private init(low: UInt64 = 0, high: UInt64 = 0, hasOthers: Bool = false) {
    self.low = low
    self.high = high
    self.hasOthers = hasOthers
  }

  init(_ character: Character) { insert(character, through: character) }

  init(_ range: ClosedRange<Character>) { insert(range.lowerBound, through: range.upperBound) }

  init(anyOf text: String, others: Bool = false) {
    for character in text { insert(character, through: character) }
    hasOthers = hasOthers || others
  }

  private mutating func insert(_ first: Character, through last: Character) {
    if last.asciiValue == nil { hasOthers = true }
    let end = last.asciiValue ?? 127
    guard let start = first.asciiValue, start <= end else { return }
    for code in start...end {
      if code < 64 { low |= 1 << UInt64(code) } else { high |= 1 << UInt64(code - 64) }
    }
  }

  var inverted: RegexLetters { RegexLetters(low: ~low, high: ~high, hasOthers: true) }

  func union(_ other: RegexLetters) -> RegexLetters {
    RegexLetters(low: low | other.low, high: high | other.high, hasOthers: hasOthers || other.hasOthers)
  }

  func overlaps(_ other: RegexLetters) -> Bool {
    low & other.low != 0 || high & other.high != 0 || hasOthers && other.hasOthers
  }

  /// The same in both cases.
  var inBothCases: RegexLetters {
    // `A` to `Z` are bits 1 to 26 of the upper half, `a` to `z` bits 33 to 58.
    let capitals: UInt64 = 0x07FF_FFFE
    let letters = high & capitals | high >> 32 & capitals
    return RegexLetters(low: low, high: high | letters | letters << 32, hasOthers: hasOthers)
  }

  static let digits = RegexLetters("0"..."9")
  static let word = RegexLetters("a"..."z").union(RegexLetters("A"..."Z")).union(digits)
    .union(RegexLetters(anyOf: "_", others: true))
  static let space = RegexLetters(anyOf: " \t\n\r\u{B}\u{C}\r\n", others: true)
  static let blank = RegexLetters(anyOf: " \t", others: true)
  static let lineEnd = RegexLetters(anyOf: "\n\r\u{B}\u{C}", others: true)
}
