import Model
import Words

/// How a mention and a figure go together.
///
/// The value alone proves nothing: a mention is a figure's where the words around it are the figure's, too. How many it takes:
///
/// - one word of the clause where it has only one, or two and what is counted or measured is the figure's;
/// - half of the words else (of six at the most), one less where the figure's noun stands behind the number; three of four
///   for a date;
/// - one more where the figure has a unit of measure and the mention has none, or where something else is counted;
/// - none where the same sentence has a number whose own part of it holds the clause's words, and this one's holds none;
/// - none suffices where the number is a part of something else: 8% of fentanyl, not of cocaine;
/// - none suffices where units differ: 7 people are not 7 miles, 21 boats are not 21 strikes.
struct ClaimMatch {
  /// Within half a unit of the last digit that the draft prints; a date in the period that is printed.
  let agrees: Bool
  /// How many words of the clause, the name and the unit stand near.
  let hits: Int
  /// How many of the clause's words stand in the mention's own part of the sentence.
  let ownHits: Int
  private(set) var covers = false
  /// Value and words are the figure's, but the draft makes it a bound or denies it, and the clause does not.
  private(set) var isBounded = false
  /// The words suffice, whatever the value.
  private(set) var isNear = false
  /// The clause stands here as it is, with another value of the same kind.
  private(set) var isSamePlace = false
  /// The words suffice, and the value is of the same kind and unit.
  private(set) var isComparable = false
  /// Whether what is counted or measured is the figure's.
  private(set) var isHelped = false
  /// The better of two: more words, then the nearer value.
  var rank: (Int, Double) { (hits, -distance) }
  private let distance: Double

  private static func isOfOther(_ claim: FigureClaim, _ context: Context) -> Bool {
    guard let last = claim.complement.last, let head = context.complement.last else { return false }
    return !context.complement.contains(last) && !claim.complement.contains(head)
  }

  init(_ claim: FigureClaim, _ mention: Mention, _ context: Context) {
    let isImprecise = mention.kind == .imprecise && claim.imprecise.contains(mention.text.lowercased())
    agrees = isImprecise || mention.readings.contains { reading in claim.readings.contains { Self.agree(reading, $0) } }
    distance = Self.distance(mention, claim)
    let words = claim.words.isEmpty ? claim.thin : claim.words
    let met = words.intersection(context.stems).count
    hits = met + claim.extra.intersection(context.stems).count
    ownHits = words.intersection(context.ownPart).count
    guard met > 0 else { return }
    // Behind a date nothing is counted.
    let isDate = mention.kind == .date
    let isNoun = !isDate && !context.heads.isDisjoint(with: claim.words.union(claim.extra))
    guard !Self.conflict(claim, mention, isNoun: isNoun) else { return }
    let isMeasured = claim.unit.map(UnitClass.isMeasure) ?? false
    let isUnit = claim.unit != nil && mention.unit == claim.unit
    isHelped = isNoun || isUnit
    let countsOther = !isHelped && !context.heads.isEmpty && !isMeasured && !isDate
    let lacksUnit = isMeasured && mention.unit == nil && mention.kind != .fraction
    // Dates are many: four words of which two stand near are no proof.
    let needed = isDate && words.count == 4 ? 3 : Self.needed(words.count, isHelped: isHelped, isMeasured: isMeasured)
    isNear = hits >= needed + (lacksUnit || countsOther ? 1 : 0) && !Self.isOfOther(claim, context)
    isBounded = agrees && isNear && mention.bound.map { !claim.bounds.contains($0.sense) } ?? false
    covers = agrees && isNear && !isBounded
    isComparable = isNear && Self.isSameKind(claim, mention) && (isMeasured ? isUnit : mention.kind != .fraction)
    guard !agrees, isComparable, claim.words.union(claim.thin).isSubset(of: context.stems) else { return }
    isSamePlace = isMeasured || isHelped || claim.words.count + claim.thin.count > 1
  }

  /// Takes the figure from a mention that another one in the sentence has the better right to.
  mutating func yield() {
    (covers, isNear, isComparable, isSamePlace, isBounded) = (false, false, false, false, false)
  }

  private static func needed(_ count: Int, isHelped: Bool, isMeasured: Bool) -> Int {
    switch count {
    case ...1: 1
    case 2: isHelped ? 1 : 2
    default: max(1, (min(count, 6) + 1) / 2 - (isHelped && !isMeasured ? 1 : 0))
    }
  }

  private static func agree(_ mention: Mention.Reading, _ printed: Mention.Reading) -> Bool {
    switch (mention, printed) {
    case (.number(let value, let tolerance), .number(let number, _)): (value - number).magnitude <= tolerance
    case (.period(let period), .period(let other)): period.agrees(with: other)
    default: false
    }
  }

  /// Whether the units say that it cannot be the same.
  private static func conflict(_ claim: FigureClaim, _ mention: Mention, isNoun: Bool) -> Bool {
    if mention.kind == .date { return false }
    if claim.unit == UnitClass.times { return mention.unit != UnitClass.times }
    guard let unit = mention.unit else { return false }
    if let wanted = claim.unit {
      return unit != wanted && !(isNoun && !UnitClass.isMeasure(unit) && !UnitClass.isMeasure(wanted))
    }
    // The 21st boat strike is a strike; 21 boats are none.
    return claim.hasUnit && !(isNoun && !UnitClass.isMeasure(unit))
  }

  /// Numbers with numbers, days with days.
  private static func isSameKind(_ claim: FigureClaim, _ mention: Mention) -> Bool {
    switch (mention.readings.first, claim.readings.first) {
    case (.number, .number): true
    case (.period(let a), .period(let b)): a.grain == b.grain
    default: false
    }
  }

  /// How far the values are apart, in proportion; for the choice among hints only.
  private static func distance(_ mention: Mention, _ claim: FigureClaim) -> Double {
    switch (mention.readings.first, claim.readings.first) {
    case (.number(let a, _), .number(let b, _)):
      let (x, y) = (a.approximate, b.approximate)
      return abs(x - y) / max(abs(x), abs(y), 1e-9)
    case (.period(let a), .period(let b)): return Double(abs(a.first - b.first))
    default: return 1e9
    }
  }
}
