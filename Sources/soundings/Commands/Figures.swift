import ArgumentParser
import Drafts
import Figures
import Manifest
import Model
import Publishing
import Runs
import Words

struct FiguresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figures",
    abstract: "The article's figures: does each one hold, what is it now, and why.",
    discussion: """
      Verdicts, from good to bad: holds; holds with caveat; fragile (one ordinary revision from flipping); stale (its data is
      past its freshness); unsupported (no public data, no row, or in quarantine); drifted (held as of publication, does not
      on today's data); contradicted (does not hold as of publication).

      Without --as-of the check is recorded, and the exit code is 3 where a verdict is worse than at the last one.

      With --coverage nothing is judged: it lists the numbers and dates of a draft that no figure of the article stands for,
      with line and column, and those that differ from the figure whose words stand there. It needs no data. The exit code
      is 0 where all are covered or allowed, 1 where some are not, 65 where the draft cannot be read.

      Examples:
        soundings figures
        soundings figures ms-now-2025-11-19 --as-of 2025-11-19
        soundings figures ms-now-2025-11-19 --json
        soundings figures ms-now-2025-11-19 --coverage draft.md
        pandoc draft.docx -t plain | soundings figures ms-now-2025-11-19 --coverage /dev/stdin
      """)

  @Argument(help: "The article; all where none is named.")
  var article: String?

  @Option(
    help: ArgumentHelp(
      "List what no figure covers in this draft (Markdown, plain text or HTML, in UTF-8).", valueName: "file"))
  var coverage: String?

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var options: Options

  func run() throws {
    if let coverage { return try cover(coverage) }
    let checks = try FiguresVerb(article: article, asOf: try asOf.day()).run(try options.project())
    if options.json {
      // One article is one document; several are a list of them.
      Output.print(
        checks.count == 1
          ? FiguresOutput.json(checks[0]) : .object([("articles", .array(checks.map(FiguresOutput.json)))]))
    } else if !options.quiet {
      Output.print(checks.map(FiguresOutput.text).joined(separator: "\n"))
    }
    for problem in checks.flatMap({ $0.remarks + $0.problems }) { Output.error(problem) }
    if checks.contains(where: { !$0.problems.isEmpty }) { throw ExitCode(65) }
    let worse = checks.flatMap(\.worse)
    if asOf.asOf == nil, !worse.isEmpty {
      if options.quiet { for check in worse { Output.log("\(check.figure.id): \(FiguresOutput.verdict(check))") } }
      throw ExitCode(3)
    }
  }

  private func cover(_ draft: String) throws {
    guard asOf.asOf == nil else {
      throw Problem(
        .usage, at: "--as-of", "says nothing to --coverage, which reads a draft and no data",
        remedy: "leave one of the two away")
    }
    let (article, report) = try CoverageVerb(article: article, path: draft).run(try options.project())
    if options.json {
      Output.print(CoverageOutput.json(report, article: article, draft: draft))
    } else {
      let text = CoverageOutput.text(report, article: article, draft: draft, quiet: options.quiet)
      if !text.isEmpty { Output.print(text) }
    }
    if !report.isComplete { throw ExitCode(1) }
  }
}

struct NewArticle: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new-article",
    abstract: "Begin the file of another article's figures.",
    discussion: """
      Examples:
        soundings new-article magazine-2026-12-01
        soundings new-article magazine-2026-12-01 --published 2026-11-20
      """)

  @Argument(help: "Its name: lower-case letters, digits and hyphens.")
  var name: String

  @Option(help: ArgumentHelp("The day of publication; today where it is not given.", valueName: "YYYY-MM-DD"))
  var published: String?

  @OptionGroup var options: Options

  func run() throws {
    let day = try published.map { text in
      guard let day = Day(text) else {
        throw Problem(
          .usage, at: "--published", "\"\(text)\" is not a date",
          remedy: "write it as YYYY-MM-DD, for example 2025-11-19")
      }
      return day
    }
    let path = try NewArticleVerb(name: name, published: day).run(try options.project())
    if options.json {
      Output.print(.object([("file", .string(path))]))
    } else if !options.quiet {
      Output.print("\(path)\nWrite its figures into it, then: soundings figures \(name)")
    }
  }
}
