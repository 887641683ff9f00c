import ArgumentParser
import Model
import Publishing
import Runs

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
    let listings = try TablesVerb().run(try options.desk())
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
    let (manifest, result, remark) = try TableVerb(name: name, asOf: try asOf.day()).run(try options.desk())
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
      Each CSV has a .meta.json beside it: title, grain, columns with units, sources with editions and hashes, notes.

      Examples:
        soundings export
        soundings export TABLE --format csv,json --out ~/strikes
        soundings export --as-of 2025-11-19 --out as-published
      """)

  @Argument(help: "Tables; all where none is named.")
  var tables: [String] = []

  @Option(help: "csv, json, md, or several with commas.")
  var format = "csv"

  @Option(help: ArgumentHelp("The folder to write to, instead of the data folder's exports.", valueName: "dir"))
  var out: String?

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var options: Options

  func run() throws {
    var verb = Export()
    verb.tables = tables
    guard !format.isEmpty else {
      throw Problem(
        .usage, at: "--format", "is empty",
        remedy: "choose from \(ExportFormat.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    verb.formats = try format.split(separator: ",").map { word in
      guard let format = ExportFormat(rawValue: String(word)) else {
        throw Problem(
          .usage, at: "--format", "\"\(word)\" is not a format of export",
          remedy: "choose from \(ExportFormat.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      return format
    }
    verb.asOf = try asOf.day()
    verb.out = out.map { Options.resolve($0, Options.currentFolder) }
    let files = try verb.run(try options.desk())
    if options.json {
      Output.print(.object([("files", .array(files.map { .string($0) }))]))
    } else if !options.quiet {
      for file in files { Output.print(file) }
    }
  }
}
