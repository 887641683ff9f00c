import Model

/// How text sits in a terminal's cells of one width.
package enum TextWidth {
  /// The number of cells that the text takes.
  ///
  /// Counted by scalar, as terminals do: two for wide East Asian characters and emoji, none for combining and invisible
  /// ones. A family of emoji joined into one is counted by its members; that errs to the safe side.
  package static func of(_ text: String) -> Int {
    var isASCII = true
    for byte in text.utf8 where byte >= 0x80 {
      isASCII = false
      break
    }
    return isASCII ? text.utf8.count : text.unicodeScalars.reduce(0) { $0 + of($1) }
  }

  package static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return isWide(scalar) ? 2 : 1
    }
  }

  /// Text that cannot move the cursor, color the screen or turn the line around: see ``VisibleText``.
  package static func printable(_ text: String) -> String { VisibleText.of(text) }

  /// The text with blanks to `width` cells, behind it or, where `isRight`, before it; a wider one as it is.
  package static func padded(_ text: String, to width: Int, isRight: Bool = false) -> String {
    let blanks = String(repeating: " ", count: max(0, width - of(text)))
    return isRight ? blanks + text : text + blanks
  }

  /// The text, or as much of its beginning as fits into `width` cells together with "…".
  package static func truncated(_ text: String, to width: Int) -> String {
    guard of(text) > width else { return text }
    var out = ""
    var used = 1
    // By Character here, so that no letter loses its accent.
    for character in text {
      let cells = of(String(character))
      if used + cells > width { break }
      used += cells
      out.append(character)
    }
    while out.last == " " { out.removeLast() }
    return out + "…"
  }

  /// Lines of at most `width` cells, cut at blanks; a longer word has its own line. All but the first begin with `indent`.
  package static func wrapped(_ text: String, to width: Int?, indent: String = "  ") -> [String] {
    guard let width, of(text) > width else { return [text] }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, of(line) + 1 + of(String(word)) > width {
        lines.append(line)
        line = indent + word
      } else {
        line += (line.isEmpty ? "" : " ") + word
      }
    }
    return lines + [line]
  }

  /// The blocks of Unicode's East Asian Width W and F, coarsely, and emoji shown as pictures.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      true
    default: scalar.properties.isEmojiPresentation
    }
  }
}
