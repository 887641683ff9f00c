import ArgumentParser
import Figures
import Manifest
import Model
import Publishing
import Runs
import Words

/// The report of `run` and `add`: a table for people, a document for programs, problems on stderr, and the exit code.
struct RunOutput {
  private let report: RunReport
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
  func finish(isDryRun: Bool = false) throws {
    if options.json {
      Output.print(json)
    } else if !options.quiet {
      Output.print(table)
      if !isDryRun, !report.exportFiles.isEmpty {
        Output.print("\n" + written)
        for line in report.missing { Output.log(line) }
      }
    }
    if !options.quiet, !options.json { Output.log(lines: report.remarks) }
    for (_, problem) in report.pipelineProblems { Output.error(problem) }
    for problem in report.exportProblems { Output.error(problem) }
    for line in lines {
      if line.outcome.kind == .unreachable && !unreachableIsFailure { continue }
      if let problem = line.outcome.problem {
        Output.error(problem)
      } else if let why = line.heldBecause {
        Output.error(why)
      }
      Output.errors(line.reported)
    }
    for problem in report.figureProblems { Output.error(problem) }
    for (article, check) in report.worseFigures {
      Output.log("\(article): \(check.figure.id) is worse than at the last check: \(check.verdictWords)")
    }
    if report.wasStopped {
      Output.error(Stopped().problem)
    }
    let code = exitCode
    if code != 0 { throw ExitCode(code) }
  }

  /// Where the tables are.
  var written: String {
    let kinds = [
      "datapackage.json": "CSV", "soundings.xlsx": "soundings.xlsx",
      "site/index.html": "and pages to read: \(report.exportsFolder)/site/index.html",
    ]
    let there = ["datapackage.json", "soundings.xlsx", "site/index.html"].filter(report.exportFiles.contains)
    return "\(English.count(report.tables.count, "table")) written to \(report.exportsFolder): "
      + there.compactMap { kinds[$0] }.joined(separator: ", ")
  }

  private var exitCode: Int32 {
    // `add` answers for the file it was given: one that is held back is a bad data file.
    if onlyDataset != nil, lines.contains(where: { $0.outcome.kind == .held }) { return 65 }
    // What is wrong with other datasets is the business of `run`.
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
          line.dataset, line.edition ?? "–", line.published?.description ?? "–", grouped(line.rows),
          happened(line),
        ]
      }, alignments: [.fixed, .fixed, .fixed, .right, .left], width: Output.width)
  }

  private func happened(_ line: RunReport.Line) -> String {
    var words = [line.outcome.summary]
    if line.outcome.kind == .unreachable { words = ["could not be reached; kept the newest edition at hand"] }
    if line.outcome.kind == .held { words = ["held back: see below"] }
    let loaded = line.outcome.loaded.filter { $0.state == .loaded }
    if !loaded.isEmpty, line.outcome.kind != .held {
      let first = loaded.reduce(0) { $0 + $1.firstSeen }
      let added = loaded.reduce(0) { $0 + $1.added }
      let revised = loaded.reduce(0) { $0 + $1.revised }
      let removed = loaded.reduce(0) { $0 + $1.removed }
      let parts = [
        first > 0 ? "\(grouped(first)) rows first seen" : nil, added > 0 ? "\(grouped(added)) added" : nil,
        revised > 0 ? "\(grouped(revised)) revised" : nil, removed > 0 ? "\(grouped(removed)) removed" : nil,
      ].compactMap { $0 }
      words.append(
        "loaded \(loaded.count) edition\(loaded.count == 1 ? "" : "s")"
          + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", ")))
    }
    let quarantined = loaded.reduce(0) { $0 + $1.quarantined }
    if quarantined > 0 {
      words.append(
        "\(grouped(quarantined)) record\(quarantined == 1 ? "" : "s") in quarantine: soundings status \(line.dataset)")
    }
    if line.state == .held, line.outcome.kind != .held { words.append("a newer edition is held back: see below") }
    if line.state == .stale, onlyDataset == nil { words.append("older than promised") }
    return words.filter { !$0.isEmpty }.joined(separator: "; ")
  }

  var json: JSON {
    .object([
      (
        "datasets",
        .array(
          lines.map { line in
            .object([
              ("dataset", .string(line.dataset)), ("pipeline", .string(line.pipeline)),
              ("state", .string(line.state.rawValue)), ("edition", .optional(line.edition)),
              ("published", .optional(line.published?.description)), ("rows", .integer(Int64(line.rows))),
              ("outcome", .string(line.outcome.kind.rawValue)), ("note", .string(line.outcome.summary)),
              ("problem", JSON(line.outcome.problem)),
              ("reported", .array(line.reported.map { JSON($0) })),
              ("loaded", .array(line.outcome.loaded.map(RunOutput.json))),
            ])
          })
      ),
      (
        "problems",
        .array(
          report.pipelineProblems.map {
            .object([("pipeline", .string($0.pipeline)), ("problem", JSON($0.problem))])
          })
      ),
      ("tables", .array(report.tables.map { .string($0) })),
      ("exports", .string(report.exportsFolder)),
      ("export_problems", .array(report.exportProblems.map { JSON($0) })),
      ("missing", .strings(report.missing)),
      ("remarks", .strings(report.remarks)),
      (
        "worse_figures",
        .array(
          report.worseFigures.map { article, check in
            .object([
              ("article", .string(article)), ("id", .string(check.figure.id)),
              ("verdict", .string(check.verdict.rawValue)), ("previous", .optional(check.previous?.rawValue)),
            ])
          })
      ),
      ("figure_problems", .array(report.figureProblems.map { JSON($0) })),
      ("exit_code", .integer(Int64(exitCode))),
    ])
  }

  private static func json(_ loaded: LoadedFacts) -> JSON {
    .object([
      ("edition", .string(loaded.edition)), ("state", .string(loaded.state.rawValue)),
      ("records", .integer(Int64(loaded.records))), ("rows", .integer(Int64(loaded.rows))),
      ("first_seen", .integer(Int64(loaded.firstSeen))), ("added", .integer(Int64(loaded.added))),
      ("removed", .integer(Int64(loaded.removed))), ("revised", .integer(Int64(loaded.revised))),
      ("quarantined", .integer(Int64(loaded.quarantined))), ("problem", JSON(loaded.problem)),
    ])
  }
}

extension JSON {
  init(_ problem: Problem?) {
    self =
      problem.map {
        .object([("where", .string($0.place)), ("what", .string($0.what)), ("remedy", .string($0.remedy))])
      } ?? .null
  }
}
