import ArgumentParser
import Manifest
import Model
import Runs

struct Backfill: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Fetch the past editions that the publisher still offers.",
    discussion: """
      What is offered: every link of a landing page that matches; or, where dataset.yaml has fetch.backfill, the revision
      in force on each of a row of days; else only the newest edition. What the archive holds is not fetched again, so
      after an interruption the same command goes on where it stopped. History comes out the same as if the editions had
      been fetched in their time.

      Examples:
        soundings backfill DATASET --dry-run       the plan; asks for the landing page and nothing else
        soundings backfill DATASET                 all that is offered and not held
        soundings backfill DATASET --from 2025-10 --to 2026-03
        soundings backfill DATASET --from 2025-09-02 --to 2025-12-31 --step day
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
      discussion: "For datasets that are asked for by the revision in force on a day; default: as dataset.yaml says.",
      valueName: "step"))
  var step: String?

  @Flag(help: "Only show the plan.")
  var dryRun = false

  @OptionGroup var options: Options

  func run() throws {
    var verb = BackfillVerb(dataset: dataset)
    verb.from = try date(from, "--from")?.firstDay
    verb.to = try date(to, "--to")?.day
    verb.step = try stepGiven()
    verb.isDryRun = dryRun
    let report = try verb.run(try options.project()) { plan in
      if !options.json, !options.quiet || dryRun { Output.print(BackfillOutput.text(of: plan, lists: dryRun)) }
    }
    try BackfillOutput(report, options, isDryRun: dryRun).finish()
  }

  private func date(_ text: String?, _ option: String) throws -> PublishedDate? {
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
