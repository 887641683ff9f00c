/// A number format that is understood well enough to show a number as the workbook does: digits, thousands, decimals, percent, and
/// text before and after.
struct ShownNumber {
  /// How one of the sections shows a number.
  private struct Form {
    var before = ""
    var after = ""
    var minimumWhole = 0
    var hasThousands = false
    var minimumDecimals = 0
    var maximumDecimals = 0
    var isPercent = false
    var isGeneral = false
    /// A section without digits shows its text alone.
    var hasDigits = false

    init?(_ code: String) {
      var isBeyond = false
      var isInDecimals = false
      for part in NumberFormatSection(code).parts {
        switch part {
        case .literal(let text):
          if hasDigits || isGeneral {
            isBeyond = true
            after += text
          } else {
            before += text
          }
        case .sign("%"):
          guard !isPercent, !isGeneral else { return nil }
          isPercent = true
          if hasDigits {
            isBeyond = true
            after += "%"
          } else {
            before += "%"
          }
        // A ? is a # with a blank in its place where there is no digit; blanks around a number do not count.
        case .sign("0"), .sign("#"), .sign("?"):
          guard !isBeyond, !isGeneral else { return nil }
          hasDigits = true
          let isZero = part == .sign("0")
          if isInDecimals {
            maximumDecimals += 1
            if isZero { minimumDecimals = maximumDecimals }
          } else if isZero {
            minimumWhole += 1
          } else if minimumWhole > 0, !hasThousands {
            return nil
          }
        case .sign("."):
          guard hasDigits, !isInDecimals, !isBeyond else { return nil }
          isInDecimals = true
        case .sign(","):
          guard hasDigits, !isInDecimals, !isBeyond else { return nil }
          hasThousands = true
        case .general:
          guard !hasDigits, !isGeneral else { return nil }
          isGeneral = true
        case .sign, .letter, .elapsed, .exponent, .condition: return nil
        }
      }
      // A comma behind the last digit divides by a thousand.
      if hasThousands {
        let pattern = code.filter { "0#?,.".contains($0) }
        guard !pattern.hasSuffix(","), !pattern.contains(",."), !pattern.hasPrefix(",") else { return nil }
      }
    }

    /// The number without its sign; nil where the general format would shorten it.
    func text(_ number: StoredNumber) -> String? {
      if isGeneral {
        let plain = number.plain
        return plain.utf8.count <= 11 ? before + plain + after : nil
      }
      guard hasDigits else { return before + after }
      let rounded = number.shifted(by: isPercent ? 2 : 0).rounded(to: maximumDecimals)
      let digits = rounded.parts(minimumDecimals: minimumDecimals)
      var whole = digits.whole == "0" && minimumWhole == 0 ? "" : digits.whole
      if whole.utf8.count < minimumWhole {
        whole = String(repeating: "0", count: minimumWhole - whole.utf8.count) + whole
      }
      if hasThousands { whole = Self.grouped(whole) }
      let point = maximumDecimals > 0 && (minimumDecimals > 0 || !digits.decimals.isEmpty) ? "." : ""
      return before + whole + point + digits.decimals + after
    }

    private static func grouped(_ digits: String) -> String {
      var text = ""
      for (i, digit) in digits.enumerated() {
        if i > 0, (digits.utf8.count - i) % 3 == 0 { text += "," }
        text.append(digit)
      }
      return text
    }
  }

  private let forms: [Form]

  /// - Returns: nil where the code has anything else in it: fractions, exponents, conditions, scaling by thousands.
  init?(_ code: String) {
    var sections = NumberFormatSection.split(code)
    if sections.count == 4 { sections.removeLast() }
    guard (1...3).contains(sections.count) else { return nil }
    if code == "@" { sections = ["General"] }
    forms = sections.compactMap { Form($0) }
    guard forms.count == sections.count else { return nil }
  }

  /// The number as the workbook shows it, without blanks around it; nil where that depends on the width of the column.
  func text(_ number: StoredNumber) -> String? {
    var magnitude = number
    magnitude.isNegative = false
    let isZero = number.digits.isEmpty
    let form = number.isNegative && forms.count > 1 ? forms[1] : isZero && forms.count > 2 ? forms[2] : forms[0]
    guard let shown = form.text(magnitude) else { return nil }
    let text = (number.isNegative && forms.count == 1 ? "-" : "") + shown
    return String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
