import Model

/// A decision in words, written once for the proof, its check and the trace.
package enum DecisionWords {
  /// `boats_seen, edition of 2025-05-04`.
  package static func place(_ decision: Decision) -> String { "\(decision.dataset), edition of \(decision.edition)" }

  /// `boats_seen, edition of 2025-05-04: withdrawn on 2025-05-20 by Ann: a mistake; without that the edition would count`.
  package static func line(_ decision: FigureDecision) -> String {
    "\(place(decision.decision)): \(decision.decision.words): \(English.withoutPeriod(decision.decision.reason))"
      + consequence(decision)
  }

  private static func consequence(_ decision: FigureDecision) -> String {
    if decision.isReplaced { return "; a later decision on it counts instead" }
    switch decision.decision.kind {
    case .withdraw: return "; without that the edition would count"
    case .accept where decision.quarantined > 0:
      let isOrAre = English.form(decision.quarantined, "is", plural: "are")
      return "; \(English.count(decision.quarantined, "record")) of it \(isOrAre) in quarantine"
    case .accept: return ""
    }
  }
}
