import ArgumentParser
import Runs

struct Tables: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tables",
    abstract: "List the summary tables: name, title, grain, unit, rows.",
    discussion: """
      Examples:
        soundings tables
        soundings tables --json
      """)

  @OptionGroup var options: Options

  func run() throws {
    let report = try TablesVerb().run(try options.project())
    try Output.render(report, options, isData: true) { report.text }
  }
}
