import ArgumentParser
import Model
import Publishing
import Runs

struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "What the publisher changed between two days: added, removed, revised, largest first.",
    discussion: """
      Without --from it starts before the newest edition; without --to it ends with it. Both mean the end of the day.

      Examples:
        soundings diff unhcr_population
        soundings diff unhcr_population --from 2025-06-30 --to 2025-11-19
        soundings diff cbp_encounters --from 2024-12-31 --format csv > changes.csv
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

  @OptionGroup var options: Options

  func run() throws {
    let report = try DiffVerb(
      dataset: dataset, from: try Self.day(from, "--from"), to: try Self.day(to, "--to")
    ).run(try options.desk())
    if let remark = report.remark { Output.log(remark) }
    switch options.json ? .json : format {
    case .json: Output.print(DiffOutput.json(report))
    case .csv: Output.print(bytes: DiffOutput.csv(report))
    case .text: Output.print(DiffOutput.text(report))
    }
  }

  private static func day(_ text: String?, _ option: String) throws -> Day? {
    guard let text else { return nil }
    guard let day = Day(text) else {
      throw Problem(
        .usage, at: option, "\"\(text)\" is not a date", remedy: "write it as YYYY-MM-DD, for example 2025-11-19")
    }
    return day
  }
}
