import Model

/// Decides what the candidates for a number say of it.
///
/// It is right only if its value is that of what the sentence's words select, and nothing that they select as well says otherwise; wrong only
/// if they select one value and no other.
struct Judge {
  struct Opinion {
    var verdict: DraftReport.Verdict
    /// The likeliest first.
    var candidates: [Candidate] = []
    var why: String?
  }

  /// How much better what differs must be named than what agrees to cast doubt on it, by the digits that agree.
  private static func margin(_ digits: Int) -> Double {
    switch digits {
    case 5...: 4
    case 4: 2.5
    case 3: 1
    case 2: 0.3
    default: 0
    }
  }

  /// - Parameters:
  ///   - isElsewhere: whether the number may be of something that its own words do not select: by how much something changed, or all together.
  ///   - isExplained: for a source, whether it knows all words that say of what the number is.
  static func opinion(
    _ all: [Candidate], mention: Mention, isElsewhere: Bool, isRunning: (Int) -> Bool, isExplained: (Int) -> Bool
  ) -> Opinion {
    let agreeing = all.filter(\.agrees).sorted { rank($0) > rank($1) }
    let differing = all.filter { $0.agreement.grade == .none && $0.timing != .found && $0.isRival }
    for candidate in agreeing where isFit(candidate, isRunning(candidate.source)) {
      let margin = margin(candidate.agreement.digits)
      let rivals = differing.filter { casts($0, doubtOn: candidate, margin) }
      if rivals.isEmpty {
        let same = agreeing.filter { $0.score >= candidate.score - 3 && isFit($0, isRunning($0.source)) }
        return Opinion(verdict: .right, candidates: [candidate] + same.filter { !isSame($0, candidate) }.prefix(4))
      }
      let shown = [candidate] + rivals.sorted { $0.score > $1.score }.prefix(3)
      return Opinion(
        verdict: .looksLike, candidates: shown, why: "other data that the sentence may mean has another value")
    }
    if let first = agreeing.first {
      guard first.score >= 2 else { return Opinion(verdict: .nothing) }
      return Opinion(verdict: .looksLike, candidates: Array(agreeing.prefix(5)), why: doubt(first))
    }
    let near = all.filter { $0.agreement.grade == .near }.sorted { $0.score > $1.score }
    let ranked = differing.sorted { $0.score > $1.score }
    if let top = ranked.first, !isElsewhere, isMeant(top, mention), near.allSatisfy({ $0.score < top.score - 1.5 }),
      isExplained(top.source),
      ranked.allSatisfy({
        $0.naming <= .inherited || $0.score < top.score - ($0.source == top.source ? 0.7 : 1.5) || isSameValue($0, top)
      })
    {
      return Opinion(
        verdict: .wrong, candidates: [top] + ranked.filter { isSameValue($0, top) && !isSame($0, top) }.prefix(2))
    }
    let likely = (near + ranked).filter { $0.score >= 4 && $0.naming >= .sentence }
    return likely.isEmpty
      ? Opinion(verdict: .nothing)
      : Opinion(
        verdict: .looksLike, candidates: Array(likely.prefix(5)),
        why: near.isEmpty ? "the sentence may mean one of these, which have other values" : "close, but not as printed")
  }

  /// Whether what differs is as likely meant as what agrees.
  private static func casts(_ rival: Candidate, doubtOn candidate: Candidate, _ margin: Double) -> Bool {
    // What only sentences before name is no match for what this one does.
    guard rival.naming > .inherited || rival.naming == .inherited && candidate.naming <= .inherited else {
      return false
    }
    let isPrecise = candidate.agreement.digits >= 3
    // Two things may be meant: it must be the one that agrees.
    if rival.isCarried, !candidate.isLoose, isPrecise { return false }
    if rival.naming == .inherited, candidate.agreement.digits >= 5 { return false }
    if rival.source == candidate.source {
      return rival.score > candidate.score + (isPrecise && !candidate.isLoose ? 0.5 : -0.05)
    }
    return rival.score > candidate.score + margin
      || !isPrecise && rival.score > candidate.score - 0.05 && rival.timing.rawValue <= candidate.timing.rawValue
  }

  private static func rank(_ candidate: Candidate) -> Double {
    candidate.score + (candidate.derivation == nil ? 0 : -0.5) + (candidate.timing == .found ? -1 : 0)
  }

  /// Whether what agrees is named well enough for as many digits as agree.
  private static func isFit(_ candidate: Candidate, _ isRunning: Bool) -> Bool {
    let digits = candidate.agreement.digits
    guard candidate.isExact, candidate.score >= (digits < 3 ? 3.5 : digits < 5 ? 2.5 : 1.5) else { return false }
    if digits < 3, !candidate.isSure { return false }
    if candidate.naming == .aside || candidate.naming == .unit && digits < 2 { return false }
    if candidate.naming == .inherited, digits < 2 { return false }
    switch candidate.timing {
    case .own, .timeless: return true
    case .inherited: return digits >= 3 || candidate.naming >= .sentence || candidate.owned > 0
    case .newest: return digits >= 4 || isRunning && candidate.naming >= .near && digits >= 2
    case .found: return digits >= 5 || digits == 4 && candidate.naming >= .near
    }
  }

  private static func doubt(_ candidate: Candidate) -> String {
    if !candidate.isExact { return "the period is not quite that of the data" }
    switch candidate.timing {
    case .newest, .found: return "the sentence does not say of when it is"
    default:
      return candidate.naming < .sentence
        ? "the sentence does not name what is counted" : "the words leave room for other data"
    }
  }

  /// Whether a sentence means just this value.
  private static func isMeant(_ candidate: Candidate, _ mention: Mention) -> Bool {
    guard candidate.isSure, candidate.isExact, candidate.derivation == nil, !candidate.isCarried else { return false }
    guard candidate.naming >= .sentence || candidate.naming == .unit && mention.unit != nil, candidate.score >= 5 else {
      return false
    }
    guard mention.kind == .number || mention.kind == .percent || mention.kind == .money else { return false }
    guard mention.bound?.sense != .not else { return false }
    return candidate.timing == .own
  }

  static func isSameValue(_ a: Candidate, _ b: Candidate) -> Bool {
    let (x, y) = (a.value * b.factor, b.value * a.factor)
    return (x - y).magnitude * ExactNumber(200) <= y.magnitude
  }

  static func isSame(_ a: Candidate, _ b: Candidate) -> Bool {
    a.source == b.source && a.column == b.column && a.rows == b.rows
  }
}
