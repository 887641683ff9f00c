import ArgumentParser
import Manifest
import Model
import Runs

struct Backfill: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backfill",
    abstract: "Fetch the past editions that the publisher still offers.",
    discussion: """
      Publishers offer past editions as matching links on a landing page or, if
      dataset.yaml has fetch.backfill, as the revision in force on each of a series
      of days; otherwise only the newest edition is available. Editions in the
      archive are not fetched again, so after an interruption the same command
      continues where it stopped. The history is the same as if the editions had
      been fetched when they were published.

      A web archive has copies of the dataset's addresses. Each distinct one
      becomes an edition, dated by the day of the copy and marked so; where to
      look is 'web_archive' in Config, by default the Internet Archive.

      Examples:
        soundings backfill DATASET --dry-run   show the plan
        soundings backfill DATASET             all that is not in the archive
        soundings backfill DATASET --from 2025-10 --to 2026-03
        soundings backfill DATASET --from 2025-09-02 --to 2025-12-31 --step day
        soundings backfill DATASET --from-web-archive --dry-run
      """)

  @Argument(help: "The dataset.")
  var dataset: String

  @Option(
    help: ArgumentHelp(
      "Only what was published (or was in force) from this day on: YYYY-MM-DD, YYYY-MM or YYYY.", valueName: "date"))
  var from: String?

  @Option(help: ArgumentHelp("Only what was published (or was in force) up to this day.", valueName: "date"))
  var to: String?

  @Option(
    help: ArgumentHelp(
      "How far apart the days are: day, week or month.",
      discussion: "For datasets with fetch.backfill; default: the step in dataset.yaml.",
      valueName: "step"))
  var step: String?

  @Flag(help: "Ask a web archive for its copies, not the publisher for past editions.")
  var fromWebArchive = false

  @Flag(help: "Only show the plan.")
  var dryRun = false

  @OptionGroup var options: Options

  func run() throws {
    var verb = BackfillVerb(dataset: dataset)
    verb.from = try date(from, option: "--from")?.firstDay
    verb.to = try date(to, option: "--to")?.day
    verb.step = try stepGiven()
    if step != nil, fromWebArchive {
      throw Problem(
        .usage, at: "--step", "a web archive has its copies of days of its own",
        remedy: "leave out --step, or --from-web-archive")
    }
    verb.usesWebArchive = fromWebArchive
    verb.isDryRun = dryRun
    let report = try verb.run(try options.project()) { plan in
      if !options.json, !options.quiet || dryRun { Output.print(BackfillOutput.text(of: plan, lists: dryRun)) }
    }
    try BackfillOutput(report, options, isDryRun: dryRun).finish()
  }

  private func date(_ text: String?, option: String) throws -> PublishedDate? {
    guard let text else { return nil }
    guard let date = PublishedDate(text) else {
      throw Problem(
        .usage, at: option, "\"\(text)\" is not a date",
        remedy: "write it as YYYY-MM-DD (or YYYY-MM), for example 2025-11-19")
    }
    return date
  }

  private func stepGiven() throws -> RevisionHistory.Step? {
    guard let step else { return nil }
    guard let known = RevisionHistory.Step(rawValue: step) else {
      throw Problem(
        .usage, at: "--step", "\"\(step)\" is not one of day, week, month", remedy: "write one of: day, week, month")
    }
    return known
  }
}
