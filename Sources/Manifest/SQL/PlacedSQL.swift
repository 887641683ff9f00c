/// One SELECT within a file: a figure's, or the condition of a text.
package struct PlacedSQL: Equatable, Sendable {
  /// The text as written, without the file's indentation.
  package var text: String
  package var path: String
  /// The line of the file on which the text begins.
  package var line: Int

  package init(text: String, path: String, line: Int) {
    self.text = text
    self.path = path
    self.line = line
  }

  /// The text preceded by empty lines, so that the line numbers of an SQL error are those of the file.
  package var placed: String { String(repeating: "\n", count: max(0, line - 1)) + text }
  package var place: String { "\(path):\(line)" }
}
