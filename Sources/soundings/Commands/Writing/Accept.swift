import ArgumentParser
import Model
import Runs

struct Accept: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Use an edition that a guard on values holds, or confirm one that is reported.",
    discussion: """
      The decision is stored in the archive, with its reason, and applies to every
      as-of day. An edition that is cut off, lacks a column or repeats keys cannot
      be accepted: it needs another file or a corrected manifest. To undo the
      decision: soundings withdraw.

      Examples:
        soundings accept DATASET 2026-01-31 --reason "confirmed by phone"
        soundings accept DATASET 3fa4c1d09b21 --reason "..."   by the file's SHA-256
      """)

  @OptionGroup var decision: DecisionArguments
  @OptionGroup var options: Options

  func run() throws { try decision.run(.accept, options) }
}

struct Withdraw: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take an edition out of use, for example one added by mistake.",
    discussion: """
      Its bytes stay in the archive; the decision is stored with them, with its
      reason, and applies to every as-of day. To undo it: soundings accept.

      Example:
        soundings withdraw DATASET 2026-01-31 --reason "the file of another dataset"
      """)

  @OptionGroup var decision: DecisionArguments
  @OptionGroup var options: Options

  func run() throws { try decision.run(.withdraw, options) }
}

/// The arguments of both decisions.
struct DecisionArguments: ParsableArguments {
  @Argument(help: "The dataset.")
  var dataset: String

  @Argument(help: "The edition: its published date, or the first 8 or more characters of its file's SHA-256.")
  var edition: String

  @Option(help: ArgumentHelp("The reason, for later readers.", valueName: "text"))
  var reason: String

  @Option(help: ArgumentHelp("The person who decided it.", valueName: "name"))
  var by: String?

  func run(_ kind: Decision.Kind, _ options: Options) throws {
    let verb = DecideVerb(kind, dataset: dataset, edition: edition, reason: reason, person: by)
    try RunOutput(try verb.run(try options.project()), options, unreachableIsFailure: true, onlyDataset: dataset)
      .finish()
  }
}
