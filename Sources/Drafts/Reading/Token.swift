import Model
import Words

/// A piece of prose: a word, a number in digits, a sign, or the end of a paragraph.
struct Token {
  enum Kind: UInt8 {
    case word
    case number
    case sign
    case paragraphEnd
    /// An address, a handle, or letters and digits in one (F35, G20, H1N1): a name, never a number.
    case name
  }

  var kind: Kind
  /// Whether a blank stands before it.
  var isSpaced: Bool
  /// For words: whether the first letter, and whether every letter, is a capital.
  var isCapitalized = false
  var isUpper = false
  /// In ``DraftText/scalars``.
  var start: Int
  var end: Int
  /// For numbers, the place in ``Tokens/numbers``.
  var number = 0
  /// In lower case, apostrophes straight; a sign is itself.
  var text: String

  func isWord(_ word: String) -> Bool { kind == .word && text == word }
  func isSign(_ sign: String) -> Bool { kind == .sign && text == sign }
}

extension Unicode.Scalar {
  /// Blanks of any width; the no-break and thin ones too.
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
