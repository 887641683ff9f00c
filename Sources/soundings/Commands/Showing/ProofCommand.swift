import ArgumentParser
import Model
import Runs

struct ProofCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "proof",
    abstract: "Write an article's figures and all their evidence to one file, or check such a file.",
    discussion: """
      The file is a web page that needs no network: each figure with its verdict,
      its value as of publication and now, the SQL, and the publishers' records
      behind it, each with edition, address, archived file, SHA-256 and number. It
      does not depend on a clock: the same archive, Pipelines and version give the
      same bytes.

      --check verifies such a file: its text against the data inside it, each
      archived file against its SHA-256, each record against its file, each value
      and verdict by computing it again. Exit codes: 0 everything matches; 1
      something does not, or could not be checked (the text of a page made by
      another version); 65 the file is not a proof, or was changed. Differences due
      to newer data are reported, but are not mismatches.

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
        .usage, at: "--check", "the proof itself contains its article and day",
        remedy: "name the file only: soundings proof --check \(check)")
    }
    let verb = ProofCheckVerb(file: check)
    var report = try verb.checkFile()
    do {
      try verb.check(against: try options.project(), &report)
    } catch let problem as Problem where problem.kind != .failed {
      // Without a configuration or pipelines, the file itself has still been checked.
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
        .usage, at: "--out", "names no file", remedy: "name it: soundings proof \(article) --out \(article).html")
    }
    let report = try ProofVerb(article: article, asOf: try asOf.day(), out: out).run(try options.project())
    Output.errors(report.remarks)
    try Output.render(report, options) { report.text }
  }
}
