/// What must be true of a response before it is accepted.
package struct Expectation: Equatable, Sendable {
  /// Accepted media types ("text/csv"), without parameters; empty accepts any.
  package var types: [String]
  /// How the body must begin (after a byte order mark).
  package var startsWith: String?
  package var maxBytes: Int
  /// Whether nothing at all is an answer too: that of a list without entries.
  package var mayBeEmpty = false

  package init(types: [String], startsWith: String?, maxBytes: Int) {
    self.types = types
    self.startsWith = startsWith
    self.maxBytes = maxBytes
  }
}
