import ArgumentParser
import Runs

struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show how fresh each dataset is, what is held or in quarantine, and what is due next.",
    discussion: """
      States: fresh; due (a new edition should be out); stale (overdue by more than
      the grace allowed); held (a newer edition is held back by a guard); empty
      (nothing loaded yet).

      Examples:
        soundings status
        soundings status DATASET             with its records in quarantine
      """)

  @Argument(help: "Datasets; default: all.")
  var datasets: [String] = []

  @OptionGroup var options: Options

  func run() throws {
    var verb = StatusVerb()
    verb.datasets = datasets
    let report = try verb.run(try options.project())
    try Output.render(report, options, isData: true, paint: .states) { report.text(listsQuarantine: !datasets.isEmpty) }
  }
}
