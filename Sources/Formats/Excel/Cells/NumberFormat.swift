/// How a cell shows its number (ECMA-376, part 1, 18.8.30 and 18.8.31): whether it is a day, and the code of the format.
struct NumberFormat {
  enum Kind: Equatable {
    case number
    /// A day, a time of day or both.
    case date(hasDay: Bool, hasTime: Bool)
    /// Shows nothing at all.
    case nothing
  }

  static let general = NumberFormat(id: 0, code: nil)

  /// The code; for a format that depends on the reader's country, its number.
  let code: String
  let kind: Kind
  /// How a number is shown; nil where that is not among the forms that are understood.
  let shown: ShownNumber?
  /// Whether a number is shown times 100.
  let isPercent: Bool

  /// - Parameters:
  ///   - code: the code that the workbook declares for the number; nil for one of the built-in formats.
  init(id: Int, code: String?) {
    let known = code ?? Self.builtIn[id]
    self.code = known ?? "number \(id), which is another in each country"
    isPercent =
      known.flatMap { NumberFormatSection.split($0).first }
      .map { NumberFormatSection($0).parts.contains(.sign("%")) } ?? false
    if let known {
      kind = Self.kind(known)
      shown = kind == .number ? ShownNumber(known) : nil
    } else {
      // The days of East Asian versions (18.8.30); the others are currencies and accounting.
      kind = (27...36).contains(id) || (50...58).contains(id) ? .date(hasDay: true, hasTime: false) : .number
      shown = nil
    }
  }

  private static func kind(_ code: String) -> Kind {
    let sections = NumberFormatSection.split(code)
    if sections.count > 1, sections.allSatisfy({ $0.isEmpty }) { return .nothing }
    let first = sections.first.map(NumberFormatSection.init)
    guard let first, first.parts != [.general] else { return .number }
    // [h]:mm is a duration, which stays the number of days that is stored.
    if first.parts.contains(.elapsed) { return .number }
    var (hasDay, hasTime) = (false, false)
    // An m beside hours or seconds is a minute.
    var letters = ""
    for part in first.parts {
      if case .letter(let letter) = part { letters.append(letter) }
    }
    for letter in letters {
      switch letter {
      case "y", "d", "e", "g", "b": hasDay = true
      case "h", "s": hasTime = true
      default: break
      }
    }
    if letters.contains("m"), !hasTime { hasDay = true }
    return hasDay || hasTime ? .date(hasDay: hasDay, hasTime: hasTime) : .number
  }

  private static let builtIn: [Int: String] = [
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm", 37: "#,##0_);(#,##0)", 38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)", 40: "#,##0.00_);[Red](#,##0.00)",
    41: "_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"_);_(@_)",
    43: "_(* #,##0.00_);_(* \\(#,##0.00\\);_(* \"-\"??_);_(@_)", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0",
    48: "##0.0E+0", 49: "@",
  ]
}
