import ArgumentParser
import Model
import Publishing
import Runs

struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "What the publisher changed between two days: added, removed, revised, largest first.",
    discussion: """
      Without --from it starts before the newest edition; without --to it ends with it. Both mean the end of the day, and
      --as-of is another word for --to.

      Examples:
        soundings diff DATASET
        soundings diff DATASET --from 2025-06-30 --to 2025-11-19
        soundings diff DATASET --from 2024-12-31 --format csv > changes.csv
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, csv, json }

  @Argument(help: "The dataset.")
  var dataset: String

  @Option(help: ArgumentHelp("The state at the end of this day.", valueName: "YYYY-MM-DD"))
  var from: String?

  @Option(help: ArgumentHelp("Against the state at the end of this day.", valueName: "YYYY-MM-DD"))
  var to: String?

  @Option(help: "text, csv or json.")
  var format: Format = .text

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var options: Options

  func run() throws {
    let report = try DiffVerb(
      dataset: dataset, from: try DayOption.day(from, option: "--from"),
      to: try DayOption.day(to, option: "--to") ?? asOf.day()
    ).run(try options.desk())
    if let remark = report.remark { Output.log(remark) }
    switch options.json ? .json : format {
    case .json: Output.print(DiffOutput.json(report))
    case .csv: Output.print(bytes: DiffOutput.csv(report))
    case .text: Output.print(DiffOutput.text(report))
    }
  }
}
