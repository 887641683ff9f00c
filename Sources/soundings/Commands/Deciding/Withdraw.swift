import ArgumentParser
import Model
import Runs

struct Withdraw: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw",
    abstract: "Take an edition out of use, for example one added by mistake.",
    discussion: """
      Its bytes stay in the archive; the decision is stored with them, with its
      reason, and applies to every as-of day. To undo it: soundings accept.

      A document on which keyed rows rest is named by its address or SHA-256; to
      undo that: soundings add-document.

      Examples:
        soundings withdraw DATASET 2026-01-31 --reason "the file of another dataset"
        soundings withdraw documents 3fa4c1d09b21 --reason "another report"
      """)

  @OptionGroup var decision: DecisionArguments
  @OptionGroup var options: Options

  func run() throws {
    guard decision.dataset == WithdrawDocumentVerb.name else { return try decision.run(.withdraw, options) }
    let verb = WithdrawDocumentVerb(document: decision.edition, reason: decision.reason)
    let report = try verb.run(try options.project())
    try Output.render(report, options) { report.text }
  }
}
