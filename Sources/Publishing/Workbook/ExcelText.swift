import Model

/// Texts as an Excel file must write them.
enum ExcelText {
  /// What a cell holds, in UTF-16 code units.
  static let longest = 32_767

  static func fits(_ text: String) -> Bool {
    // A text has at most as many UTF-16 units as bytes.
    text.utf8.count <= longest || text.utf16.count <= longest
  }

  /// The text with what XML or Excel would take for something else written in Excel's own way, `_xHHHH_`.
  ///
  /// libxlsxwriter does so for controls only. NUL has no such form (and would end the text): it becomes U+FFFD.
  static func escaped(_ text: String) -> String {
    var text = text
    let isPlain = text.withUTF8 { bytes in
      for (i, byte) in bytes.enumerated() {
        if byte == 0 || byte == 0xEF { return false }
        if byte == UInt8(ascii: "_"), i + 1 < bytes.count, bytes[i + 1] | 32 == UInt8(ascii: "x") { return false }
      }
      return true
    }
    if isPlain { return text }
    var out = ""
    let scalars = Array(text.unicodeScalars)
    for (i, scalar) in scalars.enumerated() {
      switch scalar.value {
      case 0: out += "\u{FFFD}"
      case 0xFFFE: out += "_xFFFE_"
      case 0xFFFF: out += "_xFFFF_"
      case 0x5F where beginsEscape(scalars[i...]): out += "_x005F_"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  private static func beginsEscape(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
    let next = Array(rest.prefix(7))
    return next.count == 7 && next[1].value | 32 == 0x78 && next[6] == "_"
      && next[2..<6].allSatisfy { $0.properties.isASCIIHexDigit }
  }

  /// Pieces that fit into a cell, cut between characters.
  static func pieces(_ text: String) -> [String] {
    if fits(text) { return [text] }
    var pieces: [String] = []
    var piece = ""
    var count = 0
    for character in text {
      let units = character.utf16.count
      if count + units > longest - 1_000 {
        pieces.append(piece)
        (piece, count) = ("", 0)
      }
      piece.append(character)
      count += units
    }
    return pieces + [piece]
  }
}
