import ArgumentParser
import Model
import Runs

struct Evidence: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence",
    abstract: "What each row keyed by hand rests on, and what is missing.",
    discussion: """
      A row is anchored where its quote stands in an archived document. The list
      begins with what most figures need.

      Examples:
        soundings evidence
        soundings evidence ARTICLE --json
        soundings evidence --fetch
        soundings evidence --fetch --from-web-archive
      """)

  @Argument(help: "Only the rows that the figures of this article need.")
  var article: String?

  @Flag(help: "Get the missing documents from their addresses, as far as robots.txt allows; then report.")
  var fetch = false

  @Flag(help: "With --fetch: get a web archive's copies, made on the day of the row or next after it.")
  var fromWebArchive = false

  @OptionGroup var options: Options

  func run() throws {
    var verb = EvidenceVerb(article: article)
    verb.fetches = fetch
    verb.usesWebArchive = fromWebArchive
    if fromWebArchive, !fetch {
      throw Problem(
        .usage, at: "--from-web-archive", "says where documents are fetched from, and none are fetched",
        remedy: "soundings evidence --fetch --from-web-archive")
    }
    let report = try verb.run(try options.project())
    try Output.render(report, options, isPaged: true) { report.text }
    Output.errors(report.problems)
    if !report.problems.isEmpty { throw ExitCode(1) }
  }
}
