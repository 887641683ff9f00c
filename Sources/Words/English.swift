/// Lists, counts and sentences.
package enum English {
  /// `a`, `a and b`, `a, b and c`.
  package static func list(_ words: [String]) -> String {
    guard words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + words[words.count - 1]
  }

  /// `1 row`, `1,204 rows`.
  ///
  /// - Parameter plural: needed if it is not `singular` with an s.
  package static func count(_ n: Int, _ singular: String, plural: String? = nil) -> String {
    "\(NumberText.grouped(n)) \(form(n, singular, plural: plural))"
  }

  /// The form of a word for a number: `row` for 1, `rows` otherwise; with a plural, also a verb (`is`, `are`).
  ///
  /// - Parameter plural: needed if it is not `singular` with an s.
  package static func form(_ n: Int, _ singular: String, plural: String? = nil) -> String {
    n == 1 ? singular : plural ?? singular + "s"
  }

  /// A sentence as a clause: without the period at its end.
  package static func withoutPeriod(_ text: String) -> String {
    String(text.reversed().drop { $0 == "." }.reversed())
  }

  /// The text with a capital first letter.
  package static func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  /// The text with a capital first letter, and with a period if it does not end with a punctuation mark that ends a
  /// sentence.
  package static func sentence(_ text: String) -> String {
    guard let last = text.last else { return text }
    return capitalized(text) + (".!?".contains(last) ? "" : ".")
  }
}
