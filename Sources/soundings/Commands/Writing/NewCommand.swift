import ArgumentParser
import Model
import Runs
import Words

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Start a dataset from a file: its folder, a first table, and the file added.",
    discussion: """
      Looks at the bytes: format, separator, header, types, a key that is unique in the
      file. Each choice that a person should look at is a comment in dataset.yaml. The
      folder is checked, and the whole file loaded by it, before anything is written.

      Examples:
        soundings new arrivals --file arrivals-2025-05.csv --published 2025-06-03
        soundings new arrivals --file arrivals.xlsx --pipeline story
        soundings new arrivals --url https://example.org/arrivals.csv
      """)

  @Argument(help: "The dataset's name: lower-case letters, digits and underscores.")
  var dataset: String

  @Option(help: "A file that you have: CSV, JSON, Excel, or a web page with a table.")
  var file: String?

  @Option(help: "The address of such a file, from which runs will fetch it.")
  var url: String?

  @Option(help: "The pipeline in which it is written; default: the only one.")
  var pipeline: String?

  @Option(
    help: ArgumentHelp(
      "The day on which the publisher put the file out; default: the one in its name, or else today.", valueName: "date"
    ))
  var published: String?

  @OptionGroup var options: Options

  func run() throws {
    let project = try options.project()
    guard (file == nil) != (url == nil) else {
      throw Problem(
        .usage, at: "new", file == nil ? "no file and no address is given" : "a file and an address are given",
        remedy: "give one of them: soundings new \(dataset) --file FILE, or --url URL")
    }
    let (report, run) =
      if let url {
        try NewVerb.fetching(url, dataset: dataset, pipeline: pipeline, project)
      } else {
        try NewVerb(
          dataset: dataset, file: file ?? "", source: .file(file ?? ""), pipeline: pipeline, published: published
        )
        .run(project)
      }
    try Output.render(report, options) { Self.text(report) }
    guard let run else { return }
    let added = RunOutput(run, options, unreachableIsFailure: true, onlyDataset: dataset)
    added.renderProblems()
    try Output.end(added)
  }

  private static func text(_ report: NewVerb.Report) -> String {
    var lines = [
      "\(report.folder): \(English.count(report.records, "record")), key \(report.key.joined(separator: ", "))"
    ]
    if report.quarantined > 0 {
      lines.append(
        "\(English.count(report.quarantined, "record")) in quarantine: soundings quarantine show \(report.dataset)")
    }
    if !report.doubts.isEmpty {
      lines.append("\nTo look at, in \(report.folder)/dataset.yaml:")
      lines += report.doubts.map { "- \($0)" }
    }
    let table = report.table.map { "; then: soundings table \($0)" } ?? ""
    lines.append(
      report.published.map { "\nLoaded as the edition of \($0). Show it: soundings run --offline\(table)" }
        ?? "\nFetch it: soundings run\(table)")
    return lines.joined(separator: "\n")
  }
}
