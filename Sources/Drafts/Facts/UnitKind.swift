import Model

/// What a number counts or measures, and how a number of a draft becomes one of a column.
enum UnitKind: Equatable {
  /// A weight or length: one unit in milligrams or meters.
  case measure(Dimension, ExactNumber)
  case percent
  /// A class of its own that nothing converts: dollars, vessels, months.
  case named(String)
  /// People, or things without a class: strikes, encounters, deaths.
  case count

  enum Dimension: Equatable { case weight, length }

  /// Of a column's unit; with the decimals that "hundredths of a percent" shifts it by.
  static func of(column unit: String?) -> (kind: UnitKind, shift: Int) {
    var words = (unit ?? "").lowercased().split { !$0.isLetter && $0 != "%" }.map(String.init)
    var shift = 0
    if words.count > 2, words[1] == "of", let places = ["tenths": 1, "hundredths": 2, "thousandths": 3][words[0]] {
      shift = places
      words.removeFirst(2)
    }
    return (UnitClass.of(words).map(kind) ?? .count, shift)
  }

  private static func kind(_ unit: String) -> UnitKind {
    if let factor = Measure.weights[unit] { return .measure(.weight, factor) }
    if let factor = Measure.lengths[unit] { return .measure(.length, factor) }
    if unit == UnitClass.percent { return .percent }
    return unit == "people" ? .count : .named(unit)
  }

  /// The factors by which a mention's number may become one of this unit; empty where it counts or measures something else.
  ///
  /// - Parameter isMoney: pounds may be money.
  func factors(for mention: Mention) -> [ExactNumber] {
    let one = [ExactNumber(1)]
    switch mention.kind {
    case .percent: return self == .percent && mention.unit == UnitClass.percent ? one : []
    case .fraction: return self == .percent ? one : []
    case .number, .ordinal, .money: break
    case .multiplier, .date, .time, .imprecise, .unread: return []
    }
    guard let unit = mention.unit else { return self == .count || self == .named("vessels") ? one : [] }
    if unit == "tons", case .measure(.weight, let own) = self {
      let tons = [Measure.weights["tonnes"]!, Measure.weights[UnitClass.shortTons]!]
      // A bare ton is metric or short; which one, the writer knows.
      let meant = mention.phrase.lowercased().contains("metric ton") ? [tons[0]] : tons
      return meant.map { Self.ratio($0, own) }
    }
    switch (Self.kind(unit), self) {
    case (.measure(let a, let from), .measure(let b, let to)): return a == b ? [Self.ratio(from, to)] : []
    case (.named(let a), .named(let b)): return a == b ? one : []
    case (.count, .count): return one
    default: return []
    }
  }

  private static func ratio(_ from: ExactNumber, _ to: ExactNumber) -> ExactNumber {
    from.divided(by: to, decimals: 12) ?? ExactNumber(1)
  }
}
