import ArgumentParser
import Model
import Publishing
import Runs
import Words

struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "What the publisher changed between two days, largest first; or what the last run changed, in words.",
    discussion: """
      Without --from it starts before the newest edition; without --to it ends with it. Both mean the end of the day, and
      --as-of is another word for --to.

      The same change is first here, in the digest and on the pages: what was revised, then removed, then added, and last
      the rows of partitions that are seen for the first time; in each the number that the rows are about (the one that a
      table's title or a dataset's figure names) by how far it moved, then the other numbers, unit by unit.

      With --since-last-run it tells in sentences what the last run (run, add or backfill) changed, against the state just
      before it: editions, rows, the largest changes of each summary table, verdicts, and what did not go well. The first
      line sums it up. DATASET is then optional. A rebuild changes nothing and is looked through; verdicts are told since the
      run before, also those of `soundings figures`. With --quiet it prints nothing where nothing is new, so that cron mails
      it only when something changed:

        soundings run --due --quiet; soundings diff --since-last-run --quiet

      Examples:
        soundings diff DATASET
        soundings diff DATASET --from 2025-06-30 --to 2025-11-19
        soundings diff DATASET --from 2024-12-31 --format csv > changes.csv
        soundings diff --since-last-run
        soundings diff DATASET --since-last-run --json
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, csv, json }

  @Argument(help: "The dataset; may be left out with --since-last-run.")
  var dataset: String?

  @Option(help: ArgumentHelp("The state at the end of this day.", valueName: "YYYY-MM-DD"))
  var from: String?

  @Option(help: ArgumentHelp("Against the state at the end of this day.", valueName: "YYYY-MM-DD"))
  var to: String?

  @Flag(help: "Tell in words what the last run changed.")
  var sinceLastRun = false

  @Option(help: "text, csv or json.")
  var format: Format = .text

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var options: Options

  func run() throws {
    if sinceLastRun { return try tellLastRun() }
    guard let dataset else {
      throw Problem(
        .usage, at: "diff", "no dataset was named",
        remedy: "name one: soundings diff DATASET (or ask what the last run changed: soundings diff --since-last-run)")
    }
    let report = try DiffVerb(
      dataset: dataset, from: try DayOption.day(from, option: "--from"),
      to: try DayOption.day(to, option: "--to") ?? asOf.day()
    ).run(try options.project())
    if let remark = report.remark { Output.log(remark) }
    if format == .csv, !options.json { return Output.print(bytes: DiffOutput.csv(report)) }
    try Output.render(report, rendering, isData: true) { DiffOutput.text(report) }
  }

  private func tellLastRun() throws {
    for (option, value) in [("--from", from), ("--to", to), ("--as-of", asOf.asOf)] where value != nil {
      throw Problem(
        .usage, at: option,
        "cannot be given with --since-last-run, which compares with the state just before the last run",
        remedy: "leave one of the two away")
    }
    guard format != .csv || options.json else {
      throw Problem(
        .usage, at: "--format", "csv cannot hold what --since-last-run tells: it is prose",
        remedy: "take --json, or the changed rows of one dataset: soundings diff DATASET --format csv")
    }
    let digest = try DigestVerb(dataset: dataset).run(try options.project())
    if options.quiet, !digest.isNews { return }
    try Output.render(digest, rendering, isData: true) {
      DigestWords.paragraphs(digest).map { Paragraph.wrapped($0, to: Output.width) }.joined(separator: "\n")
    }
  }

  /// The options, with `--format json` counted as `--json`.
  private var rendering: Options {
    var options = options
    options.json = options.json || format == .json
    return options
  }
}
