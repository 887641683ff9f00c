import ArgumentParser
import Model
import Publishing
import Runs
import Words

struct Tables: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The summary tables: name, title, grain, unit, rows.",
    discussion: """
      Examples:
        soundings tables
        soundings tables --json
      """)

  @OptionGroup var options: Options

  func run() throws {
    let listings = try TablesVerb().run(try options.project())
    if options.json {
      Output.print(
        .object([
          (
            "tables",
            .array(
              listings.map {
                .object([
                  ("table", .string($0.name)), ("pipeline", .string($0.pipeline)), ("title", .string($0.title)),
                  ("grain", .string($0.grain)), ("units", .array($0.units.map { .string($0) })),
                  ("rows", $0.rows.map { .integer(Int64($0)) } ?? .null),
                ])
              })
          )
        ]))
      return
    }
    Output.print(
      TextTable.rendered(
        headers: ["table", "title", "grain", "unit", "rows"],
        rows: listings.map {
          [$0.name, $0.title, $0.grain, $0.units.joined(separator: ", "), $0.rows.map(grouped) ?? "–"]
        }, alignments: [.fixed, .left, .left, .left, .right], width: Output.width))
  }
}

struct Table: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "One summary table, now or as of a day.",
    discussion: """
      In the text form a dash (–) stands for "not said"; 0 is "said none".

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

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write tables to files for reporters.",
    discussion: """
      csv       a file per table with a .meta.json beside it (columns, units, sources, notes), and datapackage.json over all
      xlsx      one Excel file, soundings.xlsx: a sheet per table, one of notes and sources
      html      the site: site/index.html, with charts and downloads
      charts    charts/TABLE.svg, .png, and .vl.json (Vega-Lite, to restyle)
      json, md  a file per table
      datasette metadata for: datasette Data/soundings.sqlite --metadata datasette-metadata.json

      A run leaves csv, xlsx and html in the data folder's exports.

      Examples:
        soundings export
        soundings export TABLE --format csv,xlsx --out ~/strikes
        soundings export --as-of 2025-11-19 --format html --out as-published
      """)

  @Argument(help: "Tables; all where none is named.")
  var tables: [String] = []

  @Option(
    name: .customLong("table"),
    help: ArgumentHelp("A table, as another way to name it; may be given several times.", valueName: "table"))
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
    if options.json {
      Output.print(
        .object([
          ("files", .strings(report.files)), ("missing", .strings(report.missing)),
          ("problems", .array(report.problems.map { JSON($0) })),
        ]))
    } else {
      for line in report.missing { Output.log(line) }
      if !options.quiet { for file in report.files { Output.print(file) } }
    }
    for problem in report.problems { Output.error(problem) }
    if let problem = report.problems.first { throw ExitCode(problem.kind == .badInput ? 65 : 1) }
  }
}
