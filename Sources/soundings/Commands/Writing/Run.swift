import ArgumentParser
import Model
import Runs

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Fetch what is new, load it, compute the tables, write the exports.",
    discussion: """
      Examples:
        soundings run                 everything
        soundings run PIPELINE        one pipeline
        soundings run DATASET         one dataset
        soundings run --due --quiet   for cron: only what is due, and silent unless
                                      there are problems
        soundings run --offline       fetch nothing; load what is in the archive
        soundings run --dry-run       show what would be fetched
      """)

  @Argument(help: "Pipelines or datasets; default: all.")
  var targets: [String] = []

  @Flag(help: "Ask only publishers that are due: by default, those last asked a day ago.")
  var due = false

  @Flag(help: "Fetch nothing; load what is in the archive.")
  var offline = false

  @Flag(help: "Only show what would be done.")
  var dryRun = false

  @Flag(help: "Do not count an unreachable publisher as a failure.")
  var unreachableOk = false

  @OptionGroup var options: Options

  func run() throws {
    var verb = RunVerb()
    verb.targets = targets
    verb.onlyDue = due
    verb.isOffline = offline
    verb.isDryRun = dryRun
    verb.showsRemarks = !options.quiet
    let report = try verb.run(try options.project())
    try RunOutput(report, options, unreachableIsFailure: !unreachableOk).finish(isDryRun: dryRun)
  }
}
