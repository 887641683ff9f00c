import Model
import Words

/// A division that the engine does: `FACTOR * NUMERATOR / DENOMINATOR` of whole numbers that a SELECT gives.
///
/// SQL engines divide whole numbers in different ways (SQLite and PostgreSQL drop the rest, DuckDB and Spark give a
/// binary fraction), so that no SELECT divides: it gives both numbers, and the result is rounded here, once.
package struct Quotient: Equatable, Sendable {
  package enum Denominator: Equatable, Sendable {
    case column(String)
    case number(Int64)
  }

  /// 100 for a percentage.
  package var factor: Int64
  /// A column of the SELECT.
  package var numerator: String
  package var denominator: Denominator
  /// The decimals that the result is rounded to; with 0 it is a whole number.
  package var decimals: Int

  package static let decimalsAllowed = 0...9
  /// What 128 bits hold with the largest numerator and the most decimals.
  private static let factorsAllowed: ClosedRange<Int64> = 1...1_000_000_000
  /// How it is written.
  package static let form = "100 * part / whole"

  /// Reads `NUMERATOR / DENOMINATOR` or `FACTOR * NUMERATOR / DENOMINATOR`; nil for any other text.
  package init?(_ text: String, decimals: Int) {
    let sides = text.split(separator: "/", omittingEmptySubsequences: false).map(\.trimmed)
    guard sides.count == 2 else { return nil }
    let factors = sides[0].split(separator: "*", omittingEmptySubsequences: false).map(\.trimmed)
    guard (1...2).contains(factors.count), Name.isValid(factors[factors.count - 1]) else { return nil }
    var factor: Int64 = 1
    if factors.count == 2 {
      guard let number = Self.number(factors[0]), Self.factorsAllowed.contains(number) else { return nil }
      factor = number
    }
    if let number = Self.number(sides[1]) {
      denominator = .number(number)
    } else if Name.isValid(sides[1]) {
      denominator = .column(sides[1])
    } else {
      return nil
    }
    self.factor = factor
    self.decimals = decimals
    numerator = factors[factors.count - 1]
  }

  /// Digits only: no sign and no point.
  private static func number(_ text: String) -> Int64? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int64(text), number > 0 else {
      return nil
    }
    return number
  }

  /// The columns of the SELECT that it needs, the numerator first.
  package var columns: [String] {
    guard case .column(let name) = denominator, name != numerator else { return [numerator] }
    return [numerator, name]
  }

  /// As it is written.
  package var text: String {
    let divisor =
      switch denominator {
      case .column(let name): name
      case .number(let number): String(number)
      }
    return "\(factor == 1 ? "" : "\(factor) * ")\(numerator) / \(divisor)"
  }

  /// For readers of the SELECT, who see only its two numbers.
  package var words: String {
    decimals == 0 ? "\(text), rounded to a whole number" : "\(text), rounded to \(English.count(decimals, "decimal"))"
  }

  /// Divides two values of a row, rounding halves away from zero; NULL where one is NULL or the denominator is 0.
  ///
  /// - Parameter place: of the declaration, for the ``Problem``.
  /// - Throws: ``Problem`` if one is not a whole number, or the result does not fit.
  package func value(at place: @autoclosure () -> String, _ value: (String) -> Value) throws(Problem) -> Value {
    func notWhole(_ column: String) -> Problem {
      Problem(
        .badInput, at: place(), "'\(text)' needs whole numbers, but \(column) is \(value(column).plain)",
        remedy: "select a whole number in a unit that is small enough and below 9 * 10^18: cast(... as bigint)")
    }
    func whole(_ value: Value, _ column: String) throws(Problem) -> Int64? {
      switch value {
      case .null: return nil
      case .integer(let number): return number
      case .real, .text: throw notWhole(column)
      }
    }
    var divisor = Value.null
    switch denominator {
    case .column(let name): divisor = value(name)
    case .number(let number): divisor = .integer(number)
    }
    guard let top = try whole(value(numerator), numerator), let bottom = try whole(divisor, columns.last!), bottom != 0
    else { return .null }
    let scale = (0..<decimals).reduce(Int128(1)) { power, _ in power * 10 }
    let double = 2 * Int128(factor) * scale * Int128(top.magnitude)
    let size = (double + Int128(bottom.magnitude)) / (2 * Int128(bottom.magnitude))
    let units = (top < 0) == (bottom < 0) ? size : -size
    if decimals > 0 { return .real(Double(units) / Double(scale)) }
    guard let number = Int64(exactly: units) else { throw notWhole(numerator) }
    return .integer(number)
  }
}
