import Model

/// A decision that the warehouse's state rests on.
package struct AppliedDecision: Codable, Equatable, Sendable {
  /// The name of its record in the archive.
  package var name: String
  package var decision: Decision

  package init(name: String, decision: Decision) {
    self.name = name
    self.decision = decision
  }
}
