import Model

/// Why a person must look at a figure, the most urgent first.
enum Concern: String, CaseIterable {
  case contradicted, drifted, fragile, stale
  /// All that it rests on is keyed by hand, and none of it is tied to archived bytes.
  case unarchived
  /// Some of what it rests on is archived, and some, keyed by hand, is not.
  case partlyUnarchived
  /// All of it is archived, but does not say the figure by itself.
  case unproven
  case unsupported

  /// Whether the figure itself is in doubt, and not only what it rests on.
  var isUrgent: Bool { self == .contradicted || self == .drifted || self == .fragile || self == .stale }

  /// Whether the figure rests on keyed rows that nobody can check here.
  var isUnarchived: Bool { self == .unarchived || self == .partlyUnarchived }

  /// What the cards under it have in common.
  var title: String {
    switch self {
    case .contradicted: "Contradicted by the data"
    case .drifted: "Held when published, no longer hold"
    case .fragile: "Hold, but only just"
    case .stale: "Hold, on data that is older than promised"
    case .unsupported: "Cannot be checked with the data here"
    case .unarchived: "Hold, on sources that are not archived here"
    case .partlyUnarchived: "Hold, on archived data and on sources that are not archived here"
    case .unproven: "Hold, on archived data that does not say it by itself"
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
      let support = card.support
      guard support.isWeak else { return nil }
      self = !support.isByHand ? .unproven : support.isArchivedInPart ? .partlyUnarchived : .unarchived
    }
  }
}
