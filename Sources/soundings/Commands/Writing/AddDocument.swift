import ArgumentParser
import Runs

struct AddDocument: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add-document",
    abstract: "Keep a page, PDF or text on which keyed rows rest.",
    discussion: """
      The bytes go into the archive, unchanged, under their SHA-256. Rows keyed by
      hand that name the same address are anchored in it where their quote stands
      there once and says their value. Documents never leave the archive: what an
      export shows is the quote.

      Examples:
        soundings add-document page.html --source https://example.org/report --published 2025-11-16
        soundings add-document notice.txt --source https://... --published 2025-11-24 --transcribed
      """)

  @Argument(help: "The file: a web page, a text, a PDF or an image.")
  var file: String

  @Option(help: ArgumentHelp("The address at which it is published.", valueName: "url"))
  var source: String

  @Option(
    help: ArgumentHelp(
      "The day on which it was published: YYYY-MM-DD, or YYYY-MM if only the month is known.", valueName: "date"))
  var published: String

  @Flag(help: "The file has the document's words, but is not what its server answered.")
  var transcribed = false

  @OptionGroup var options: Options

  func run() throws {
    var verb = AddDocumentVerb(file: file, source: source, published: published)
    verb.isTranscribed = transcribed
    let report = try verb.run(try options.project())
    try Output.render(report, options) { report.text }
    Output.errors([report.unreadable].compactMap(\.self) + report.problems)
    if !report.problems.isEmpty { throw ExitCode(1) }
  }
}
