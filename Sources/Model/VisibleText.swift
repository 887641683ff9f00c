/// Makes a publisher's text safe to show: characters that could control a terminal or mislead a reader become visible.
package enum VisibleText {
  /// The text on one line. Invisible characters and those that control a terminal are written as their code point
  /// (`\u{1B}`); line ends and tabs become a space.
  package static func of(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var out = ""
    var last: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A where last == "\r": break
      case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: out += " "
      // A zero-width joiner combines several emoji into one picture.
      case 0x200D where last.map(isPicture) == true: out.unicodeScalars.append(scalar)
      default:
        if isInvisible(scalar) {
          out += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        } else {
          out.unicodeScalars.append(scalar)
        }
      }
      last = scalar
    }
    return out
  }

  /// Like ``of(_:)``, for text of several lines: line feeds are kept.
  package static func lines(of text: String) -> String {
    if text.utf8.allSatisfy({ ($0 >= 0x20 && $0 < 0x7F) || $0 == 0x0A }) { return text }
    // By scalar, because Swift treats CR LF as one Character.
    return text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { of(String($0)) }
      .joined(separator: "\n")
  }

  /// Control characters, direction marks, and zero-width characters that are not part of a letter.
  package static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7F { return scalar.value < 0x20 }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return true
    // Variation selectors change how a letter looks.
    default: return scalar.properties.isDefaultIgnorableCodePoint && !scalar.properties.isVariationSelector
    }
  }

  private static func isPicture(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value > 0xFF && (scalar.properties.isEmoji || scalar.properties.isVariationSelector)
  }
}
