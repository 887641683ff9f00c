import ArgumentParser
import Figures
import Manifest
import Model
import Publishing
import Runs
import Words

/// The output of the commands that load editions, such as `run` and `add`: a table for people, a document for programs,
/// problems on stderr, and the exit code.
struct RunOutput: Ending {
  let report: RunReport
  private let options: Options
  private let unreachableIsFailure: Bool
  private let onlyDataset: String?

  init(_ report: RunReport, _ options: Options, unreachableIsFailure: Bool, onlyDataset: String? = nil) {
    self.report = report
    self.options = options
    self.unreachableIsFailure = unreachableIsFailure
    self.onlyDataset = onlyDataset
  }

  /// Prints and ends the process with the report's exit code.
  func finish() throws {
    try render(isDryRun: false)
    try Output.end(self)
  }

  /// Prints the report.
  func render(isDryRun: Bool) throws {
    try Output.render(self, options) { isDryRun ? table : table + written }
    if !options.quiet, !options.json {
      if !isDryRun, !report.exportFiles.isEmpty { Output.log(lines: report.missing) }
      Output.log(lines: report.remarks)
    }
    renderProblems()
  }

  /// Prints what went wrong.
  func renderProblems() {
    for (_, problem) in report.pipelineProblems { Output.error(problem) }
    for problem in report.exportProblems { Output.error(problem) }
    for line in lines {
      if line.outcome.kind == .unreachable && !unreachableIsFailure { continue }
      if let problem = line.outcome.problem {
        Output.error(problem)
      } else if let why = line.heldBecause {
        Output.error(why)
      }
      Output.errors(line.outcome.news)
      Output.errors(line.reported)
    }
    for problem in report.figureProblems { Output.error(problem) }
    for (article, check) in report.worseFigures {
      Output.log("\(article): \(check.figure.id) is worse than at the last check: \(check.verdictWords)")
    }
    if report.wasStopped {
      Output.error(Stopped().problem)
    }
  }

  /// The folder of the exports, after an empty line; empty if nothing was exported.
  var written: String {
    guard !report.exportFiles.isEmpty else { return "" }
    let kinds = [
      "datapackage.json": "CSV", "soundings.xlsx": "soundings.xlsx",
      "site/index.html": "and pages to read: \(report.exportsFolder)/site/index.html",
    ]
    let there = ["datapackage.json", "soundings.xlsx", "site/index.html"].filter(report.exportFiles.contains)
    return "\n\(English.count(report.tables.count, "table")) written to \(report.exportsFolder): "
      + there.compactMap { kinds[$0] }.joined(separator: ", ")
  }

  var exitCode: Int32 {
    // Problems of other datasets are reported by `run`.
    var own = report
    own.lines = lines
    let code = own.exitCode(unreachableIsFailure: unreachableIsFailure)
    return onlyDataset != nil && code == 3 && report.worseFigures.isEmpty ? 0 : code
  }

  var lines: [RunReport.Line] {
    report.lines.filter { onlyDataset == nil || $0.dataset == onlyDataset }
  }

  var table: String {
    TextTable.rendered(
      headers: ["dataset", "edition in use", "published", "rows", "what happened"],
      rows: lines.map { line in
        [
          line.dataset, line.edition ?? "–", line.published?.description ?? "–", NumberText.grouped(line.rows),
          happened(line),
        ]
      }, alignments: [.fixed, .fixed, .fixed, .right, .left], width: Output.width, sentence: 4, leftOut: [2])
  }

  private func happened(_ line: RunReport.Line) -> String {
    var words = [line.outcome.summary]
    if line.outcome.kind == .unreachable { words = ["could not be reached; the newest edition stays in use"] }
    if line.outcome.kind == .held { words = ["held back: see below"] }
    let loaded = line.outcome.loaded.filter { $0.state == .loaded }
    if !loaded.isEmpty, line.outcome.kind != .held {
      let rows = English.rows(loaded.counts)
      words.append("loaded \(English.count(loaded.count, "edition"))" + (rows.isEmpty ? "" : ": " + rows))
    }
    let quarantined = loaded.reduce(0) { $0 + $1.quarantined }
    if quarantined > 0 {
      words.append(
        "\(English.count(quarantined, "record")) in quarantine: soundings status \(line.dataset)")
    }
    if !line.outcome.news.isEmpty { words.append("a link looks like a newer edition: see below") }
    if line.state == .held, line.outcome.kind != .held { words.append("a newer edition is held back: see below") }
    if line.state == .stale, onlyDataset == nil { words.append("older than promised") }
    return words.filter { !$0.isEmpty }.joined(separator: "; ")
  }
}
