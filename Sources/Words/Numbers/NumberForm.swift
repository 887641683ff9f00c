import Model

/// How a publisher writes the numbers of a column, as the manifest declares it. What is not declared is not read.
package struct NumberForm: Equatable, Sendable {
  package enum Thousands: String, CaseIterable, Sendable {
    case comma, point
    /// `12,34,567`: commas before the last three digits, and before every two of the others.
    case indian
    /// A blank, also one that does not break the line.
    case blank
    /// `1'204` or `1’204`.
    case apostrophe
    case underscore
  }

  package enum DecimalSign: String, CaseIterable, Sendable { case point, comma }

  package enum Negative: String, CaseIterable, Sendable {
    /// `−12`, U+2212 or an en dash.
    case typographic
    /// `(12)`
    case parentheses
    /// `12-`
    case trailing
  }

  package var thousands: [Thousands] = []
  /// Nil: there are no decimals.
  package var decimal: DecimalSign?
  package var negative: [Negative] = []
  /// True for numbers with a percent sign, which is not content. All but 0 must have it: beside 12%, 0.12 may be the same number.
  package var isPercent = false
  /// True for `1.2E+3`.
  package var hasExponent = false
  /// Signs or codes of currencies before or after the number, which are not content.
  package var currency: [String] = []
  /// Footnote marks before or after the number, which are not content.
  package var marks: [String] = []

  package init() {}

  /// How the formats that know numbers (JSON, Excel) write them.
  package static let ofFormats: NumberForm = {
    var form = NumberForm()
    (form.decimal, form.hasExponent) = (.point, true)
    return form
  }()

  /// The same form, with the separators with which workbooks show numbers.
  package var asShown: NumberForm {
    var form = self
    (form.thousands, form.decimal) = ([.comma], .point)
    return form
  }

  /// Why a text is not a number in this form.
  package enum Fault: Error, Equatable, Sendable {
    case notANumber
    /// It has more decimals than the column.
    case tooManyDecimals
    /// It has no percent sign, and the form says that it has one.
    case noPercentSign
    /// It does not fit into 64 bits.
    case overflow
  }

  /// The number of units of 10^-`decimals` that a text says; blanks around it do not count.
  package func value(of text: String, decimals: Int = 0) throws(Fault) -> Int64 {
    var rest = text.unicodeScalars[...]
    Self.trim(&rest)
    rest = withoutMarks(rest)
    var isNegative = false
    if negative.contains(.parentheses), rest.first == "(", rest.last == ")" {
      isNegative = true
      rest = rest.dropFirst().dropLast()
      Self.trim(&rest)
    }
    // The sign and the currency may come in either order, the percent sign is last.
    var hasSign = isNegative
    func takeSign() {
      guard !hasSign, let first = rest.first else { return }
      let isMinus = first == "-" || (negative.contains(.typographic) && (first == "\u{2212}" || first == "\u{2013}"))
      guard isMinus || first == "+" else { return }
      (hasSign, isNegative) = (true, isMinus)
      rest = rest.dropFirst()
    }
    takeSign()
    if takeCurrency(&rest) {
      takeSign()
      // $(12)
      if !hasSign, negative.contains(.parentheses), rest.first == "(", rest.last == ")" {
        (isNegative, hasSign) = (true, true)
        rest = rest.dropFirst().dropLast()
        Self.trim(&rest)
      }
    }
    let hasPercentSign = rest.last == "%"
    if isPercent, hasPercentSign {
      rest = rest.dropLast()
      Self.trim(&rest)
    }
    if !hasSign, negative.contains(.trailing), let last = rest.last,
      last == "-" || (negative.contains(.typographic) && last == "\u{2212}")
    {
      isNegative = true
      rest = rest.dropLast()
      Self.trim(&rest)
    }
    let value = try units(Array(rest), isNegative: isNegative, decimals: decimals)
    guard !isPercent || hasPercentSign || value == 0 else { throw .noPercentSign }
    return value
  }

  private func withoutMarks(_ text: Substring.UnicodeScalarView) -> Substring.UnicodeScalarView {
    var rest = text
    var isMarked = true
    while isMarked {
      isMarked = false
      for mark in marks where rest.count > mark.unicodeScalars.count && Self.ends(rest, in: mark) {
        rest = rest.dropLast(mark.unicodeScalars.count)
        Self.trim(&rest)
        isMarked = true
      }
      for mark in marks where rest.count > mark.unicodeScalars.count && rest.starts(with: mark.unicodeScalars) {
        rest = rest.dropFirst(mark.unicodeScalars.count)
        Self.trim(&rest)
        isMarked = true
      }
    }
    return rest
  }

  private func takeCurrency(_ rest: inout Substring.UnicodeScalarView) -> Bool {
    // The longest first: `US$` before `$`.
    for sign in currency.sorted(by: { $0.utf8.count > $1.utf8.count }) {
      let scalars = sign.unicodeScalars
      if rest.starts(with: scalars) {
        rest = rest.dropFirst(scalars.count)
      } else if Self.ends(rest, in: sign) {
        rest = rest.dropLast(scalars.count)
      } else {
        continue
      }
      Self.trim(&rest)
      return true
    }
    return false
  }

  private func units(_ text: [Unicode.Scalar], isNegative: Bool, decimals: Int) throws(Fault) -> Int64 {
    var whole: [UInt8] = []
    var fraction: [UInt8] = []
    var i = 0
    // Digits, in groups of three after the first where a separator is between them.
    var separator: Unicode.Scalar?
    var group = 0
    // The lengths of the groups before the last one.
    var groups: [Int] = []
    while i < text.count {
      if let digit = Self.digit(text[i]) {
        whole.append(digit)
        group += 1
      } else if isThousands(text[i]), separator.map({ $0 == text[i] }) ?? true {
        separator = text[i]
        groups.append(group)
        group = 0
      } else {
        break
      }
      i += 1
    }
    // A first group that begins with 0 is a decimal in another notation: 0.250 is not 250.
    if let separator {
      guard group == 3, whole.first != 0, areGroups(groups, separator) else { throw .notANumber }
    }
    if i < text.count, let decimal, text[i] == (decimal == .point ? "." : ",") {
      i += 1
      let first = i
      while i < text.count, let digit = Self.digit(text[i]) {
        fraction.append(digit)
        i += 1
      }
      guard i > first else { throw .notANumber }
    }
    guard !whole.isEmpty || !fraction.isEmpty else { throw .notANumber }
    var exponent = 0
    if i < text.count, hasExponent, text[i] == "e" || text[i] == "E" {
      guard let stated = Self.exponent(text[(i + 1)...]) else { throw .notANumber }
      exponent = stated
      i = text.count
    }
    guard i == text.count else { throw .notANumber }
    return try Self.scaled(whole + fraction, by: decimals - fraction.count + exponent, isNegative: isNegative)
  }

  /// The digits times 10^`power`, which must be whole.
  private static func scaled(_ digits: [UInt8], by power: Int, isNegative: Bool) throws(Fault) -> Int64 {
    var digits = digits[...]
    var power = power
    while power < 0, !digits.isEmpty {
      guard digits.removeLast() == 0 else { throw .tooManyDecimals }
      power += 1
    }
    digits = digits.drop { $0 == 0 }
    guard !digits.isEmpty else { return 0 }
    guard digits.count + max(power, 0) <= 19 else { throw .overflow }
    var value: UInt64 = 0
    for digit in digits { value = value * 10 + UInt64(digit) }
    for _ in 0..<max(power, 0) { value *= 10 }
    if isNegative, value == UInt64(Int64.max) + 1 { return .min }
    guard value <= UInt64(Int64.max) else { throw .overflow }
    return isNegative ? -Int64(value) : Int64(value)
  }

  /// Whether the groups before the last one have the right numbers of digits.
  private func areGroups(_ groups: [Int], _ separator: Unicode.Scalar) -> Bool {
    guard let first = groups.first, first > 0 else { return false }
    let isIndian = separator == "," && thousands.contains(.indian)
    let isUsual = separator != "," || thousands.contains(.comma)
    return (isUsual && first <= 3 && groups.dropFirst().allSatisfy { $0 == 3 })
      || (isIndian && first <= (groups.count == 1 ? 3 : 2) && groups.dropFirst().allSatisfy { $0 == 2 })
  }

  private func isThousands(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ",": thousands.contains(.comma) || thousands.contains(.indian)
    case ".": thousands.contains(.point)
    case " ", "\u{A0}", "\u{202F}", "\u{2009}": thousands.contains(.blank)
    case "'", "\u{2019}": thousands.contains(.apostrophe)
    case "_": thousands.contains(.underscore)
    default: false
    }
  }

  private static func digit(_ scalar: Unicode.Scalar) -> UInt8? {
    (48...57).contains(scalar.value) ? UInt8(scalar.value - 48) : nil
  }

  private static func exponent(_ text: ArraySlice<Unicode.Scalar>) -> Int? {
    var digits = text
    let isNegative = digits.first == "-"
    if isNegative || digits.first == "+" { digits = digits.dropFirst() }
    guard (1...2).contains(digits.count) else { return nil }
    var exponent = 0
    for scalar in digits {
      guard let digit = digit(scalar) else { return nil }
      exponent = exponent * 10 + Int(digit)
    }
    return isNegative ? -exponent : exponent
  }

  private static func ends(_ text: Substring.UnicodeScalarView, in end: String) -> Bool {
    text.reversed().starts(with: end.unicodeScalars.reversed())
  }

  private static func trim(_ text: inout Substring.UnicodeScalarView) {
    let isBlank: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\u{A0}" || $0 == "\u{202F}" || $0 == "\t" }
    while let first = text.first, isBlank(first) { text = text.dropFirst() }
    while let last = text.last, isBlank(last) { text = text.dropLast() }
  }
}
