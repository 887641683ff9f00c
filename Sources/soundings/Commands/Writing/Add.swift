import ArgumentParser
import Model
import Runs

struct Add: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make editions of files that you already have.",
    discussion: """
      With --published the files are the pages of one edition, in their order. Without it each file is an edition of its
      own, and says when it was published: in its name, as edition.file_name of dataset.yaml reads it, or before its name
      (YYYY-MM-DD_NAME, or YYYY-MM_NAME where only the month is known), or inside, where the publisher dates its answers.
      A name that tells only the months of the data does not say when it was published. If one file is not good, none is
      stored.

      Examples:
        soundings add DATASET 2024-10_file.csv
        soundings add DATASET *.csv                each named YYYY-MM_...: each an edition
        soundings add DATASET file.csv --published 2025-11
        soundings add DATASET page-1.json page-2.json page-3.json --published 2025-11-10
      """)

  @Argument(help: "The dataset that the files belong to.")
  var dataset: String

  @Argument(help: ArgumentHelp("The files: each an edition, or with --published the pages of one.", valueName: "file"))
  var files: [String]

  @Option(
    help: ArgumentHelp(
      "When the publisher put it out: YYYY-MM-DD, or YYYY-MM where only the month is known.", valueName: "date"))
  var published: String?

  @OptionGroup var options: Options

  func run() throws {
    let report = try AddVerb(dataset: dataset, files: files, published: published).run(try options.project())
    try RunOutput(report, options, unreachableIsFailure: true, onlyDataset: dataset).finish()
  }
}
