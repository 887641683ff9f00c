/// Exact decimal arithmetic on the text of a number, for units that must not pass through floating point.
enum ExactDecimal {
  /// `text` times `factor` / 10^`factorScale`, rounded half up (away from zero for negative numbers) to a whole number;
  /// nil where `text` is not a decimal number (digits, point, exponent) or the result does not fit.
  ///
  /// One pound is 453592.37 mg exactly (15 U.S.C. 205; 1959 agreement): factor 45359237, scale 2.
  static func scaled(
    _ text: UnsafeBufferPointer<UInt8>, by factor: UInt64, scale factorScale: Int
  ) -> Int64? {
    var i = 0
    var isNegative = false
    if i < text.count, text[i] == UInt8(ascii: "-") || text[i] == UInt8(ascii: "+") {
      isNegative = text[i] == UInt8(ascii: "-")
      i += 1
    }
    var mantissa: UInt128 = 0
    var scale = 0
    var digits = 0
    var seenPoint = false
    while i < text.count {
      let byte = text[i]
      if byte >= 48 && byte <= 57 {
        digits += 1
        // 27 digits times a factor below 10^10 stay within 128 bits; no publisher's double carries more than 17.
        guard mantissa < 1_000_000_000_000_000_000_000_000_000 else { return nil }
        mantissa = mantissa * 10 + UInt128(byte - 48)
        if seenPoint { scale += 1 }
      } else if byte == UInt8(ascii: "."), !seenPoint {
        seenPoint = true
      } else {
        break
      }
      i += 1
    }
    guard digits > 0 else { return nil }
    if i < text.count {
      guard text[i] == UInt8(ascii: "e") || text[i] == UInt8(ascii: "E") else { return nil }
      i += 1
      var exponentSign = 1
      if i < text.count, text[i] == UInt8(ascii: "-") || text[i] == UInt8(ascii: "+") {
        exponentSign = text[i] == UInt8(ascii: "-") ? -1 : 1
        i += 1
      }
      guard i < text.count, text.count - i <= 3 else { return nil }
      var exponent = 0
      while i < text.count {
        guard text[i] >= 48, text[i] <= 57 else { return nil }
        exponent = exponent * 10 + Int(text[i] - 48)
        i += 1
      }
      scale -= exponentSign * exponent
    }
    scale += factorScale
    var product = mantissa * UInt128(factor)
    while scale < 0 {
      guard product < UInt128(Int64.max) else { return product == 0 ? 0 : nil }
      product *= 10
      scale += 1
    }
    // Rounding looks at the first digit dropped only, so drop the others first; half up needs no sticky digit.
    while scale > 1 {
      product /= 10
      scale -= 1
      if product == 0 { return 0 }
    }
    if scale == 1 { product = (product + 5) / 10 }
    guard product <= UInt128(Int64.max) else { return nil }
    return isNegative ? -Int64(product) : Int64(product)
  }
}
