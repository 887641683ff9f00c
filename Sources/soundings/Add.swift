import ArgumentParser
import Model
import Runs

struct Add: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make an edition of a file that you already have.",
    discussion: """
      Several files are the pages of one edition, in their order.

      Examples:
        soundings add cbp_encounters nationwide-encounters-fy22-fy25-state.csv --published 2025-11
        soundings add unhcr_population page-1.json page-2.json page-3.json --published 2025-11-10
      """)

  @Argument(help: "The dataset that the file belongs to.")
  var dataset: String

  @Argument(help: ArgumentHelp("The file, or the pages of one edition.", valueName: "file"))
  var files: [String]

  @Option(
    help: ArgumentHelp(
      "When the publisher put it out: YYYY-MM-DD, or YYYY-MM where only the month is known.", valueName: "date"))
  var published: String?

  @OptionGroup var options: Options

  func run() throws {
    let report = try AddVerb(dataset: dataset, files: files, published: published).run(try options.desk())
    try RunOutput(report, options, unreachableIsFailure: true, onlyDataset: dataset).finish()
  }
}
