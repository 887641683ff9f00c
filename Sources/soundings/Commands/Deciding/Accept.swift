import ArgumentParser
import Model

struct Accept: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept",
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
