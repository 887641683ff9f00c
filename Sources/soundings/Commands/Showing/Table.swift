import ArgumentParser
import Manifest
import Model
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
        soundings table TABLE --where region=Other --columns year,people \
          --sort=-people --limit 10
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, csv, json, md

    /// Prints rows in this form.
    func print(_ result: TableResult, _ manifest: TableManifest) {
      switch self {
      case .text:
        Output.print(
          TextTable.rendered(result, manifest: manifest, width: Output.width), paint: .title, isPaged: true)
      case .csv: Output.print(bytes: CSVWriter.bytes(of: result, manifest: manifest))
      case .json: Output.print(bytes: JSONTableWriter.bytes(of: result, manifest: manifest))
      case .md: Output.print(bytes: MarkdownWriter.bytes(of: result, manifest: manifest))
      }
    }
  }

  /// Refuses a `--limit` below one row, for each command that has the option;
  /// throws a `Problem` of usage.
  static func check(limit: Int?) throws {
    guard let limit, limit < 1 else { return }
    throw Problem(.usage, at: "--limit", "\(limit) is no number of rows", remedy: "give 1 or more")
  }

  @Argument(help: "The table's name: see soundings tables.")
  var name: String

  @Option(help: "text, csv, json or md.")
  var format: Format = .text

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp("A value that rows must have; may be given several times.", valueName: "column=value"))
  var conditions: [String] = []

  @Option(help: ArgumentHelp("The columns to show, with commas between them.", valueName: "names"))
  var columns: [String] = []

  @Option(
    help: ArgumentHelp("A column to sort by; --sort=-NAME for the largest first.", valueName: "name"))
  var sort: String?

  @Option(help: ArgumentHelp("How many rows at most.", valueName: "n"))
  var limit: Int?

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var options: Options

  func run() throws {
    try Self.check(limit: limit)
    var verb = TableVerb(name: name, asOf: try asOf.day())
    verb.selection.conditions = conditions
    verb.selection.columns = columns
    verb.selection.sort = sort
    verb.selection.limit = limit
    let (manifest, result, remark) = try verb.run(try options.project())
    if let remark { Output.log(remark) }
    (options.json ? Format.json : format).print(result, manifest)
  }
}
