import ArgumentParser
import Model
import Runs

/// The arguments of both decisions.
struct DecisionArguments: ParsableArguments {
  @Argument(help: "The dataset.")
  var dataset: String

  @Argument(help: "The edition: its published date, or the first 8 or more characters of its file's SHA-256.")
  var edition: String

  @Option(help: ArgumentHelp("The reason, for later readers.", valueName: "text"))
  var reason: String

  @Option(help: ArgumentHelp("The person who decided it.", valueName: "name"))
  var by: String?

  func run(_ kind: Decision.Kind, _ options: Options) throws {
    guard dataset != WithdrawDocumentVerb.name else {
      throw Problem(
        .usage, at: "accept \(dataset)", "a document needs no acceptance",
        remedy:
          "to use one again that was withdrawn, add it again: soundings add-document FILE --source ... --published ...")
    }
    let verb = DecideVerb(kind, dataset: dataset, edition: edition, reason: reason, person: by)
    try RunOutput(try verb.run(try options.project()), options, unreachableIsFailure: true, onlyDataset: dataset)
      .finish()
  }
}
