/// Numbers as text: plain digits, never in scientific notation, never "-0".
package enum NumberText {
  /// An integer's digits, with a comma between thousands where `grouped`.
  package static func integer(_ n: Int64, grouped: Bool = false) -> String {
    grouped ? group(String(n)) : String(n)
  }

  /// `1,234,567`.
  package static func grouped(_ n: Int) -> String { group(String(n)) }

  /// A decimal with exactly `decimals` digits after the point, or with all its digits if `decimals` is nil.
  ///
  /// Rounding starts from the shortest decimal that reads back as the same Double, not from the binary fraction: for a
  /// stored integer/10^n, that decimal is the quotient itself. Halves are rounded away from zero, as in the SQL that
  /// made the number, so 1.005 to two digits is 1.01 although the Double is slightly smaller.
  ///
  /// - Returns: nil for infinities and NaN.
  package static func decimal(_ x: Double, decimals: Int?, grouped: Bool = false) -> String? {
    var bytes: [UInt8] = []
    guard append(x, decimals: decimals, to: &bytes) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    return grouped ? group(text) : text
  }

  /// Puts commas between the thousands of the digits before the point.
  package static func group(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let start = bytes.first == minus ? 1 : 0
    let end = bytes.firstIndex(of: point) ?? bytes.count
    var out = Array(bytes[..<start])
    for i in start..<end {
      if i > start, (end - i) % 3 == 0 { out.append(comma) }
      out.append(bytes[i])
    }
    out += bytes[end...]
    return String(decoding: out, as: UTF8.self)
  }

  package static func append(_ n: Int64, to out: inout [UInt8]) {
    if n < 0 { out.append(minus) }
    append(n.magnitude, minimumDigits: 1, to: &out)
  }

  /// Appends an integer that belongs to a column of decimals.
  package static func append(_ n: Int64, decimals: Int, to out: inout [UInt8]) {
    append(n, to: &out)
    guard decimals > 0 else { return }
    out.append(point)
    for _ in 0..<decimals { out.append(zero) }
  }

  /// Appends a decimal; returns false, and appends nothing, for infinities and NaN.
  package static func append(_ x: Double, decimals: Int?, to out: inout [UInt8]) -> Bool {
    guard x.isFinite else { return false }
    // Fifteen digits identify a Double uniquely: if k/10^n with fewer digits is this Double, it is its shortest
    // decimal.
    if let decimals, decimals < powersOfTen.count {
      let scale = powersOfTen[decimals]
      let scaled = (x.magnitude * scale).rounded()
      if scaled < 1e15, scaled / scale == x.magnitude {
        appendQuotient(UInt64(scaled), isNegative: x < 0, decimals: decimals, to: &out)
        return true
      }
    }
    appendShortest(x, decimals: decimals, to: &out)
    return true
  }

  private static func appendQuotient(_ k: UInt64, isNegative: Bool, decimals: Int, to out: inout [UInt8]) {
    if isNegative, k != 0 { out.append(minus) }
    append(k, minimumDigits: decimals + 1, to: &out)
    if decimals > 0 { out.insert(point, at: out.count - decimals) }
  }

  private static func appendShortest(_ x: Double, decimals: Int?, to out: inout [UInt8]) {
    var (digits, point) = shortestDigits(x.magnitude)
    let wanted = decimals ?? max(0, digits.count - point)
    let kept = point + wanted
    if kept < digits.count {
      let roundsUp = kept >= 0 && digits[kept] >= 5
      digits.removeLast(digits.count - max(kept, 0))
      if roundsUp, carry(into: &digits) { point += 1 }
    }
    // Leading zeros, up to one place before the point.
    var all = [UInt8](repeating: 0, count: max(0, 1 - point)) + digits
    let length = max(point, 1) + wanted
    if all.count < length { all += [UInt8](repeating: 0, count: length - all.count) }
    if x < 0, all.contains(where: { $0 != 0 }) { out.append(minus) }
    for (i, digit) in all[..<length].enumerated() {
      if i == length - wanted { out.append(Self.point) }
      out.append(zero + digit)
    }
  }

  /// The digits of the shortest decimal that reads back as `x`, which is 0.digits * 10^point.
  private static func shortestDigits(_ x: Double) -> (digits: [UInt8], point: Int) {
    var digits: [UInt8] = []
    var point: Int?
    let parts = x.description.split(separator: "e")
    for byte in parts[0].utf8 {
      if byte == Self.point { point = digits.count } else { digits.append(byte - zero) }
    }
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let place = (point ?? digits.count) + exponent
    while digits.count > 1, digits.last == 0 { digits.removeLast() }
    return (digits, place)
  }

  /// Adds one to the last digit; true if the number grew by a digit.
  private static func carry(into digits: inout [UInt8]) -> Bool {
    for i in digits.indices.reversed() {
      if digits[i] < 9 {
        digits[i] += 1
        return false
      }
      digits[i] = 0
    }
    digits.insert(1, at: 0)
    return true
  }

  private static func append(_ n: UInt64, minimumDigits: Int, to out: inout [UInt8]) {
    // The largest UInt64 has twenty digits; decimals have at most nine after the point and one before it.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var rest = n
      var start = 20
      repeat {
        start -= 1
        digits[start] = zero + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      } while rest > 0 || 20 - start < minimumDigits
      out.append(contentsOf: UnsafeBufferPointer(rebasing: digits[start...]))
    }
  }

  private static let zero = UInt8(ascii: "0")
  private static let minus = UInt8(ascii: "-")
  private static let point = UInt8(ascii: ".")
  private static let comma = UInt8(ascii: ",")
  private static let powersOfTen: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9]
}
