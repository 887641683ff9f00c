import Model

/// The width of text in a terminal, whose cells all have the same width.
package enum TextWidth {
  /// The number of cells that the text takes up.
  ///
  /// Counted by scalar, as terminals do: two for wide East Asian characters and emoji, none for combining and invisible
  /// ones. An emoji joined from several is counted by its parts, so the result may be too large but never too small.
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

  /// Text that cannot move the cursor, change colors or reverse the writing direction: see ``VisibleText``.
  package static func printable(_ text: String) -> String { VisibleText.of(text) }

  /// The text padded with blanks to `width` cells, on the right or, if `isRight`, on the left; a wider text is
  /// unchanged.
  package static func padded(_ text: String, to width: Int, isRight: Bool = false) -> String {
    let blanks = String(repeating: " ", count: max(0, width - of(text)))
    return isRight ? blanks + text : text + blanks
  }

  /// The text, or as much of its beginning as fits into `width` cells followed by "…".
  package static func truncated(_ text: String, to width: Int) -> String {
    guard of(text) > width else { return text }
    var out = ""
    var used = 1
    // By Character, so that no letter loses its accent.
    for character in text {
      let cells = of(String(character))
      if used + cells > width { break }
      used += cells
      out.append(character)
    }
    while out.last == " " { out.removeLast() }
    return out + "…"
  }

  /// Lines of at most `width` cells, broken at blanks; a longer word gets a line to itself. All lines but the first
  /// begin with `indent`.
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

  /// Approximately Unicode's East Asian Width W and F, and emoji shown as pictures.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      true
    default: scalar.properties.isEmojiPresentation
    }
  }
}
