import Manifest
import Model
import Words

/// How a chart writes its numbers: the unit of the axis, the divisor that converts a column's values to it, and the
/// decimals.
///
/// Only the picture is scaled; the table keeps its exact integers.
struct ChartNumbers: Equatable {
  var unit: String
  /// 1, or the divisor that turns milligrams into kilograms or metric tons.
  let divisor: Double
  /// Decimals at bars and line ends.
  let decimals: Int
  /// True for counts: a tick between two whole numbers would make no sense.
  let isWhole: Bool
  private let isPercent: Bool

  init(_ columns: [TableColumn], values: [Double]) {
    let unit = columns.first?.unit ?? columns.first.map { ChartRows.words($0.name) } ?? ""
    let largest = values.map(\.magnitude).max() ?? 0
    isPercent = unit == "percent"
    switch unit {
    case "mg" where largest >= 1e10: (self.unit, divisor) = ("metric tons", 1e9)
    case "mg" where largest >= 1e5: (self.unit, divisor) = ("kilograms", 1e6)
    default: (self.unit, divisor) = (TextWidth.printable(unit), 1)
    }
    let divisor = divisor
    isWhole = values.allSatisfy { ($0 / divisor).rounded() == $0 / divisor }
    let top = largest / divisor
    decimals = isWhole || top >= 1000 ? 0 : top >= 1 || top == 0 ? 1 : top >= 0.1 ? 2 : 4
  }

  /// A column's value in the unit of the axis.
  func scaled(_ value: Double) -> Double { value / divisor }

  /// A column's value as a label: "334,914", "19.5%".
  ///
  /// A number other than 0 is never written as 0: "<0.1".
  ///
  /// - Parameter exact: the same number as an integer, if it is one.
  func text(_ value: Double, exact: Int64? = nil) -> String {
    if let exact, divisor == 1, decimals == 0 {
      let digits = NumberText.group("\(exact.magnitude)")
      return (exact < 0 ? "−" : "") + digits + (isPercent ? "%" : "")
    }
    let text = written(scaled(value), decimals)
    guard value != 0, text.utf8.allSatisfy({ !(UInt8(ascii: "1")...UInt8(ascii: "9") ~= $0) }) else { return text }
    var least = 1.0
    for _ in 0..<decimals { least /= 10 }
    return "\(value < 0 ? ">" : "<")\(written(value < 0 ? -least : least, decimals))"
  }

  /// The label of a tick.
  func tick(_ value: Double, step: Double) -> String {
    written(value, step >= 1 ? 0 : step >= 0.1 ? 1 : step >= 0.01 ? 2 : 6)
  }

  private func written(_ x: Double, _ decimals: Int) -> String {
    let text = NumberText.decimal(x.magnitude, decimals: decimals, grouped: true) ?? CellText.null
    let isZero = text.utf8.allSatisfy { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: ".") }
    return (x < 0 && !isZero ? "−" : "") + text + (isPercent ? "%" : "")
  }

  /// About `count` round numbers between two values of the axis, and the step between them.
  static func ticks(
    from low: Double, through high: Double, count: Int, isWhole: Bool = false
  ) -> (values: [Double], step: Double) {
    let span = high - low
    guard span > 0, span.isFinite else { return ([low], 1) }
    var power = 1.0
    while power * 10 <= span / Double(count) { power *= 10 }
    while power > span / Double(count) { power /= 10 }
    var step = power * ([1, 2, 5].first { $0 * power >= span / Double(count) } ?? 10)
    if isWhole { step = max(1, step) }
    return (ticks(from: low, through: high, step: step), step)
  }

  /// The multiples of a step between two values.
  static func ticks(from low: Double, through high: Double, step: Double) -> [Double] {
    let first = (low / step - 1e-9).rounded(.up)
    let last = (high / step + 1e-9).rounded(.down)
    guard first <= last, last - first < 100 else { return [low] }
    return (0...Int(last - first)).map { (first + Double($0)) * step }
  }
}
