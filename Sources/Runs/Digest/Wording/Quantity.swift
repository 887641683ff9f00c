import Model
import Words

/// A number before and after, with its unit, and the difference in words. Computed without binary fractions.
struct Quantity {
  let old: Value
  let new: Value
  let unit: String?

  /// - Parameters:
  ///   - old: NULL if there was no number before.
  ///   - new: NULL if there is none any more.
  init(from old: Value, to new: Value, unit: String?) {
    self.old = old
    self.new = new
    self.unit = unit
  }

  private static let milligramsPerKilogram: Int64 = 1_000_000
  /// For smaller numbers a percentage says less than the two numbers.
  private static let smallestBase = ExactNumber(20)

  /// `from 379 to 391 encounters (+12, +3.2%)`, `from not said to 5 people`.
  var move: String {
    let moved = difference.map { " (\($0))" } ?? ""
    return "from \(DateWords.amid(bare(old))) to \(text(new))\(moved)"
  }

  /// `+12 encounters`; nil unless both are numbers.
  var distance: String? {
    guard let a = ExactNumber(old), let b = ExactNumber(new) else { return nil }
    let moved = b - a
    let word = unit.map { " " + name(of: $0, for: moved.magnitude) } ?? ""
    return scaled(moved).signed + word
  }

  /// `+12, +3.2%`; nil unless both are numbers.
  var difference: String? {
    guard let a = ExactNumber(old), let b = ExactNumber(new) else { return nil }
    let moved = b - a
    let number = scaled(moved).signed
    guard unit != "percent", !(a.magnitude < Self.smallestBase),
      let share = (moved * ExactNumber(100)).divided(by: a.magnitude, decimals: 1), !share.isZero
    else { return number }
    return "\(number), \(share.signed)%"
  }

  /// `391 encounters`, `1 person`, `12,345.7 kg`, `not said`.
  func text(_ value: Value) -> String {
    guard let number = ExactNumber(value) else { return bare(value) }
    guard let unit else { return bare(value) }
    return "\(bare(value)) \(name(of: unit, for: number))"
  }

  /// The same without the unit.
  func bare(_ value: Value) -> String {
    if let number = ExactNumber(value) { return scaled(number).text(grouped: true) }
    return value == .null ? "not said" : DateWords.words(value.plain)
  }

  private func name(of unit: String, for number: ExactNumber) -> String {
    isKilograms ? "kg" : UnitWords.unit(unit, of: number)
  }

  private func scaled(_ number: ExactNumber) -> ExactNumber {
    isKilograms ? number.divided(by: ExactNumber(Self.milligramsPerKilogram), decimals: 1) ?? number : number
  }

  /// Milligrams are for exact sums; amounts of a kilogram and more are shown in kilograms.
  private var isKilograms: Bool {
    unit == "mg"
      && [old, new].contains {
        if case .integer(let n) = $0 { n.magnitude >= UInt64(Self.milligramsPerKilogram) } else { false }
      }
  }
}
