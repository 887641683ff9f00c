import ArgumentParser
import Model
import Runs

struct Trace: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The records behind a table's cell, down to the lines of the publisher's files.",
    discussion: """
      Picks one row of a table and shows, for each of its numbers, the records that make it: edition, publisher's address,
      the archived file with its SHA-256, the record's number and the record itself. Asks nobody; the archive's bytes are
      held against their hash, and the records' sum against the cell, before anything is shown.

      Examples:
        soundings trace TABLE --where fiscal_year=2023
        soundings trace TABLE --where fiscal_year=2023 --where region=Other --column venezuelan
        soundings trace TABLE --where date=2025-11-15 --column strikes --all
        soundings trace TABLE --where month=2023-12 --where 'indicator=Cocaine (T40.5)' --as-of 2025-06-30 --json
      """)

  @Argument(help: "The table's name: see soundings tables.")
  var table: String

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp("A value that the row has; may be given several times.", valueName: "column=value"))
  var conditions: [String] = []

  @Option(
    name: .customLong("column"),
    help: ArgumentHelp("The column to trace, instead of all; may be given several times.", valueName: "column"))
  var columns: [String] = []

  @Flag(help: "Name every record, not only the first and the largest ones.")
  var all = false

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var options: Options

  func run() throws {
    var verb = TraceVerb(table: table)
    verb.conditions = conditions
    verb.columns = columns
    verb.asOf = try asOf.day()
    verb.namesAll = all
    let report = try verb.run(try options.desk())
    if let remark = report.remark { Output.log(remark) }
    let output = TraceOutput(report)
    if options.json { Output.print(output.json) } else { Output.print(output.text) }
  }
}
