/// A caveat that must be stated with a figure that holds.
package struct FigureCaveat: Sendable {
  package var text: String
  /// The caveat applies if this gives a number other than 0; with nil it always applies.
  package var when: FigureSQL?

  package init(text: String, when: FigureSQL? = nil) {
    self.text = text
    self.when = when
  }
}
