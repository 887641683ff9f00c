import ArgumentParser
import Model
import Publishing
import Runs
import Words

struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what the publisher changed between two days, or what the last run changed.",
    discussion: """
      It compares the states at the end of two days. --from defaults to the state
      before the newest edition, --to to the newest state; --as-of is another name
      for --to.

      Here, in the digest and on the pages, the order is the same: revised rows,
      then removed, then added ones, and last the rows of partitions seen for the
      first time. Within each, the number that the rows are about (the one that a
      table's title or a dataset's figure names) comes first, largest difference
      first, then the other numbers, unit by unit.

      With --since-last-run it describes in sentences what the last run (run, add,
      backfill or a decision) changed: editions, rows, the largest changes of each
      summary table, verdicts, and failures. The first line sums it up. DATASET is
      optional then. A rebuild does not count as a run; changed verdicts include
      those recorded by `soundings figures` since the run before. With --quiet it
      prints nothing if nothing is new, so that cron sends mail only when something
      changed:

        soundings run --due --quiet; soundings diff --since-last-run --quiet

      Examples:
        soundings diff DATASET
        soundings diff DATASET --from 2025-06-30 --to 2025-11-19
        soundings diff DATASET --from 2024-12-31 --format csv > changes.csv
        soundings diff --since-last-run
        soundings diff DATASET --since-last-run --json
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, csv, json }

  @Argument(help: "The dataset; optional with --since-last-run.")
  var dataset: String?

  @Option(help: ArgumentHelp("The end of this day is the older state.", valueName: "YYYY-MM-DD"))
  var from: String?

  @Option(help: ArgumentHelp("The end of this day is the newer state.", valueName: "YYYY-MM-DD"))
  var to: String?

  @Flag(help: "Describe what the last run changed.")
  var sinceLastRun = false

  @Option(help: "text, csv or json.")
  var format: Format = .text

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var options: Options

  func run() throws {
    if sinceLastRun { return try describeLastRun() }
    guard let dataset else {
      throw Problem(
        .usage, at: "diff", "no dataset was named",
        remedy: "name one: soundings diff DATASET (what the last run changed: soundings diff --since-last-run)")
    }
    let report = try DiffVerb(
      dataset: dataset, from: try DayOption.day(from, option: "--from"),
      to: try DayOption.day(to, option: "--to") ?? asOf.day()
    ).run(try options.project())
    if let remark = report.remark { Output.log(remark) }
    if format == .csv, !options.json { return Output.print(bytes: DiffOutput.csv(report)) }
    try Output.render(report, rendering, isData: true) { DiffOutput.text(report) }
  }

  private func describeLastRun() throws {
    for (option, value) in [("--from", from), ("--to", to), ("--as-of", asOf.asOf)] where value != nil {
      throw Problem(
        .usage, at: option,
        "cannot be given with --since-last-run, which compares with the state just before the last run",
        remedy: "leave out one of the two")
    }
    guard format != .csv || options.json else {
      throw Problem(
        .usage, at: "--format", "csv is not a format of --since-last-run, which writes prose",
        remedy: "use --json, or get the changed rows of one dataset: soundings diff DATASET --format csv")
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
