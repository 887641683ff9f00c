extension ExactNumber {
  /// The number in `text` times `factor` / 10^`factorScale`, rounded half away from zero to a whole number; nil when
  /// `text` is not a decimal number (sign, digits, point, exponent; no commas) or the result does not fit.
  ///
  /// Converts whole columns value by value, so it creates neither a string nor an ``ExactNumber``. One pound is
  /// 453592.37 mg exactly (15 U.S.C. 205; 1959 agreement): factor 45359237, scale 2.
  package static func scaled(
    _ text: UnsafeBufferPointer<UInt8>, by factor: UInt64, scale factorScale: Int
  ) -> Int64? {
    guard let number = WrittenDecimal(text) else { return nil }
    var product = number.mantissa * UInt128(factor)
    var scale = number.scale + factorScale
    while scale < 0 {
      guard product < UInt128(Int64.max) else { return product == 0 ? 0 : nil }
      product *= 10
      scale += 1
    }
    // Rounding looks only at the first dropped digit, so drop the others first; rounding half up needs no sticky
    // digit.
    while scale > 1 {
      let dropped = min(scale - 1, 18)
      product /= UInt128(Self.powers[dropped])
      scale -= dropped
      if product == 0 { return 0 }
    }
    if scale == 1 { product = (product + 5) / 10 }
    guard product <= UInt128(Int64.max) else { return nil }
    return number.isNegative ? -Int64(product) : Int64(product)
  }

  /// 10 to the power of 0 to 18.
  private static let powers: [UInt64] = (0...18).map { n in (0..<n).reduce(1) { power, _ in power * 10 } }
}

/// A decimal number as written: `mantissa` / 10^`scale`, where the scale may be negative.
private struct WrittenDecimal {
  private(set) var mantissa: UInt128 = 0
  private(set) var scale = 0
  private(set) var isNegative = false

  @inline(__always)
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    var i = Self.sign(text, at: 0, &isNegative)
    var digits = 0
    // The usual number fits into 64 bits, in which counting is several times faster.
    var short: UInt64 = 0
    var seenPoint = false
    while i < text.count {
      let byte = text[i]
      if byte >= 48 && byte <= 57 {
        digits += 1
        // 27 digits times a factor below 10^10 fit in 128 bits; no publisher's double has more than 17 digits.
        if digits <= 19 {
          short = short &* 10 &+ UInt64(byte &- 48)
        } else {
          if digits == 20 { mantissa = UInt128(short) }
          guard mantissa < 1_000_000_000_000_000_000_000_000_000 else { return nil }
          mantissa = mantissa * 10 + UInt128(byte - 48)
        }
        if seenPoint { scale += 1 }
      } else if byte == UInt8(ascii: "."), !seenPoint {
        seenPoint = true
      } else {
        break
      }
      i += 1
    }
    guard digits > 0 else { return nil }
    if digits <= 19 { mantissa = UInt128(short) }
    guard i < text.count else { return }
    guard text[i] == UInt8(ascii: "e") || text[i] == UInt8(ascii: "E"), let exponent = Self.exponent(text, at: i + 1)
    else { return nil }
    scale -= exponent
  }

  /// The index after an optional sign.
  @inline(__always)
  private static func sign(_ text: UnsafeBufferPointer<UInt8>, at i: Int, _ isNegative: inout Bool) -> Int {
    guard i < text.count, text[i] == UInt8(ascii: "-") || text[i] == UInt8(ascii: "+") else { return i }
    isNegative = text[i] == UInt8(ascii: "-")
    return i + 1
  }

  /// An exponent of at most three digits that ends the text.
  private static func exponent(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> Int? {
    var isNegative = false
    var i = sign(text, at: start, &isNegative)
    guard i < text.count, text.count - i <= 3 else { return nil }
    var exponent = 0
    while i < text.count {
      guard text[i] >= 48, text[i] <= 57 else { return nil }
      exponent = exponent * 10 + Int(text[i] - 48)
      i += 1
    }
    return isNegative ? -exponent : exponent
  }
}
