import ArgumentParser
import Model
import Runs

struct Accept: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Use an edition that a guard on values holds, or settle one that is reported.",
    discussion: """
      The decision is kept in the archive, with its reason, and counts on every as-of day. What is cut off, has lost a column
      or repeats keys cannot be accepted: it needs another file or a corrected manifest. To undo it: soundings withdraw.

      Examples:
        soundings accept DATASET 2026-01-31 --reason "the publisher confirmed the revision on the phone"
        soundings accept DATASET 3fa4c1d09b21 --reason "..."      by the first characters of the file's SHA-256
      """)

  @OptionGroup var decision: DecisionArguments
  @OptionGroup var options: Options

  func run() throws { try decision.run(.accept, options) }
}

struct Withdraw: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take an edition out of use, one that was added by mistake.",
    discussion: """
      Its bytes stay in the archive; the decision is kept beside them, with its reason, and counts on every as-of day. To undo
      it: soundings accept.

      Example:
        soundings withdraw DATASET 2026-01-31 --reason "the file of another dataset"
      """)

  @OptionGroup var decision: DecisionArguments
  @OptionGroup var options: Options

  func run() throws { try decision.run(.withdraw, options) }
}

/// What both decisions are given.
struct DecisionArguments: ParsableArguments {
  @Argument(help: "The dataset.")
  var dataset: String

  @Argument(help: "The edition: its published date, or the first 8 or more characters of its file's SHA-256.")
  var edition: String

  @Option(help: ArgumentHelp("Why, for those who read it later.", valueName: "text"))
  var reason: String

  @Option(help: ArgumentHelp("Who decided it.", valueName: "name"))
  var by: String?

  func run(_ kind: Decision.Kind, _ options: Options) throws {
    let verb = DecideVerb(kind, dataset: dataset, edition: edition, reason: reason, person: by)
    try RunOutput(try verb.run(try options.project()), options, unreachableIsFailure: true, onlyDataset: dataset)
      .finish()
  }
}
