/// Running text for a terminal.
package enum Paragraph {
  /// The text in lines of at most `width` cells, cut at blanks; in one line where `width` is nil, as a file or a mail wants it.
  /// What a publisher wrote into it is shown, never obeyed.
  package static func wrapped(_ text: String, to width: Int?) -> String {
    TextWidth.wrapped(TextWidth.printable(text), to: width, indent: "").joined(separator: "\n") + "\n"
  }
}
