import ArgumentParser
import Model
import Publishing
import Runs

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write tables to files for reporters.",
    discussion: """
      csv       a file per table, each with a .meta.json beside it (columns, units,
                sources, notes), and one datapackage.json
      xlsx      one Excel file, soundings.xlsx: a sheet per table, and one with
                notes and sources
      html      the site: site/index.html, with charts and downloads
      charts    charts/TABLE.svg, .png, and .vl.json (Vega-Lite, to restyle)
      json, md  a file per table
      datasette datasette-metadata.json, for: datasette Data/soundings.sqlite
                --metadata datasette-metadata.json

      A run writes csv, xlsx and html to the data folder's exports.

      Examples:
        soundings export
        soundings export TABLE --format csv,xlsx --out ~/strikes
        soundings export --as-of 2025-11-19 --format html --out as-published
      """)

  @Argument(help: "Tables; default: all.")
  var tables: [String] = []

  @Option(
    name: .customLong("table"),
    help: ArgumentHelp("Another way to name a table; may be given several times.", valueName: "table"))
  var named: [String] = []

  @Option(help: "csv, xlsx, html, charts, json, md, datasette, or several with commas.")
  var format = "csv"

  @Option(
    help: ArgumentHelp(
      "The folder to write to, instead of the data folder's exports (with --as-of: exports/as-of-DATE).",
      valueName: "dir"))
  var out: String?

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var options: Options

  func run() throws {
    var verb = Export()
    verb.tables = tables + named.filter { !tables.contains($0) }
    verb.formats = []
    for word in format.split(separator: ",") {
      guard let format = ExportFormat(rawValue: String(word)) else {
        throw Problem(
          .usage, at: "--format", "\"\(word)\" is not a format of export",
          remedy: "choose from \(ExportFormat.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      if !verb.formats.contains(format) { verb.formats.append(format) }
    }
    guard !verb.formats.isEmpty else {
      throw Problem(
        .usage, at: "--format", "is empty",
        remedy: "choose from \(ExportFormat.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    verb.asOf = try asOf.day()
    verb.out = out.map { Options.resolve($0, Options.currentFolder) }
    let report = try verb.run(try options.project())
    try Output.render(report, options) { report.files.joined(separator: "\n") }
    if !options.json { Output.log(lines: report.missing) }
    Output.errors(report.problems)
    try Output.end(report)
  }
}
