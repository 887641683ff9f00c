import Figures
import Manifest
import Model
import Publishing
import Runs
import Words

/// The two forms of an article's figures.
enum FiguresOutput {
  static func json(_ check: ArticleCheck) -> JSON {
    .object([
      ("article", .string(check.article.name)), ("as_of", .optional(check.asOf?.description)),
      ("title", .string(check.article.title)), ("published", .string(check.article.published.description)),
      ("figures", .array(check.figures.map(json))),
      ("problems", .array(check.problems.map { JSON($0) })),
    ])
  }

  private static func json(_ check: FigureCheck) -> JSON {
    let figure = check.figure
    return .object([
      ("id", .string(figure.id)), ("clause", .string(figure.clause)), ("verdict", .string(check.verdict.rawValue)),
      ("printed", .optional(figure.printed?.text)), ("unit", .optional(figure.unit)),
      ("rule", .optional(figure.rule?.word)), ("value", json(check.then)), ("value_now", json(check.now)),
      ("why", .string(check.why)),
      ("previous", .optional(check.previous?.rawValue)), ("caveat", .optional(figure.caveat?.text)),
      ("note", .optional(figure.note)), ("checked_by", .optional(figure.checkedBy)),
      ("datasets", .strings(check.datasets)),
    ])
  }

  static func json(_ found: Found) -> JSON {
    switch found {
    case .number, .ratio: found.text.map { .number($0) } ?? .null
    case .date: .optional(found.text)
    case .nothing: .null
    }
  }

  static func text(_ check: ArticleCheck) -> String {
    var text = "\(check.article.title), \(check.article.published)\n"
    text += check.asOf.map { "What was known at the end of \($0).\n" } ?? ""
    for figure in check.figures { text += "\n" + self.text(figure) }
    let counts = Verdict.allCases.compactMap { verdict -> String? in
      let count = check.figures.count { $0.verdict == verdict }
      return count > 0 ? "\(count) \(verdict.rawValue)" : nil
    }
    let figures = check.figures.count
    return text + "\n\(figures) \(figures == 1 ? "figure" : "figures"): \(counts.joined(separator: ", "))\n"
  }

  private static func text(_ check: FigureCheck) -> String {
    let figure = check.figure
    var text = "\(verdict(check).uppercased())  \(figure.id): \"\(figure.clause)\"\n"
    if figure.rule != nil {
      let printed = figure.printed.map { "printed \(words($0, figure.unit))" } ?? "no number printed"
      text += "  \(printed); as of publication \(value(check.then)); now \(value(check.now))\n"
    }
    text += "  \(check.why)\n"
    if let note = figure.note { text += "  note: \(note)\n" }
    return text
  }

  /// As the article prints it, with the unit.
  private static func words(_ printed: PrintedValue, _ unit: String?) -> String {
    guard let unit, case .number(let number, _, let text) = printed else { return printed.text }
    return "\(text) \(UnitWords.unit(unit, of: number))"
  }

  private static func value(_ found: Found) -> String { shown(found) ?? "–" }

  /// The value for people; nil where there is none.
  static func shown(_ found: Found) -> String? {
    guard let text = found.text else { return nil }
    guard case .number(let number) = found else { return text }
    return NumberText.decimal(number.approximate, decimals: number.places > 4 ? 4 : nil, grouped: true) ?? text
  }

  /// The verdict, with the one before where it changed.
  static func verdict(_ check: FigureCheck) -> String {
    guard let previous = check.previous, previous != check.verdict else { return check.verdict.rawValue }
    return "\(check.verdict.rawValue) (was \(previous.rawValue))"
  }
}
