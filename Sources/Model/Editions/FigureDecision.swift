/// What a person decided on an edition that a figure rests on, or that would count without the decision.
package struct FigureDecision: Hashable, Codable, Sendable {
  package var decision: Decision
  /// The day from which *as of* counts the edition, `YYYY-MM-DD`.
  package var day: String
  /// Records of the edition that are in quarantine: it was accepted without them.
  package var quarantined: Int
  /// A later decision on the same edition counts instead.
  package var isReplaced: Bool

  package init(_ decision: Decision, day: Day, quarantined: Int, isReplaced: Bool) {
    self.decision = decision
    self.day = day.description
    self.quarantined = quarantined
    self.isReplaced = isReplaced
  }
}
