import Model

/// A text that looks like another one to people, although its code points differ.
package struct LookAlike {
  /// The known text that it looks like.
  package let known: String
  /// The first difference: `U+0327 COMBINING CEDILLA at position 6`. Positions count code points from 1.
  package let difference: String
  /// True if both are the same letters, composed in one and decomposed in the other.
  package let isOtherForm: Bool

  /// Nil if the text looks like none of `known`, or is one of them.
  package init?(_ text: String, among known: [String]) {
    guard !known.contains(where: { $0.utf8.elementsEqual(text.utf8) }) else { return nil }
    let looks = Self.skeleton(text)
    guard !looks.isEmpty, let twin = known.first(where: { Self.skeleton($0) == looks }) else { return nil }
    self.known = twin
    // Swift strings are equal if they are canonically equivalent in Unicode.
    isOtherForm = text == twin
    difference = Self.difference(
      of: Array(text.unicodeScalars), from: Array(twin.unicodeScalars), isOtherForm: isOtherForm)
  }

  /// `it looks like "Curaçao", but has U+0327 COMBINING CEDILLA at position 6`.
  package var words: String { "it looks like \"\(known)\", but \(difference)" }

  private static func difference(
    of text: [Unicode.Scalar], from known: [Unicode.Scalar], isOtherForm: Bool
  ) -> String {
    let start = zip(text, known).prefix { $0 == $1 }.count
    guard start < text.count else { return "lacks \(name(known[start])) at position \(start + 1)" }
    if isOtherForm, let mark = text[start...].firstIndex(where: isMark), mark - start <= 1 {
      return "has \(name(text[mark])) at position \(mark + 1)"
    }
    let has = "has \(name(text[start])) at position \(start + 1)"
    if VisibleText.isInvisible(text[start]) { return has }
    // An inserted character has no counterpart.
    let isPutIn = start + 1 < text.count ? start < known.count && text[start + 1] == known[start] : start == known.count
    if isPutIn || start == known.count { return has }
    if known[(start + 1)...].first == text[start] { return "lacks \(name(known[start])) at position \(start + 1)" }
    return "\(has), not \(name(known[start]))"
  }

  /// `U+0327 COMBINING CEDILLA`.
  package static func name(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    let name = scalar.properties.name ?? scalar.properties.nameAlias
    return name.map { "\(code) \($0)" } ?? code
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    [.nonspacingMark, .spacingMark, .enclosingMark].contains(scalar.properties.generalCategory)
  }

  /// What the text looks like: without invisible characters, with one kind of blank, dash and quote, and with one
  /// letter for those that several scripts draw alike.
  private static func skeleton(_ text: String) -> String {
    var out = ""
    var isBlank = false
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace {
        isBlank = true
        continue
      }
      if VisibleText.isInvisible(scalar) { continue }
      if isBlank, !out.isEmpty { out += " " }
      isBlank = false
      out.unicodeScalars.append(plain(scalar))
    }
    return out
  }

  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    // The full-width forms are in ASCII order.
    if (0xFF01...0xFF5E).contains(scalar.value) { return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar }
    return drawnAlike[scalar] ?? scalar
  }

  private static let drawnAlike: [Unicode.Scalar: Unicode.Scalar] = {
    let pairs: [(others: String, letters: String)] = [
      ("аеорсухіѕјһԁԛԝ", "aeopcyxisjhdqw"), ("АВЕКМНОРСТХУІЅЈ", "ABEKMHOPCTXYISJ"),
      ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"), ("οι", "oi"), ("‐‑‒–—―−", "-------"), ("‘’ʼ′`´", "''''''"),
      ("“”„″", "\"\"\"\""),
    ]
    var map: [Unicode.Scalar: Unicode.Scalar] = [:]
    for pair in pairs {
      for (other, letter) in zip(pair.others.unicodeScalars, pair.letters.unicodeScalars) { map[other] = letter }
    }
    return map
  }()
}
