import ArgumentParser
import Manifest
import Model
import Runs
import Words

struct FiguresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figures",
    abstract: "Check whether an article's figures hold, and show why.",
    discussion: """
      Verdicts, from good to bad: holds; holds with caveat; fragile (one ordinary
      revision from flipping); stale (its data is past its freshness); unsupported
      (no data, no row, or in quarantine); drifted (held as of publication,
      does not on today's data); contradicted (does not hold as of publication).

      Without --as-of the check is recorded, and the exit code is 3 if a verdict is
      worse than at the last check.

      With --coverage nothing is judged. Instead it lists, with line and column, the
      numbers and dates of a draft that no figure of the article covers, and those
      that differ from the figure with the same words. It needs no data. The exit
      code is 0 if all are covered or allowed, 1 if some are not, 65 if the draft
      cannot be read.

      With --correction ID it drafts the note to readers on a figure that drifted or
      is contradicted: what was printed, what the data says, and what changed it.

      Examples:
        soundings figures
        soundings figures ms-now-2025-11-19 --as-of 2025-11-19
        soundings figures ms-now-2025-11-19 --json
        soundings figures ms-now-2025-11-19 --coverage draft.md
        pandoc draft.docx -t plain |
          soundings figures ms-now-2025-11-19 --coverage /dev/stdin
        soundings figures --correction strikes
      """)

  @Argument(help: "The article; default: all.")
  var article: String?

  @Option(
    help: ArgumentHelp(
      "List what no figure covers in this draft (Markdown, plain text or HTML, UTF-8).", valueName: "file"))
  var coverage: String?

  @Option(
    help: ArgumentHelp("Draft the note on this figure, which drifted or is contradicted.", valueName: "id"))
  var correction: String?

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var options: Options

  func run() throws {
    if let coverage { return try cover(coverage) }
    if let correction { return try correct(correction) }
    let report = try FiguresVerb(article: article, asOf: try asOf.day()).run(try options.project())
    try Output.render(report, options, isPaged: true, paint: .verdicts) { report.text }
    Output.errors(report.articles.flatMap { $0.remarks + $0.problems })
    if options.quiet, report.exitCode == 3 {
      Output.log(lines: report.worse.map { "\($0.figure.id): \($0.verdictWords)" })
    }
    try Output.end(report)
  }

  private func cover(_ draft: String) throws {
    guard correction == nil else {
      throw Problem(
        .usage, at: "--correction", "cannot be used with --coverage, which judges no figure",
        remedy: "leave out one of the two")
    }
    guard asOf.asOf == nil else {
      throw Problem(
        .usage, at: "--as-of", "cannot be used with --coverage, which reads a draft and no data",
        remedy: "leave out one of the two")
    }
    let report = try CoverageVerb(article: article, path: draft).run(try options.project())
    try Output.render(report, options, isData: true) { report.text(quiet: options.quiet) }
    try Output.end(report)
  }

  private func correct(_ figure: String) throws {
    let report = try CorrectionVerb(figure: figure, article: article, asOf: try asOf.day()).run(try options.project())
    try Output.render(report, options, isData: true) {
      report.lines.map { $0.isEmpty ? "\n" : Paragraph.wrapped($0, to: Output.width) }.joined()
    }
  }
}
