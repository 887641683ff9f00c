import Figures
import Manifest
import Model
import System

extension SignedSubject {
  /// What a person signs who signs this figure off.
  ///
  /// - Parameter tableSQL: of a figure that is a cell, the SELECT of its table.
  init(_ check: FigureCheck, tableSQL: String?, editions: [Edition] = []) {
    self.init(
      valueAtPublication: check.then.text, value: check.now.text,
      rule: Self.hash(Self.rule(check.figure) + [tableSQL ?? ""]), evidence: Self.hash(Self.evidence(check)),
      verdict: check.verdict, editions: editions)
  }

  /// Hashed one by one, so that no text runs into the next.
  private static func hash(_ parts: [String]) -> String {
    Hash.sha256(parts.map { Hash.sha256($0) }.joined())
  }

  /// All that the article's file says of a figure that decides its value and its verdict, without the lines on which it stands.
  private static func rule(_ figure: FigureManifest) -> [String] {
    func sql(_ sql: PlacedSQL?) -> String { sql?.shown ?? "" }
    var parts = [figure.id, figure.clause, figure.printed?.text ?? "", figure.unit ?? ""]
    switch figure.rule {
    case nil: parts.append("none")
    case .ratio(let base, let tolerance): parts += ["ratio", sql(base), tolerance.map { "\($0)" } ?? ""]
    case .atLeast(let bound): parts += ["at least", bound.map { "\($0)" } ?? ""]
    case .about(let tolerance): parts += ["about", tolerance.map { "\($0)" } ?? ""]
    case .between(let low, let high): parts += ["between", "\(low)", "\(high)"]
    case .betweenDays(let low, let high): parts += ["between days", "\(low)", "\(high)"]
    case .before(let day): parts += ["before", day.map { "\($0)" } ?? ""]
    case .after(let day): parts += ["after", day.map { "\($0)" } ?? ""]
    case .equals, .roundsTo: parts.append(figure.rule?.word ?? "")
    }
    switch figure.source {
    case .sql(let select): parts += ["sql", sql(select)]
    case .cell(let table, let column, let conditions):
      parts += ["cell", table, column] + conditions.flatMap { [$0.column, $0.value] }
    case .none(let reason): parts += ["nothing", reason]
    }
    parts += ["records"] + figure.records.map(\.text)
    for text in [figure.caveat, figure.closed] { parts += [text?.text ?? "", sql(text?.when)] }
    return parts
  }

  /// What it rests on, and who says otherwise: another edition with the same value is none of it, a row that lost its document is.
  private static func evidence(_ check: FigureCheck) -> [String] {
    var parts: [String] = []
    for row in check.support.rows {
      parts += [
        "row", row.dataset, row.key.joined(separator: "\u{1F}"), row.state.rawValue, row.source ?? "", row.said ?? "",
        row.reportedOn ?? "", row.address ?? "", row.locator ?? "", row.quote ?? "", row.archived?.sha256 ?? "",
        row.contradiction ?? "",
      ]
    }
    for dataset in check.support.datasets { parts += ["dataset", dataset.name, dataset.state.rawValue] }
    parts.append(check.support.shortfall ?? "")
    for reading in check.readings.against { parts += ["against", reading.words] }
    return parts
  }
}
