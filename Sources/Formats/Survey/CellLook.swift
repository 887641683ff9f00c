/// What a text in a table looks like, to tell a header from the records below it.
enum CellLook {
  /// Whether it looks like a number or a date, whatever way they are written.
  static func isFigure(_ text: String) -> Bool {
    let signs = " \u{A0}\u{202F}.,:/-+\u{2212}\u{2013}%'\u{2019}()*$€£"
    var hasDigit = false
    for scalar in text.unicodeScalars {
      if (48...57).contains(scalar.value) {
        hasDigit = true
      } else if !signs.unicodeScalars.contains(scalar) {
        return false
      }
    }
    return hasDigit
  }

  /// Whether it is a year, as it may stand above a column.
  static func isYear(_ text: String) -> Bool {
    text.utf8.count == 4 && (Int(text).map { (1900...2100).contains($0) } ?? false)
  }

  /// Whether a row begins as the foot of a table does.
  static func isFoot(_ text: String) -> Bool {
    let words = [
      "total", "grand total", "all total", "sum", "source", "sources", "note", "notes", "fuente", "fuentes", "nota",
      "notas", "quelle", "insgesamt", "suma", "gesamt", "footnote", "footnotes",
    ]
    let word = text.lowercased().drop { "*#( ".contains($0) }.prefix { $0.isLetter || $0 == " " }
    return words.contains(where: { word == $0 || word.hasPrefix($0 + " ") }) || text.hasPrefix("*")
      || text.lowercased().hasPrefix("last updated")
  }
}
