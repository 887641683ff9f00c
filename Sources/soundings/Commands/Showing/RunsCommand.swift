import ArgumentParser
import Model
import Runs

struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs",
    abstract: "List what the last runs did.",
    discussion: """
      The newest first. A run that found nothing new writes nothing, and is not
      listed. With --verbose every dataset is listed, otherwise those with news.

      Examples:
        soundings runs
        soundings runs 50 --json
      """)

  @Argument(help: "How many runs.")
  var count = 10

  @OptionGroup var options: Options

  func run() throws {
    guard count > 0 else {
      throw Problem(.usage, at: "runs", "\(count) is no number of runs", remedy: "give 1 or more: soundings runs 10")
    }
    let report = try RunsVerb(count: count).run(try options.project())
    let isVerbose = options.verbose
    try Output.render(report, options, isData: true) { report.text(listsAll: isVerbose) }
  }
}
