import ArgumentParser
import Manifest
import Model
import Runs

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check manifests, SQL, configuration and samples, without a network.",
    discussion: """
      Examples:
        soundings check
        soundings check --verbose    also what is read as what, for each dataset
      """)

  @OptionGroup var options: Options

  func run() throws {
    let (configuration, root) = try options.readConfiguration()
    let quiet = options.quiet || options.json
    let report = try CheckVerb.run(
      pipelinesFolder: Options.resolve(configuration.pipelines, root), shouldStop: { StopSignal.isRequested }
    ) { line in
      if !quiet { Output.print(line) }
    }
    if !quiet, let warning = configuration.contactWarning { Output.log(warning) }
    if options.verbose, !quiet {
      for dataset in report.datasets { Output.print(dataset.lines.joined(separator: "\n") + "\n") }
    }
    try Output.render(report, options) { report.problems.isEmpty ? "no problems" : nil }
    if !options.json { Output.errors(report.problems) }
    try Output.end(report)
  }
}
