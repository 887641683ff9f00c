import Model
import Runs
import Words

extension BackfillOutput: Documented {
  struct Document: Encodable {
    struct Edition: Encodable {
      let url: String
      let published: PublishedDate?
      let through: String?
      let inForceOn: Day?
      let state: String
      let edition: String?
      let problem: Problem?
    }

    let dataset: String
    let by: BackfillPlan.Kind
    let dryRun: Bool
    let askedForPage: String?
    let offered, archived, toFetch: Int
    let first, last: String?
    /// With one decimal.
    let estimatedSeconds: JSON
    let assumption: String
    /// Always null: no publisher says how large its editions are before it sends them.
    let bytes: Int?
    let note: String?
    let editions: [Edition]
    let fetched, notAsked: Int
    let wasStopped: Bool
    let goOn: String
    let run: RunOutput?
    let exitCode: Int32
  }

  var document: Document {
    let plan = report.plan
    return Document(
      dataset: plan.dataset, by: plan.kind, dryRun: isDryRun, askedForPage: plan.page, offered: plan.items.count,
      archived: plan.archived, toFetch: plan.toFetch.count, first: plan.first, last: plan.last,
      estimatedSeconds: .decimal(plan.estimatedSeconds, decimals: 1), assumption: Self.assumption(plan), bytes: nil,
      note: plan.note, editions: plan.items.map(edition), fetched: report.fetched, notAsked: report.notAsked,
      wasStopped: report.wasStopped, goOn: report.goOn, run: run, exitCode: exitCode)
  }

  private func edition(_ item: BackfillPlan.Item) -> Document.Edition {
    var state =
      switch item.passedOver {
      case .unchanged?: "unchanged"
      case .older?: "older"
      case nil: item.isArchived ? "archived" : "to_fetch"
      }
    var problem: Problem?
    var edition: String?
    switch report.results.first(where: { $0.item.url == item.url })?.result {
    case .fetched(let name)?: (state, edition) = ("fetched", name)
    case .repeated(let name)?: (state, edition) = ("repeated", name)
    case .nothingYet?: state = "nothing_yet"
    case .failed(let failure)?: (state, problem) = ("failed", failure)
    case .dead(let failure)?: (state, problem) = ("dead", failure)
    case nil where report.plan.kind == .newest:
      state = report.run?.lines.first { $0.dataset == report.plan.dataset }?.outcome.kind.rawValue ?? state
    case nil: break
    }
    return Document.Edition(
      url: item.url, published: item.published, through: item.through, inForceOn: item.day, state: state,
      edition: edition, problem: problem)
  }
}
