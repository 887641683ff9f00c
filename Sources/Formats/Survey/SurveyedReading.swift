import Model

/// A way in which a file can be read, as its bytes suggest it.
package struct SurveyedReading: Sendable {
  package var reading: Reading
  /// What speaks for the choices that a person should look at, a sentence each.
  package var reasons: [String]

  init(_ reading: Reading, _ reasons: [String] = []) {
    self.reading = reading
    self.reasons = reasons
  }
}
