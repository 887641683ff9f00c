/// One SELECT within a file: a figure's, or the condition of a text.
package struct PlacedSQL: Equatable, Sendable {
  /// The text as written, without the file's indentation.
  package var text: String
  package var path: String
  /// The line of the file on which the text begins.
  package var line: Int
  /// What is computed from the columns; nil where the SELECT gives the value itself.
  package var quotient: Quotient?

  package init(text: String, path: String, line: Int) {
    self.text = text
    self.path = path
    self.line = line
  }

  /// The text preceded by empty lines, so that the line numbers of an SQL error are those of the file.
  package var placed: String { String(repeating: "\n", count: max(0, line - 1)) + text }
  package var place: String { "\(path):\(line)" }

  /// The SELECT for readers, with what is computed from it.
  package var shown: String {
    guard let quotient else { return text }
    return text + (text.hasSuffix("\n") ? "" : "\n") + "-- The value is \(quotient.words)."
  }
}
