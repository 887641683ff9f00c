import ArgumentParser
import Model
import Runs

struct NewArticle: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new-article",
    abstract: "Create the file of another article's figures.",
    discussion: """
      Examples:
        soundings new-article magazine-2026-12-01
        soundings new-article magazine-2026-12-01 --published 2026-11-20
      """)

  @Argument(help: "The article's name: lower-case letters, digits and hyphens.")
  var name: String

  @Option(help: ArgumentHelp("The day of publication; default: today.", valueName: "YYYY-MM-DD"))
  var published: String?

  @OptionGroup var options: Options

  func run() throws {
    let day = try published.map { text in
      guard let day = Day(text) else {
        throw Problem(
          .usage, at: "--published", "\"\(text)\" is not a date",
          remedy: "write it as YYYY-MM-DD, for example 2025-11-19")
      }
      return day
    }
    let report = try NewArticleVerb(name: name, published: day).run(try options.project())
    try Output.render(report, options) {
      "\(report.file)\nAdd its figures to the file, then: soundings figures \(name)"
    }
  }
}
