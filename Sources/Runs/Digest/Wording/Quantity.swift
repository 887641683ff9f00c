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
    guard let a = exact(old), let b = exact(new) else { return nil }
    let moved = b - a
    let word = unit.map { " " + name(of: $0, for: moved.magnitude) } ?? ""
    return Self.signed(scaled(moved).text(grouped: true), moved) + word
  }

  /// `+12, +3.2%`; nil where one of the two is no number.
  var difference: String? {
    guard let a = exact(old), let b = exact(new) else { return nil }
    let moved = b - a
    let number = Self.signed(scaled(moved).text(grouped: true), moved)
    guard unit != "percent", !(a.magnitude < Self.smallestBase),
      let share = (moved * ExactNumber(100)).divided(by: a.magnitude, decimals: 1), !share.isZero
    else { return number }
    return "\(number), \(Self.signed(share.text(grouped: true), share))%"
  }

  /// `391 encounters`, `1 person`, `12,345.7 kg`, `not said`.
  func text(_ value: Value) -> String {
    guard let number = exact(value) else { return bare(value) }
    guard let unit else { return bare(value) }
    return "\(bare(value)) \(name(of: unit, for: number))"
  }

  /// The same without the unit.
  func bare(_ value: Value) -> String {
    if let number = exact(value) { return scaled(number).text(grouped: true) }
    return value == .null ? "not said" : Wording.date(value.text)
  }

  private func name(of unit: String, for number: ExactNumber) -> String {
    isKilograms ? "kg" : UnitWords.unit(unit, of: number)
  }

  private static func signed(_ text: String, _ number: ExactNumber) -> String {
    number.isNegative || number.isZero ? text : "+" + text
  }

  private func exact(_ value: Value) -> ExactNumber? {
    switch value {
    case .integer(let n): ExactNumber(n)
    case .real(let x): ExactNumber(decimalOf: x)
    case .null, .text: nil
    }
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
