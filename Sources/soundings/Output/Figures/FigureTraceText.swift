import Figures
import Manifest
import Model
import Publishing
import Runs
import Words

extension FigureTrace {
  /// The figure's value, then the records that it is based on.
  var text: String {
    var lines = [
      "\(figure.id) of \(article.name): \"\(figure.clause)\"" + (asOf.map { ", as of \($0)" } ?? ""),
      "value \(shownValue), as \(figure.place) derives it",
    ]
    if let cell { lines += ["", cell.text] }
    for declared in declared {
      lines += ["", declared.headline] + Contribution.lines(declared.contributions, showsValues: false)
    }
    if let words = support.words { lines += ["", English.sentence("It \(words)")] }
    if !support.isEmpty { lines += ["", "Who says so:"] + support.rows.flatMap(\.sayingLines) }
    for dataset in support.datasets { lines.append("  \(dataset.name): \(dataset.state.meaning)") }
    if !readings.isEmpty {
      let isDecided = figure.rule != nil
      lines += ["", isDecided ? "What each source says:" : "What there is, none of which decides it:"]
      lines += readings.map { "  " + (isDecided ? "\(ReadingWords.side($0.agrees)): " : "") + $0.words }
    }
    if case .none(let reason) = figure.source { lines += ["", "No public data: \(reason)"] }
    if let undeclared { lines += ["", undeclared] }
    if !decisions.isEmpty { lines += ["", "What people decided on its editions:"] }
    lines += decisions.map { "  \(DecisionWords.line($0))" }
    return lines.map { $0.hasSuffix("\n") ? String($0.dropLast()) : TextWidth.printable($0) }.joined(separator: "\n")
      + "\n"
  }

  private var shownValue: String {
    guard let shown = value.brief else { return "–" }
    return shown + (FigureUnit.written(figure.unit).map { " \($0)" } ?? "")
  }

  private var undeclared: String? {
    guard isUndeclared else { return nil }
    return "No records are declared for it. It reads \(datasets.joined(separator: ", ")); name the records under "
      + "'records' of the figure."
  }
}

extension FigureTrace.Declared {
  fileprivate var headline: String {
    let records = English.count(count, "record")
    let part =
      contributions.count == count
      ? "" : "; the first \(contributions.count) are shown, all of them with --all"
    return "\(line.text): \(records)\(part)"
  }
}
