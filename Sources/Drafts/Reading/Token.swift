import Model
import Words

/// A piece of prose: a word, a number in digits, a sign, or the end of a paragraph.
struct Token {
  enum Kind: UInt8 {
    case word
    case number
    case sign
    case paragraphEnd
    /// An address, a handle, or a combination of letters and digits (F35, G20, H1N1): a name, never a number.
    case name
  }

  var kind: Kind
  /// Whether a blank precedes it.
  var isSpaced: Bool
  /// For words: whether the first letter, and whether every letter, is a capital.
  var isCapitalized = false
  var isUpper = false
  /// The index in ``DraftText/scalars``.
  var start: Int
  var end: Int
  /// For numbers, the index in ``Tokens/numbers``.
  var number = 0
  /// In lower case, with straight apostrophes; for a sign the sign itself.
  var text: String

  func isWord(_ word: String) -> Bool { kind == .word && text == word }
  func isSign(_ sign: String) -> Bool { kind == .sign && text == sign }
}

extension Unicode.Scalar {
  /// True for blanks of any width, including no-break and thin ones.
  var isBlank: Bool { self == " " || (value >= 9 && value <= 13) || (value > 127 && properties.isWhitespace) }

  var isLetter: Bool {
    if value < 128 { return isASCIILetter }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark:
      return true
    default: return false
    }
  }
}
