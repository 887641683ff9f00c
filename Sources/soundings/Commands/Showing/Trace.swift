import ArgumentParser
import Manifest
import Model
import Runs

struct Trace: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Show the records behind a figure or a table's cells.",
    discussion: """
      For each number in one row of a table, it shows the records behind it:
      edition, publisher's address, the archived file with its SHA-256, the record's
      number and the record itself. For a figure, it shows the records that the
      article's file declares, or those of its table's cell. It needs no network.
      Before anything is shown, the archived bytes are checked against their hash,
      and the records against the value.

      Examples:
        soundings trace TABLE --where fiscal_year=2023
        soundings trace TABLE --where fiscal_year=2023 --where region=Other \\
          --column venezuelan
        soundings trace TABLE --where date=2025-11-15 --column strikes --all
        soundings trace TABLE --where month=2023-12 \\
          --where 'indicator=Cocaine (T40.5)' --as-of 2025-06-30 --json
        soundings trace FIGURE --as-of 2025-11-19
        soundings trace FIGURE --article ARTICLE --all
      """)

  @Argument(help: "A table's name (see soundings tables), or a figure's (see soundings figures).")
  var name: String

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp("A value of the row; may be given several times.", valueName: "column=value"))
  var conditions: [String] = []

  @Option(
    name: .customLong("column"),
    help: ArgumentHelp(
      "A column to trace; default: all. May be given several times.", valueName: "column"))
  var columns: [String] = []

  @Option(help: "The figure's article, if several have a figure of that name.")
  var article: String?

  @Flag(help: "List every record, not only the first and the largest ones.")
  var all = false

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var options: Options

  func run() throws {
    let day = try asOf.day()
    let project = try options.project()
    switch try TraceSubject.named(name, article: article, in: project.library) {
    case .table(let table):
      var verb = TraceVerb(table: table.name)
      verb.conditions = conditions
      verb.columns = columns
      verb.asOf = day
      verb.namesAll = all
      let report = try verb.run(project)
      if let remark = report.remark { Output.log(remark) }
      try Output.render(report, options, isData: true) { report.text }
    case .figure(let article, let figure):
      guard conditions.isEmpty, columns.isEmpty else {
        throw Problem(
          .usage, at: conditions.isEmpty ? "--column" : "--where",
          "'\(name)' is a figure, whose cell is given in its article's file",
          remedy: "leave out the option, or name a table")
      }
      var verb = FigureTraceVerb(article: article, figure: figure)
      verb.asOf = day
      verb.namesAll = all
      let trace = try verb.run(project)
      try Output.render(trace, options, isData: true) { trace.text }
    }
  }
}
