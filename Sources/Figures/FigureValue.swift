import Manifest
import Model
import Words

/// What the data says about a figure in one state.
package enum FigureValue: Equatable, Sendable {
  case number(ExactNumber)
  case date(Day)
  /// A quotient and its divisor: 50 of 25 is 2.
  case ratio(ExactNumber, base: ExactNumber)
  /// No value, with the reason in words that follow "the data has".
  case nothing(String)

  /// The value as plain text, for the ledger and for comparisons; nil if there is none.
  package var text: String? {
    switch self {
    case .number(let number): number.description
    case .date(let day): day.words
    case .ratio(let value, let base): value.divided(by: base, decimals: 4)?.description
    case .nothing: nil
    }
  }

  /// The value with its unit, for people; a ratio with the numbers it was computed from.
  package func shown(_ unit: String? = nil) -> String {
    switch self {
    case .number(let number): number.shortened.text(unit: unit)
    case .date(let day): day.words
    case .ratio(let value, let base):
      (text ?? "–") + (unit.map { " \($0)" } ?? "")
        + " (\(value.text(grouped: true)) against \(base.text(grouped: true)))"
    case .nothing: "nothing"
    }
  }

  /// The value on a card: with its unit, a quotient without what it was computed from, and why there is none.
  package func words(_ unit: String?) -> String {
    switch self {
    case .number(let number): number.shortened.text(unit: FigureUnit.written(unit))
    case .date(let day): day.words
    case .ratio: "\(text ?? "–") times"
    case .nothing(let reason): reason
    }
  }
}

extension FigureValue: JSONScalar {
  package var json: JSON {
    switch self {
    case .number, .ratio: text.map(JSON.number) ?? .null
    case .date(let day): day.json
    case .nothing: .null
    }
  }
}

extension ExactNumber {
  /// The number rounded to at most four decimals, for display.
  package var shortened: ExactNumber { places > 4 ? divided(by: ExactNumber(1), decimals: 4) ?? self : self }

  /// The number as people write it, followed by its unit if it has one.
  package func text(unit: String?) -> String {
    guard unit == UnitWords.dollars, let millions = divided(by: ExactNumber(1_000_000), decimals: 1),
      millions.magnitude >= ExactNumber(1), millions * ExactNumber(1_000_000) == self
    else { return UnitWords.beside(text(grouped: true), unit, of: self) }
    return UnitWords.beside("\(millions.text(grouped: true)) million", unit, of: self)
  }
}

extension FigureRule {
  /// Whether the printed value (or the rule's own bound) agrees with the data; false if there is no value.
  package func holds(_ printed: PrintedValue?, for found: FigureValue) -> Bool {
    switch found {
    case .number(let value): return holds(printed, value)
    case .date(let day): return holds(printed, day)
    case .ratio(let value, let base):
      guard case .ratio(_, let tolerance) = self, case .number(let printed, let lastDigit, _) = printed, !base.isZero
      else { return false }
      // |value/base - printed| <= tolerance, without dividing.
      return (value - printed * base).magnitude <= (tolerance ?? lastDigit.half) * base.magnitude
    case .nothing: return false
    }
  }

  /// Whether the printed value agrees with some number between two bounds: what a source says of less than ten miles does not speak against
  /// seven. A bound may itself be the number.
  package func mayHold(_ printed: PrintedValue?, atLeast low: ExactNumber?, atMost high: ExactNumber?) -> Bool {
    guard let (least, most) = range(printed) else { return false }
    if let low, let most, most < low { return false }
    if let high, let least, high < least { return false }
    return true
  }

  /// What numbers agree with the printed value; nil where only days do.
  private func range(_ printed: PrintedValue?) -> (least: ExactNumber?, most: ExactNumber?)? {
    switch (self, printed) {
    case (.between(let low, let high), _): return (low, high)
    case (.atLeast(let bound?), nil): return (bound, nil)
    case (.atLeast, .number(let number, _, _)): return (number, nil)
    case (.equals, .number(let number, _, _)): return (number, number)
    case (.roundsTo, .number(let number, let lastDigit, _)): return (number - lastDigit.half, number + lastDigit.half)
    case (.about(let tolerance), .number(let number, let lastDigit, _)),
      (.ratio(_, let tolerance), .number(let number, let lastDigit, _)):
      let tolerance = tolerance ?? lastDigit.half
      return (number - tolerance, number + tolerance)
    default: return nil
    }
  }

  private func holds(_ printed: PrintedValue?, _ value: ExactNumber) -> Bool {
    switch (self, printed) {
    case (.equals, .number(let number, _, _)): return value == number
    case (.roundsTo, .number(let number, let lastDigit, _)):
      // Halves round away from zero, so the bounds are mirrored for negative numbers.
      let isNegative = number.isNegative || (number.isZero && value.isNegative)
      let (p, v) = isNegative ? (ExactNumber(0) - number, ExactNumber(0) - value) : (number, value)
      return p - lastDigit.half <= v && v < p + lastDigit.half
    case (.atLeast(let bound?), nil): return value >= bound
    case (.atLeast, .number(let number, _, _)): return value >= number
    // The number of a ratio's reading is the quotient itself.
    case (.about(let tolerance), .number(let number, let lastDigit, _)),
      (.ratio(_, let tolerance), .number(let number, let lastDigit, _)):
      return (value - number).magnitude <= tolerance ?? lastDigit.half
    case (.between(let low, let high), _): return low <= value && value <= high
    default: return false
    }
  }

  private func holds(_ printed: PrintedValue?, _ value: Day) -> Bool {
    var date: PublishedDate?
    if case .date(let printed) = printed { date = printed }
    switch self {
    case .equals: return date.map { $0.firstDay <= value && value <= $0.day } ?? false
    case .before(let limit): return (limit ?? date?.firstDay).map { value < $0 } ?? false
    case .after(let limit): return (limit ?? date?.day).map { value > $0 } ?? false
    case .betweenDays(let low, let high): return low <= value && value <= high
    case .roundsTo, .atLeast, .about, .between, .ratio: return false
    }
  }

  /// What agreement means, in words that follow "the data says X, which is": "within 0.5 of 8".
  package func words(_ printed: PrintedValue?) -> String {
    let text = if case .date(let date) = printed { date.words } else { printed?.text ?? "" }
    var lastDigit = ExactNumber(1)
    if case .number(_, let digit, _) = printed { lastDigit = digit }
    func within(_ tolerance: ExactNumber?) -> String {
      "within \((tolerance ?? lastDigit.half).text(grouped: true)) of \(text)"
    }
    switch self {
    case .equals:
      if case .date(let date) = printed, date.precision != .day { return "in \(text)" }
      return text
    case .roundsTo: return "\(text) when rounded"
    case .atLeast(let bound): return "at least \(bound.map { $0.text(grouped: true) } ?? text)"
    case .about(let tolerance): return within(tolerance)
    case .between(let low, let high) where low == high: return "exactly \(low.text(grouped: true))"
    case .between(let low, let high): return "between \(low.text(grouped: true)) and \(high.text(grouped: true))"
    case .betweenDays(let low, let high): return "between \(low.words) and \(high.words)"
    case .before(let limit): return "before \(limit?.words ?? text)"
    case .after(let limit): return "after \(limit?.words ?? text)"
    case .ratio(_, let tolerance): return within(tolerance)
    }
  }
}
