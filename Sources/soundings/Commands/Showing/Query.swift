import ArgumentParser
import Model
import Publishing
import Runs

struct Query: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Ask the datasets and tables a question of your own, in SQL.",
    discussion: """
      One SELECT over the datasets' and the summary tables' names, now or as of a
      day; nothing is changed. Integers are divided as SQLite does: 1 / 2 is 0.

      Examples:
        soundings query "select * from TABLE limit 5"
        soundings query "select year, sum(people) as people from DATASET
          group by year order by year" --as-of 2024-12-31 --format csv
      """)

  @Argument(help: "The SELECT.")
  var sql: String

  @Option(help: "text, csv, json or md.")
  var format: Table.Format = .text

  @Option(help: "How many rows at most; as text 200, otherwise all.")
  var limit: Int?

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var options: Options

  func run() throws {
    try Table.check(limit: limit)
    let form = options.json ? Table.Format.json : format
    var verb = QueryVerb(sql: sql, asOf: try asOf.day())
    verb.limit = limit ?? (form == .text ? 200 : nil)
    let (manifest, result, isCut) = try verb.run(try options.project())
    form.print(result, manifest)
    if isCut { Output.log("there are more rows: --limit N shows N of them, --format csv all") }
  }
}
