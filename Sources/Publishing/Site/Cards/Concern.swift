import Model

/// Why a person must look at a figure, the most urgent first.
enum Concern: String, CaseIterable {
  case contradicted, drifted, fragile, stale
  /// Some of what it rests on is tied to no archived bytes, or says nothing that could be compared.
  case weakEvidence = "weak evidence"
  case unsupported

  /// What the cards under it have in common.
  var title: String {
    switch self {
    case .contradicted: "Contradicted by the data"
    case .drifted: "Held when published, no longer hold"
    case .fragile: "Hold, but only just"
    case .stale: "Hold, on data that is older than promised"
    case .unsupported: "Cannot be checked with the data here"
    case .weakEvidence: "Hold, with a source that nobody can check here"
    }
  }

  /// Nil for a figure that needs nobody.
  init?(_ card: FigureCard) {
    switch card.verdict {
    case .contradicted: self = .contradicted
    case .drifted: self = .drifted
    case .fragile: self = .fragile
    case .stale: self = .stale
    case .unsupported: self = .unsupported
    case .holds, .holdsWithCaveat:
      guard card.support.isWeak else { return nil }
      self = .weakEvidence
    }
  }
}
