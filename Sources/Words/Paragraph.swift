/// Prose for a terminal.
package enum Paragraph {
  /// The text in lines of at most `width` cells, broken at blanks; in one line if `width` is nil, as for files and
  /// mail. Control characters in a publisher's text are made visible.
  package static func wrapped(_ text: String, to width: Int?) -> String {
    TextWidth.wrapped(TextWidth.printable(text), to: width, indent: "").joined(separator: "\n") + "\n"
  }
}
