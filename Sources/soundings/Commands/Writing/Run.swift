import ArgumentParser
import Model
import Runs

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Fetch what is new, load it, compute the tables, write the exports.",
    discussion: """
      Examples:
        soundings run                       everything
        soundings run PIPELINE              one pipeline
        soundings run DATASET               one dataset
        soundings run --due --quiet         for cron: only what is due, silent unless something is wrong
        soundings run --offline             only what is at hand
        soundings run --dry-run             what would be asked for
      """)

  @Argument(help: "Pipelines or datasets; all where none is named.")
  var targets: [String] = []

  @Flag(help: "Ask only for datasets whose next edition is due.")
  var due = false

  @Flag(help: "Ask nobody; load what is at hand.")
  var offline = false

  @Flag(help: "Only say what would be done.")
  var dryRun = false

  @Flag(help: "A publisher that cannot be reached is not a failure (for a first look without a network).")
  var unreachableOk = false

  @OptionGroup var options: Options

  func run() throws {
    var verb = RunVerb()
    verb.targets = targets
    verb.onlyDue = due
    verb.isOffline = offline
    verb.isDryRun = dryRun
    let report = try verb.run(try options.project())
    try RunOutput(report, options, unreachableIsFailure: !unreachableOk).finish(isDryRun: dryRun)
  }
}
