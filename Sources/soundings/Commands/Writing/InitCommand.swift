import ArgumentParser
import Runs
import Words

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Begin a project of your own in a new folder.",
    discussion: """
      The folder gets a configuration, an empty pipeline and a page that says what
      goes where. Commands that are run in it, or below it, use that project.

      Example:
        soundings init boats
      """)

  @Argument(help: "A folder that is not there yet, or is empty.")
  var folder: String

  @OptionGroup var options: Options

  func run() throws {
    let report = try InitVerb(folder: folder).run()
    try Output.render(report, options) {
      "\(report.folder): \(English.list(report.files))\n-> read Pipelines/README.md there, and put your address into Config/soundings.yaml"
    }
  }
}
