import Figures
import Manifest
import Model
import Publishing
import Runs
import Words

/// A figure's trace as text for people and as a document for programs.
struct FigureTraceOutput {
  private let trace: FigureTrace

  init(_ trace: FigureTrace) { self.trace = trace }

  var text: String {
    let figure = trace.figure
    var lines = [
      "\(figure.id) of \(trace.article.name): \"\(figure.clause)\"" + (trace.asOf.map { ", as of \($0)" } ?? ""),
      "value \(value), as \(figure.place) derives it",
    ]
    if let cell = trace.cell { lines += ["", TraceOutput(cell).text] }
    for declared in trace.declared {
      lines += ["", headline(declared)] + TraceOutput.groups(declared.contributions, showsValues: false)
    }
    if case .none(let reason) = figure.source { lines += ["", "No public data: \(reason)"] }
    if let undeclared { lines += ["", undeclared] }
    return lines.map { $0.hasSuffix("\n") ? String($0.dropLast()) : TextWidth.printable($0) }.joined(separator: "\n")
      + "\n"
  }

  private var value: String {
    guard let shown = FiguresOutput.shown(trace.value) else { return "–" }
    return shown + (trace.figure.unit.flatMap { $0 == "date" ? nil : " \($0)" } ?? "")
  }

  private func headline(_ declared: FigureTrace.Declared) -> String {
    let count = "\(declared.count) record\(declared.count == 1 ? "" : "s")"
    let part =
      declared.contributions.count == declared.count
      ? "" : "; the first \(declared.contributions.count) are shown, every one with --all"
    return "\(declared.line.text): \(count)\(part)"
  }

  private var undeclared: String? {
    guard trace.isUndeclared else { return nil }
    return "No records are declared for it. It reads \(trace.datasets.joined(separator: ", ")); name the records under "
      + "'records' of the figure."
  }

  var json: JSON {
    .object([
      ("figure", .string(trace.figure.id)), ("article", .string(trace.article.name)),
      ("clause", .string(trace.figure.clause)), ("place", .string(trace.figure.place)),
      ("as_of", .optional(trace.asOf?.description)), ("value", FiguresOutput.json(trace.value)),
      ("unit", .optional(trace.figure.unit)), ("datasets", .strings(trace.datasets)),
      ("is_declared", .bool(!trace.isUndeclared)),
      ("cell", trace.cell.map { TraceOutput($0).json } ?? .null),
      (
        "records",
        .array(
          trace.declared.map { declared in
            .object([
              ("dataset", .string(declared.line.dataset)), ("condition", .optional(declared.line.condition)),
              ("records", .integer(declared.count)),
              ("is_complete", .bool(declared.contributions.count == declared.count)),
              ("contributions", .array(declared.contributions.map(TraceOutput.json))),
            ])
          })
      ),
    ])
  }
}
