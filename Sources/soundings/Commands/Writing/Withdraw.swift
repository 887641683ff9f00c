import ArgumentParser
import Model

struct Withdraw: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw",
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
