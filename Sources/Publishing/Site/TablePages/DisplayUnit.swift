import Manifest
import Model
import Words

/// What people read beside, or in place of, an exact value; files always have the exact one.
enum DisplayUnit {
  /// The unit in which weights are exact.
  static let exact = "mg"
  /// The international avoirdupois pound, exactly 453,592.37 mg (NIST Handbook 44, Appendix C).
  private static let milligramsPerPound = 453_592.37

  /// Milligrams in pounds, kilograms and metric tons; nil for any other unit, and for none and 0.
  static func beside(_ value: Value, _ column: TableColumn) -> String? {
    guard column.unit == exact, case .integer(let n) = value, n != 0 else { return nil }
    let kilograms = Double(n) / 1_000_000
    var parts = ["\(rounded(Double(n) / milligramsPerPound)) lb", "\(rounded(kilograms)) kg"]
    if abs(kilograms) >= 1_000 {
      parts.append("\(NumberText.decimal(kilograms / 1_000, decimals: 1, grouped: true) ?? "") t")
    }
    return parts.joined(separator: " · ")
  }

  /// A share with one decimal, the others unchanged.
  static func text(_ value: Value, _ column: TableColumn) -> String {
    guard column.unit == "percent", column.kind == .decimal, column.decimals > 1, case .real(let x) = value else {
      return CellText.text(value, column)
    }
    // A share that is not zero never looks like zero.
    let decimals = x != 0 && abs(x) < 0.05 ? min(column.decimals, 3) : 1
    return NumberText.decimal(x, decimals: decimals, grouped: true) ?? CellText.null
  }

  private static func rounded(_ x: Double) -> String {
    NumberText.decimal(x, decimals: abs(x) < 10 ? 2 : 0, grouped: true) ?? ""
  }
}
