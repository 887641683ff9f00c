import Model

/// A verdict's class in the style sheet and its mark, which identifies it without color.
enum VerdictLook {
  static func view(_ verdict: Verdict) -> View {
    [
      "verdict": verdict.rawValue, "headline": verdict.headline,
      "verdict_class": style(verdict),
      "mark": mark(verdict),
    ]
  }

  /// The class in the style sheets of the site and of a proof.
  static func style(_ verdict: Verdict) -> String {
    "v-" + verdict.rawValue.split(separator: " ").joined(separator: "-")
  }

  private static func mark(_ verdict: Verdict) -> String {
    switch verdict {
    case .holds: "✓"
    case .holdsWithCaveat: "✓*"
    case .fragile: "≈"
    case .stale: "◷"
    case .unsupported: "?"
    case .drifted: "↷"
    case .contradicted: "✗"
    }
  }
}
