/// An exact decimal number: printed figures are compared with the data digit by digit, never as binary fractions.
package struct ExactNumber: Sendable {
  /// The number is `units` / 10^`places`.
  package let units: Int128
  package let places: Int

  package init(units: Int128, places: Int = 0) {
    self.units = units
    self.places = places
  }

  package init(_ n: Int64) { self.init(units: Int128(n)) }

  /// Nil when the value is not a number.
  package init?(_ value: Value) {
    switch value {
    case .integer(let n): self.init(n)
    case .real(let x): self.init(decimalOf: x)
    case .null, .text: return nil
    }
  }

  /// The shortest decimal that reads back as the same Double. Nil for infinities, NaN, and numbers far larger or
  /// smaller than anything printed.
  package init?(decimalOf x: Double) {
    guard x.isFinite else { return nil }
    let parts = "\(x)".split(separator: "e")
    guard let number = ExactNumber(String(parts[0])), let exponent = parts.count > 1 ? Int(parts[1]) : 0 else {
      return nil
    }
    let places = number.places - exponent
    guard (-20...37).contains(places) else { return nil }
    self = places >= 0 ? ExactNumber(units: number.units, places: places) : number.shifted(left: exponent)
  }

  /// Reads up to 18 significant digits with an optional sign and decimals, and with commas only between whole
  /// thousands; nil for any other text.
  package init?(_ text: some StringProtocol) {
    var body = text[...]
    let isNegative = body.first == "-" || body.first == "−"
    if isNegative || body.first == "+" { body = body.dropFirst() }
    let parts = body.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let groups = parts[0].split(separator: ",", omittingEmptySubsequences: false)
    guard
      groups.count == 1
        || (groups[0].utf8.count <= 3 && groups.dropFirst().allSatisfy { $0.utf8.count == 3 })
    else { return nil }
    let decimals = parts.count > 1 ? String(parts[1]) : ""
    let digits = groups.joined() + decimals
    guard groups.allSatisfy({ !$0.isEmpty }), parts.count == 1 || !decimals.isEmpty, digits.utf8.count <= 30,
      digits.utf8.drop(while: { $0 == 48 }).count <= 18,
      digits.utf8.allSatisfy({ (48...57).contains($0) }), let units = Int128(digits)
    else { return nil }
    self.init(units: isNegative ? -units : units, places: decimals.utf8.count)
  }

  /// The number times 10^`count`.
  package func shifted(left count: Int) -> ExactNumber {
    places >= count
      ? ExactNumber(units: units, places: places - count)
      : ExactNumber(units: units * Self.power(count - places), places: 0)
  }

  package var magnitude: ExactNumber { ExactNumber(units: units < 0 ? -units : units, places: places) }
  package var isNegative: Bool { units < 0 }
  package var isZero: Bool { units == 0 }
  package var half: ExactNumber { ExactNumber(units: units * 5, places: places + 1) }

  /// One unit of the last digit: 0.1 for 2.5, 1 for 15.
  package var lastDigit: ExactNumber { ExactNumber(units: 1, places: places) }

  /// The nearest Double; for display only.
  package var approximate: Double { Double(units) / Double(Self.power(places)) }

  /// The quotient with `decimals` digits, rounding halves away from zero; nil when the divisor is 0.
  package func divided(by other: ExactNumber, decimals: Int) -> ExactNumber? {
    guard !other.isZero else { return nil }
    guard let (a, b) = Self.aligned(magnitude, other.magnitude),
      case (let scaled, false) = a.multipliedReportingOverflow(by: 2 * Self.power(decimals)), b < .max / 4
    else { return .nearest((approximate / other.approximate * 1e4).rounded() / 1e4) }
    let quotient = (scaled + b) / (2 * b)
    return ExactNumber(units: isNegative == other.isNegative ? quotient : -quotient, places: decimals)
  }

  /// 10^`n`.
  package static func power(_ n: Int) -> Int128 { (0..<max(0, n)).reduce(Int128(1)) { power, _ in power &* 10 } }

  /// The units of both numbers at the smaller of their last digits; nil when that takes more than 38 digits.
  fileprivate static func aligned(_ a: ExactNumber, _ b: ExactNumber) -> (Int128, Int128)? {
    let places = max(a.places, b.places)
    guard places - min(a.places, b.places) <= 38 else { return nil }
    let (left, overflowsLeft) = a.units.multipliedReportingOverflow(by: power(places - a.places))
    let (right, overflowsRight) = b.units.multipliedReportingOverflow(by: power(places - b.places))
    return overflowsLeft || overflowsRight ? nil : (left, right)
  }

  /// The nearest number that fits, for numbers with more digits than anything printed has.
  fileprivate static func nearest(_ x: Double) -> ExactNumber {
    ExactNumber(decimalOf: x) ?? (abs(x) < 1 ? ExactNumber(0) : ExactNumber(units: x < 0 ? .min : .max))
  }
}

extension ExactNumber: Comparable {
  package static func == (a: ExactNumber, b: ExactNumber) -> Bool { !(a < b) && !(b < a) }

  package static func < (a: ExactNumber, b: ExactNumber) -> Bool {
    guard let (left, right) = aligned(a, b) else { return a.approximate < b.approximate }
    return left < right
  }

  package static func + (a: ExactNumber, b: ExactNumber) -> ExactNumber {
    var (a, b) = (a, b)
    while true {
      let places = max(a.places, b.places)
      if let (left, right) = aligned(a, b), case (let sum, false) = left.addingReportingOverflow(right) {
        return ExactNumber(units: sum, places: places)
      }
      guard places > 0 else { return nearest(a.approximate + b.approximate) }
      // Past 38 digits, drop the last digits of the finer number.
      if a.places == places { a = ExactNumber(units: a.units / 10, places: places - 1) }
      if b.places == places { b = ExactNumber(units: b.units / 10, places: places - 1) }
    }
  }

  package static func - (a: ExactNumber, b: ExactNumber) -> ExactNumber {
    a + ExactNumber(units: -b.units, places: b.places)
  }

  package static func * (a: ExactNumber, b: ExactNumber) -> ExactNumber {
    let (product, overflow) = a.units.multipliedReportingOverflow(by: b.units)
    if overflow { return nearest(a.approximate * b.approximate) }
    return ExactNumber(units: product, places: a.places + b.places)
  }
}

extension ExactNumber: CustomStringConvertible {
  /// The digits without trailing zeros after the point.
  package var description: String { text(grouped: false) }

  /// The digits without trailing zeros after the point, with a comma between thousands if `grouped`.
  package func text(grouped: Bool) -> String {
    var digits = Array("\(magnitude.units)".utf8)
    while digits.count <= places { digits.insert(48, at: 0) }
    let whole = digits.prefix(digits.count - places)
    var decimals = digits.suffix(places)
    while decimals.last == 48 { decimals.removeLast() }
    var text = isNegative ? "-" : ""
    for (i, digit) in whole.enumerated() {
      if grouped, i > 0, (whole.count - i) % 3 == 0 { text += "," }
      text += String(digit - 48)
    }
    if !decimals.isEmpty { text += "." + String(decoding: decimals, as: UTF8.self) }
    return text
  }
}
