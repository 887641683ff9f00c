import ArgumentParser
import Runs
import Words

struct Sign: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign",
    abstract: "Record who checked a figure: its value, its rule and what it rests on.",
    discussion: """
      A sign-off stands on the figure's card, in the workbook and in the proof. It
      lapses, and says why, when the value, the rule or the evidence changes; a new
      edition that gives the same value is no such change. The name is what you
      type: it is stated, not authenticated. Where two persons must sign, say so in
      Config/soundings.yaml: sign_off: {persons: 2}.

      Examples:
        soundings sign strikes --name "Ann Editor"
        soundings sign strikes --name "Ann Editor" --note "counted in the reports"
        soundings sign strikes --name "Ann Editor" --take-back "the wrong month"
      """)

  @Argument(help: "The figure's id: see soundings figures.")
  var figure: String

  @Option(help: ArgumentHelp("Who checked it.", valueName: "name"))
  var name: String

  @Option(help: ArgumentHelp("What the person wants to say with it.", valueName: "text"))
  var note: String?

  @Option(help: ArgumentHelp("Take the person's sign-off back, for this reason.", valueName: "reason"))
  var takeBack: String?

  @Option(help: ArgumentHelp("The article, where several have a figure of this id.", valueName: "name"))
  var article: String?

  @OptionGroup var options: Options

  func validate() throws {
    if note != nil, takeBack != nil { throw ValidationError("'--note' goes with a sign-off, not with '--take-back'.") }
  }

  func run() throws {
    var verb = SignVerb(figure: figure, name: name)
    (verb.article, verb.note, verb.takingBack) = (article, note, takeBack)
    let report = try verb.run(try options.project())
    try Output.render(report, options) {
      report.paragraphs.map { Paragraph.wrapped($0, to: Output.width) }.joined()
    }
    Output.errors(report.problems)
    if !report.problems.isEmpty { throw ExitCode(1) }
  }
}
