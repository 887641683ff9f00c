/// A value computed from two others, along what a sentence names.
enum Derivation: Sendable {
  case change, difference, share, ratio

  var words: String {
    switch self {
    case .change: "percent change"
    case .difference: "difference"
    case .share: "share"
    case .ratio: "ratio"
    }
  }
}
