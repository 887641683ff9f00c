/// What must be told with a figure that holds.
package struct FigureCaveat: Sendable {
  package var text: String
  /// The caveat applies where this gives a number other than 0; nil applies always.
  package var when: FigureSQL?

  package init(text: String, when: FigureSQL? = nil) {
    self.text = text
    self.when = when
  }
}
