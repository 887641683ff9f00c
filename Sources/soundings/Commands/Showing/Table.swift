import ArgumentParser
import Publishing
import Runs

struct Table: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "table",
    abstract: "Show one summary table, now or as of a day.",
    discussion: """
      In the text form a dash (–) means that the source does not say; 0 means that
      it says none.

      Examples:
        soundings table TABLE
        soundings table TABLE --as-of 2024-12-31
        soundings table TABLE --format csv > shares.csv
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, csv, json, md }

  @Argument(help: "The table's name: see soundings tables.")
  var name: String

  @Option(help: "text, csv, json or md.")
  var format: Format = .text

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var options: Options

  func run() throws {
    let (manifest, result, remark) = try TableVerb(name: name, asOf: try asOf.day()).run(try options.project())
    if let remark { Output.log(remark) }
    switch options.json ? .json : format {
    case .text: Output.print(TextTable.rendered(result, manifest: manifest, width: Output.width))
    case .csv: Output.print(bytes: CSVWriter.bytes(of: result, manifest: manifest))
    case .json: Output.print(bytes: JSONTableWriter.bytes(of: result, manifest: manifest))
    case .md: Output.print(bytes: MarkdownWriter.bytes(of: result, manifest: manifest))
    }
  }
}
