import ArgumentParser
import Runs

struct QuarantineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quarantine",
    abstract: "The records that broke their contract: list them, show them, read them again.",
    discussion: """
      Examples:
        soundings quarantine list DATASET       which editions have some, and why
        soundings quarantine show DATASET       each record as the publisher wrote it
        soundings quarantine retry DATASET      read them again, after normalize.sql or dataset.yaml was corrected
      """,
    subcommands: [List.self, Show.self, Retry.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Which editions have records in quarantine, and why.")
    @Argument(help: "The dataset.") var dataset: String
    @OptionGroup var options: Options

    func run() throws {
      let report = try QuarantineVerb(dataset: dataset).list(try options.project(), withText: false)
      try Output.render(report, options, isData: true) { report.text }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Each record in quarantine as the publisher wrote it.")
    @Argument(help: "The dataset.") var dataset: String
    @OptionGroup var options: Options

    func run() throws {
      let report = try QuarantineVerb(dataset: dataset).list(try options.project(), withText: true)
      try Output.render(report, options, isData: true) { report.text }
    }
  }

  struct Retry: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Read the dataset's editions again; what keeps its contract now leaves the quarantine.")
    @Argument(help: "The dataset.") var dataset: String
    @OptionGroup var options: Options

    func run() throws {
      let report = try QuarantineVerb(dataset: dataset).retry(try options.project())
      try RunOutput(report, options, unreachableIsFailure: true, onlyDataset: dataset).finish()
    }
  }
}
