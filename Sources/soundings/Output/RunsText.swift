import Model
import Runs
import Words

extension RunsVerb.Report {
  /// A block for each run: when, what was typed, what came of its pipelines, and the datasets with news.
  func text(listsAll: Bool) -> String {
    guard !runs.isEmpty else { return "Nothing has run yet.\n" }
    var lines: [String] = []
    for run in runs {
      lines.append("\(run.run)  \(DateWords.time(run.startedAt))  soundings \(run.command)")
      for pipeline in run.pipelines {
        let changed = pipeline.changed.map { $0 == 0 ? "nothing changed" : "\(English.count($0, "dataset")) changed" }
        lines.append(
          "   \(pipeline.pipeline): " + [pipeline.outcome, changed].compactMap(\.self).joined(separator: ", "))
        if let problem = pipeline.problem { lines.append("     \(problem.what)") }
      }
      for dataset in run.datasets where listsAll || dataset.outcome != .kept && dataset.outcome != .unchanged {
        lines.append("     \(dataset.dataset): \(dataset.note)")
        if let problem = dataset.problem { lines.append("       \(problem.what)") }
      }
    }
    if runs.count < total { lines.append("\(total - runs.count) older: soundings runs \(total)") }
    return lines.map { TextWidth.printable($0) }.joined(separator: "\n") + "\n"
  }
}
