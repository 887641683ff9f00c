import ArgumentParser
import Runs

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Hold every stored byte against its hash; the database, its ledger and the exports against the archive.",
    discussion: """
      It changes nothing, and says what is damaged and what it can be restored from. It may run beside anything; what a run
      is just changing is not judged. Exit code 1 where something is damaged.

      Examples:
        soundings verify
        soundings verify --rebuild      and everything against a rebuild in a temporary folder (TMPDIR)
        soundings verify --quiet        for cron: silent unless something is damaged
      """)

  @Flag(help: "Rebuild everything in a temporary folder, and compare it with what is here.")
  var rebuild = false

  @OptionGroup var options: Options

  func run() throws {
    var verb = VerifyVerb()
    verb.withRebuild = rebuild
    let report = try verb.run(try options.project())
    try Output.render(report, options) { report.text }
    if !options.json { Output.errors(report.findings.map(\.problem)) }
    try Output.end(report)
  }
}
