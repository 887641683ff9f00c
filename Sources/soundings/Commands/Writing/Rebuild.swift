import ArgumentParser
import Runs

struct Rebuild: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild",
    abstract: "Make the warehouse and the exports again from the archive.",
    discussion: """
      The new warehouse replaces the old one atomically when it is complete; the run
      ledger is kept. The same archive and the same Pipelines give the same exports,
      byte for byte, on any machine. Nothing is fetched.

      Examples:
        soundings rebuild
        soundings rebuild --data /mnt/copy   only its archive folder is needed
        soundings rebuild --json
      """)

  @OptionGroup var options: Options

  func run() throws {
    let report = try RebuildVerb().run(try options.project())
    if !options.json { Output.log(lines: report.remarks) }
    try Output.render(report, options) { report.text }
    Output.errors(report.problems)
    try Output.end(report)
  }
}
