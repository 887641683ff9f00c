import ArgumentParser
import Model
import Runs

struct CheckDraft: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-draft",
    abstract: "Check the numbers and dates of a draft against all tables and datasets.",
    discussion: """
      Each number and date has one of four verdicts: right, with the cell that has
      it; wrong, with the cell that its sentence means; looks like, with the cells
      that it may mean; or nothing in the data. Sums, shares, percent changes and
      multiples of cells count where the sentence's own words name them. Statements
      such as "a record high" or "most of" are listed too.

      Right is said only where subject, unit, place and period fit. All that is not
      wrong still wants a reader: the data has only what it has.

      The exit code is 1 if a number is wrong, 65 if the draft cannot be read.

      Examples:
        soundings check-draft draft.md
        soundings check-draft draft.html --as-of 2025-11-19 --out page.html
        soundings check-draft draft.txt --json
        pandoc draft.docx -t plain | soundings check-draft /dev/stdin
      """)

  @Argument(help: "The draft: Markdown, plain text or HTML, in UTF-8.")
  var file: String

  @Option(help: ArgumentHelp("Write a page that shows the draft with its numbers marked.", valueName: "file"))
  var out: String?

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var options: Options

  func run() throws {
    guard out?.isEmpty != true else {
      throw Problem(
        .usage, at: "--out", "is empty, perhaps because a variable is not set",
        remedy: "name the page's file: --out page.html")
    }
    let report = try CheckDraftVerb(path: file, asOf: try asOf.day()).run(try options.project())
    if let out { try report.writePage(to: out) }
    try Output.render(report, options, isData: true) { report.text(quiet: options.quiet) }
    for remark in report.remarks { Output.log("note: \(remark)") }
    try Output.end(report)
  }
}
