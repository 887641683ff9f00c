import ArgumentParser
import Runs

struct QuarantineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quarantine",
    abstract: "List or show the records that broke their contract, or read them again.",
    discussion: """
      Examples:
        soundings quarantine list DATASET    the editions that have some, and why
        soundings quarantine show DATASET    each record as the publisher wrote it
        soundings quarantine retry DATASET   read them again, after a correction of
                                             normalize.sql or dataset.yaml
      """,
    subcommands: [List.self, Show.self, Retry.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List the editions with records in quarantine, and the reasons.")
    @Argument(help: "The dataset.") var dataset: String
    @OptionGroup var options: Options

    func run() throws {
      let report = try QuarantineVerb(dataset: dataset).list(try options.project(), withText: false)
      try Output.render(report, options, isData: true) { report.text }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show each record in quarantine as the publisher wrote it.")
    @Argument(help: "The dataset.") var dataset: String
    @OptionGroup var options: Options

    func run() throws {
      let report = try QuarantineVerb(dataset: dataset).list(try options.project(), withText: true)
      try Output.render(report, options, isData: true) { report.text }
    }
  }

  struct Retry: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "retry",
      abstract: "Read the dataset's editions again; records that now keep the contract leave quarantine.")
    @Argument(help: "The dataset.") var dataset: String
    @OptionGroup var options: Options

    func run() throws {
      let report = try QuarantineVerb(dataset: dataset).retry(try options.project())
      try RunOutput(report, options, unreachableIsFailure: true, onlyDataset: dataset).finish()
    }
  }
}
