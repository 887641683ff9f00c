/// Prevents spreadsheets from running texts as formulas.
package enum HarmlessCell {
  /// The text with an apostrophe before anything that a spreadsheet would run as a formula; any other text unchanged.
  ///
  /// Spreadsheets run a cell of a CSV file as a formula when it begins with `=`, `+`, `-` or `@`; some of them also
  /// after blanks or in the full-width forms `＝＋－＠`. A leading tab, line break or NUL can hide such a beginning
  /// (https://owasp.org/www-community/attacks/CSV_Injection). Such a text gets a leading apostrophe, as OWASP
  /// recommends; spreadsheets read it as "this is text". A second apostrophe is never added, because the result is
  /// harmless already.
  ///
  /// These stay unchanged:
  /// - plain numbers, which compute nothing: `-5`, `+3`, `-1,234.5`, `-2.5%`, `-1e5`;
  /// - a sign alone, which many publishers write for "none": `-`;
  /// - `<1`, `11-13`, `99.5+`, which begin with none of those characters.
  ///
  /// Where the system's list separator is the semicolon (most of Europe), Excel splits a line at semicolons and ignores
  /// quotes that begin in the middle of the line. So the rule applies to each piece of the text between semicolons,
  /// tabs and line breaks: `a;=1+1` becomes `a;'=1+1`.
  package static func text(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    if let first = text.unicodeScalars.first, first == "\t" || first == "\r" || first == "\n" || first == "\0" {
      out.append("'")
    }
    let scalars = text.unicodeScalars
    var start = scalars.startIndex
    while true {
      let end = scalars[start...].firstIndex { $0 == ";" || $0 == "\t" || $0 == "\r" || $0 == "\n" } ?? scalars.endIndex
      let piece = scalars[start..<end]
      // Spreadsheets do not always treat a quote in mid-line as a quote, so check after it too.
      if isFormula(piece, isFirst: start == scalars.startIndex) { out.append("'") }
      out.append(contentsOf: piece)
      if end == scalars.endIndex { return String(out) }
      out.append(scalars[end])
      start = scalars.index(after: end)
    }
  }

  private static func isFormula(_ piece: Substring.UnicodeScalarView, isFirst: Bool) -> Bool {
    let rest = piece.drop { isBlank($0) || (!isFirst && $0 == "\"") }
    guard let first = rest.first else { return false }
    switch first {
    case "=", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": return true
    case "+", "-": return !isPlainNumber(rest.dropFirst())
    default: return false
    }
  }

  /// Control characters, and characters that are blank or invisible in Unicode.
  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value <= 0x20 { return true }
    guard scalar.value > 0x7E else { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator: return true
    default: return false
    }
  }

  /// Digits with commas and a point, perhaps an exponent and a percent sign; or an empty text.
  private static func isPlainNumber(_ text: Substring.UnicodeScalarView) -> Bool {
    func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar >= "0" && scalar <= "9" }
    var rest = text
    while let last = rest.last, last == " " { rest.removeLast() }
    if rest.isEmpty { return true }
    guard let first = rest.first, isDigit(first) || first == "." else { return false }
    rest = rest.drop { isDigit($0) || $0 == "." || $0 == "," }
    if let first = rest.first, first == "e" || first == "E" {
      rest = rest.dropFirst()
      if let sign = rest.first, sign == "+" || sign == "-" { rest = rest.dropFirst() }
      guard let digit = rest.first, isDigit(digit) else { return false }
      rest = rest.drop(while: isDigit)
    }
    if rest.first == "%" { rest = rest.dropFirst() }
    return rest.isEmpty
  }
}
