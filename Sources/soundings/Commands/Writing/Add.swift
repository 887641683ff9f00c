import ArgumentParser
import Model
import Runs

struct Add: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Make editions of files that you already have.",
    discussion: """
      With --published the files are the pages of one edition, in order. Without it
      each file is an edition of its own, whose published date is read from its name
      (by edition.file_name of dataset.yaml), from before its name (YYYY-MM-DD_NAME,
      or YYYY-MM_NAME if only the month is known), or from its content if the
      publisher dates its answers. The months of the data in a name are not a
      published date. If one file is bad, none is stored.

      Examples:
        soundings add DATASET 2024-10_file.csv
        soundings add DATASET *.csv      each named YYYY-MM_...: an edition per file
        soundings add DATASET file.csv --published 2025-11
        soundings add DATASET page-1.json page-2.json --published 2025-11-10
      """)

  @Argument(help: "The dataset that the files belong to.")
  var dataset: String

  @Argument(help: ArgumentHelp("The files: an edition each, or with --published the pages of one.", valueName: "file"))
  var files: [String]

  @Option(
    help: ArgumentHelp(
      "The published date: YYYY-MM-DD, or YYYY-MM if only the month is known.", valueName: "date"))
  var published: String?

  @Flag(help: "Load the pipeline's editions that come with Soundings too, as a run does.")
  var withBundled = false

  @OptionGroup var options: Options

  func run() throws {
    var verb = AddVerb(dataset: dataset, files: files, published: published)
    verb.usesBundled = withBundled
    let report = try verb.run(try options.project())
    try RunOutput(report, options, unreachableIsFailure: true, onlyDataset: dataset).finish()
  }
}
