/// A text beside a figure that applies always, or only while the data confirms it.
package struct ConditionalText: Sendable {
  package var text: String
  /// The text applies if this gives a number other than 0; with nil it always applies.
  package var when: PlacedSQL?

  package init(text: String, when: PlacedSQL? = nil) {
    self.text = text
    self.when = when
  }
}
