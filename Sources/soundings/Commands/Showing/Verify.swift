import ArgumentParser
import Runs

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check archive, database, ledger and exports for damage.",
    discussion: """
      Every stored byte is checked against its hash, then the database, its ledger
      and the exports against the archive. It changes nothing, and reports what is
      damaged and how it can be restored. It may run at any time; what a run is just
      changing is not checked. The exit code is 1 if something is damaged.

      Examples:
        soundings verify
        soundings verify --rebuild   also compare with a rebuild, made in TMPDIR
        soundings verify --quiet     for cron: silent unless something is damaged
      """)

  @Flag(help: "Also rebuild everything in a temporary folder, and compare.")
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
