import ArgumentParser
import Model
import Publishing
import Runs

struct ProofCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "proof",
    abstract:
      "An article's figures with all that stands behind them, in one file that can be given away; and its check.",
    discussion: """
      The file is a web page that needs no network: each figure with its verdict, its value as of publication and now, the SQL,
      and the publishers' records behind it, each with edition, address, archived file, SHA-256 and number. It depends on no
      clock: the same archive, Pipelines and version give the same bytes. --check verifies such a file against the archive.

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
    _ = check
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
    let report = try ProofVerb(article: article, asOf: try asOf.day(), out: out).run(try options.desk())
    for remark in report.remarks { Output.error(remark) }
    if options.json {
      Output.print(ProofOutput.json(report, file: out))
    } else if !options.quiet {
      Output.print(ProofOutput.text(report, file: out))
    }
  }
}
