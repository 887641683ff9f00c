import ArgumentParser
import Runs
import Words

struct Record: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Write what a dataset's sample gives as its expected.csv.",
    discussion: """
      Read the file before you keep it: from then on soundings check compares the
      sample's rows with it.

      Examples:
        soundings record DATASET
        soundings record            all datasets
      """)

  @Argument(help: "The datasets; default: all.")
  var datasets: [String] = []

  @OptionGroup var options: Options

  func run() throws {
    let report = try RecordVerb(datasets: datasets).run(try options.project())
    try Output.render(report, options) {
      report.files.map { file in
        let quarantined = file.quarantined == 0 ? "" : ", \(English.count(file.quarantined, "record")) in quarantine"
        return "\(file.file): \(English.count(file.rows, "row"))\(quarantined)" + (file.hasChanged ? "" : ", as it was")
      }.joined(separator: "\n")
    }
    Output.errors(report.problems)
    if !report.problems.isEmpty { throw ExitCode(65) }
  }
}
