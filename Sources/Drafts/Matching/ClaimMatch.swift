import Model
import Words

/// How well a mention and a figure match.
///
/// The same value is not enough: the words around the mention must be the figure's too. The number of words required:
///
/// - one word of the clause, if it has only one, or if it has two and what is counted or measured is the figure's;
/// - otherwise half of the clause's words (at most six), one less if the figure's noun follows the number; three of
///   four for a date;
/// - one more if the figure has a unit of measure and the mention has none, or if something else is counted;
/// - the mention does not match if another number's part of the same sentence has the clause's words and its own part
///   has none;
/// - it does not match if the number is a part of something else: 8% of fentanyl, not of cocaine;
/// - it does not match if the units differ: 7 people are not 7 miles, 21 boats are not 21 strikes.
struct ClaimMatch {
  /// The values agree within half a unit of the draft's last printed digit; a date agrees with the printed period.
  let agrees: Bool
  /// The number of words of the clause, the name and the unit that are near.
  let hits: Int
  /// The number of the clause's words in the mention's own part of the sentence.
  let ownHits: Int
  private(set) var covers = false
  /// Value and words are the figure's, but the draft makes it a bound or negates it, and the clause does not.
  private(set) var isBounded = false
  /// There are enough words, whatever the value is.
  private(set) var isNear = false
  /// The clause is quoted here verbatim, with another value of the same kind.
  private(set) var isSamePlace = false
  /// There are enough words, and the value has the same kind and unit.
  private(set) var isComparable = false
  /// Whether what is counted or measured is the figure's.
  private(set) var isHelped = false
  /// The order of matches: more words, then the nearer value.
  var rank: (Int, Double) { (hits, -distance) }
  private let distance: Double

  private static func isOfOther(_ claim: FigureClaim, _ context: Context) -> Bool {
    guard let last = claim.complement.last, let head = context.complement.last else { return false }
    return !context.complement.contains(last) && !claim.complement.contains(head)
  }

  init(_ claim: FigureClaim, mention: Mention, context: Context) {
    let isImprecise = mention.kind == .imprecise && claim.imprecise.contains(mention.text.lowercased())
    agrees = isImprecise || mention.readings.contains { reading in claim.readings.contains { Self.agree(reading, $0) } }
    distance = Self.distance(mention, claim)
    let words = claim.words.isEmpty ? claim.thin : claim.words
    let met = words.intersection(context.stems).count
    hits = met + claim.extra.intersection(context.stems).count
    ownHits = words.intersection(context.ownPart).count
    guard met > 0 else { return }
    // The words after a date are not counted things.
    let isDate = mention.kind == .date
    let isNoun = !isDate && !context.heads.isDisjoint(with: claim.words.union(claim.extra))
    guard !Self.conflict(claim, mention, isNoun: isNoun) else { return }
    let isMeasured = claim.unit.map(UnitClass.isMeasure) ?? false
    let isUnit = claim.unit != nil && mention.unit == claim.unit
    isHelped = isNoun || isUnit
    let countsOther = !isHelped && !context.heads.isEmpty && !isMeasured && !isDate
    let lacksUnit = isMeasured && mention.unit == nil && mention.kind != .fraction
    // Dates are frequent: two of four words near one are not enough.
    let needed = isDate && words.count == 4 ? 3 : Self.needed(words.count, isHelped: isHelped, isMeasured: isMeasured)
    isNear = hits >= needed + (lacksUnit || countsOther ? 1 : 0) && !Self.isOfOther(claim, context)
    isBounded = agrees && isNear && mention.bound.map { !claim.bounds.contains($0.sense) } ?? false
    covers = agrees && isNear && !isBounded
    isComparable = isNear && Self.isSameKind(claim, mention) && (isMeasured ? isUnit : mention.kind != .fraction)
    guard !agrees, isComparable, claim.words.union(claim.thin).isSubset(of: context.stems) else { return }
    isSamePlace = isMeasured || isHelped || claim.words.count + claim.thin.count > 1
  }

  /// Makes this mention no match, because another mention in the sentence matches the figure better.
  mutating func reject() {
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

  /// Whether the units exclude that both are the same.
  private static func conflict(_ claim: FigureClaim, _ mention: Mention, isNoun: Bool) -> Bool {
    if mention.kind == .date { return false }
    if claim.unit == UnitClass.times { return mention.unit != UnitClass.times }
    guard let unit = mention.unit else { return false }
    if let wanted = claim.unit {
      return unit != wanted && !(isNoun && !UnitClass.isMeasure(unit) && !UnitClass.isMeasure(wanted))
    }
    // The 21st boat strike is a strike; 21 boats are not strikes.
    return claim.hasUnit && !(isNoun && !UnitClass.isMeasure(unit))
  }

  /// True for two numbers or two dates.
  private static func isSameKind(_ claim: FigureClaim, _ mention: Mention) -> Bool {
    switch (mention.readings.first, claim.readings.first) {
    case (.number, .number): true
    case (.period(let a), .period(let b)): a.grain == b.grain
    default: false
    }
  }

  /// The relative difference of the values; only for choosing between hints.
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
