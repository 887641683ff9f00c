import Model
import Words

/// Numbers with their units as a person says them, and how far they moved. Exact: no binary fractions.
struct Quantity {
  let old: Value
  let new: Value
  let unit: String?

  /// A number that moved, or one that came (`old` is NULL) or went (`new` is).
  init(from old: Value, to new: Value, unit: String?) {
    self.old = old
    self.new = new
    self.unit = unit
  }

  private static let milligramsPerKilogram: Int64 = 1_000_000
  /// Of a smaller number a percentage says less than the two numbers themselves.
  private static let smallestBase = ExactNumber(20)

  /// `from 379 to 391 encounters (+12, +3.2%)`, `from not said to 5 people`.
  var move: String {
    let moved = difference.map { " (\($0))" } ?? ""
    return "from \(bare(old)) to \(text(new))\(moved)"
  }

  /// `+12 encounters`; nil where one of the two is no number.
  var distance: String? {
    guard let a = ExactNumber(old), let b = ExactNumber(new) else { return nil }
    let moved = b - a
    let word = unit.map { " " + name(of: $0, for: moved.magnitude) } ?? ""
    return scaled(moved).signed + word
  }

  /// `+12, +3.2%`; nil where one of the two is no number.
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

  /// Milligrams are for exact sums; people read kilograms, where there is at least one.
  private var isKilograms: Bool {
    unit == "mg"
      && [old, new].contains {
        if case .integer(let n) = $0 { n.magnitude >= UInt64(Self.milligramsPerKilogram) } else { false }
      }
  }
}
