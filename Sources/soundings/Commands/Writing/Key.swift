import ArgumentParser
import Runs

struct Key: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key",
    abstract: "Key one row of a curated dataset from the words of an archived document.",
    discussion: """
      The quote must stand in the document exactly once, and say the row's value.
      The row goes into curated.csv in its place, with the document's address, the
      day on which it was published, and the quote's SHA-256 and length; the words
      themselves only with --keep-quote (works of the U.S. government). If anything
      is wrong, nothing is written.

      Example:
        soundings key DATASET --document https://... --quote "about 15,000 troops" \\
          --value fact=troops --value item=estimate --value value_integer=15000
      """)

  @Argument(help: "The curated dataset.")
  var dataset: String

  @Option(
    help: ArgumentHelp(
      "The document's address, the beginning of its SHA-256, or a file with its bytes.", valueName: "url|file"))
  var document: String

  @Option(help: ArgumentHelp("The words that say it, as they stand there; at most 300 characters.", valueName: "text"))
  var quote: String

  @Option(help: ArgumentHelp("A value of the row; once for each column.", valueName: "column=value"))
  var value: [String] = []

  @Flag(help: "Write the words into the file too.")
  var keepQuote = false

  @OptionGroup var options: Options

  func run() throws {
    var verb = KeyVerb(dataset: dataset, document: document, quote: quote, values: value)
    verb.keepsQuote = keepQuote
    let report = try verb.run(try options.project())
    try Output.render(report, options) { report.text }
  }
}
