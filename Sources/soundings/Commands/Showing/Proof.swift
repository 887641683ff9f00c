import ArgumentParser
import Model
import Runs

struct ProofCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "proof",
    abstract:
      "An article's figures with all that stands behind them, in one file that can be given away; and its check.",
    discussion: """
      The file is a web page that needs no network: each figure with its verdict, its value as of publication and now, the SQL,
      and the publishers' records behind it, each with edition, address, archived file, SHA-256 and number. It depends on no
      clock: the same archive, Pipelines and version give the same bytes.

      --check verifies such a file: its text against the data that it carries, each archived file against its SHA-256, each
      record against its file, each value and verdict by computing it again. Exit codes: 0 all matches; 1 something does not,
      or could not be checked (the text of a page made by another version); 65 the file is no proof, or was changed. What newer
      data says is reported, and is no mismatch.

      Examples:
        soundings proof ARTICLE --out proof.html
        soundings proof ARTICLE --as-of 2025-11-19 --out proof-as-published.html
        soundings proof --check proof.html
      """)

  @Argument(help: "The article: see soundings figures.")
  var article: String?

  @Option(help: ArgumentHelp("The file to write.", valueName: "file"))
  var out: String?

  @Option(help: ArgumentHelp("Verify this proof instead of writing one.", valueName: "file"))
  var check: String?

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var options: Options

  func run() throws {
    guard let check else { return try write() }
    guard article == nil, out == nil, asOf.asOf == nil else {
      throw Problem(
        .usage, at: "--check", "a proof says itself of which article and day it is",
        remedy: "name the file only: soundings proof --check \(check)")
    }
    let verb = ProofCheckVerb(file: check)
    var report = try verb.checkFile()
    do {
      try verb.check(against: try options.project(), &report)
    } catch let problem as Problem where problem.kind != .failed {
      // No configuration, no pipelines: what the file says by itself has been checked all the same.
      report.findings.append(problem)
    }
    try Output.render(report, options) { report.text }
    if !options.json { Output.errors(report.findings.map(\.harmless)) }
    try Output.end(report)
  }

  private func write() throws {
    guard let article else {
      throw Problem(
        .usage, at: "proof", "no article is named", remedy: "soundings proof ARTICLE --out FILE, or --check FILE")
    }
    guard let out, !out.isEmpty else {
      throw Problem(
        .usage, at: "--out", "says no file", remedy: "name it: soundings proof \(article) --out \(article).html")
    }
    let report = try ProofVerb(article: article, asOf: try asOf.day(), out: out).run(try options.project())
    Output.errors(report.remarks)
    try Output.render(report, options) { report.text }
  }
}
