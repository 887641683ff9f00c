import Archive
import Fetching
import Formats
import Manifest
import Model

/// One past edition, from the publisher into the archive.
struct PastEdition {
  private let item: BackfillPlan.Item
  private let dataset: DatasetManifest
  private let step: FetchStep
  private var project: Project { step.project }

  init(_ item: BackfillPlan.Item, of dataset: DatasetManifest, by step: FetchStep) {
    self.item = item
    self.dataset = dataset
    self.step = step
  }

  func fetch(_ fetcher: Fetcher) throws -> BackfillReport.Result {
    guard var plan = dataset.fetch else { return .nothingYet }
    let asker = if case .discovered = plan.address { fetcher.obeyingRobots() } else { fetcher }
    // Several files are one edition, of which an item names the first.
    if case .several = plan.address {} else { plan.address = .fixed(item.url) }
    // An unconditional request for an edition that the plan lacks; the newest edition may be answered "not modified",
    // because only the answer contains its date.
    let isConditional = item.published == nil && item.day == nil
    guard case .fetched(let pages, _) = try step.ask(dataset, by: plan, with: asker, isConditional: isConditional)
    else {
      return .repeated(edition: nil)
    }
    defer { for page in pages { page.discard() } }
    _ = try HostClocks(fetcher.news, project.clock).remarks(command: RunCommand(.backfill, [dataset.name]))
    var stamp: String?
    if let day = item.day {
      stamp = try timestamp(of: pages[0].path)
      if try stamp == nil && !knowsRevision(before: day) { return .nothingYet }
      try requireInForce(try step.published(pages[0], from: nil, of: dataset), on: day)
    }
    let link = LinkFacts(published: item.published, through: item.through, url: item.url)
    let (edition, isNew) = try step.keep(pages, from: link, of: dataset) { edition, known in
      // An edition that repeats the previous one does not change the history.
      var last = edition
      last.arrival = .max
      let before = known.last { !Edition.precedes(last, $0) }
      if let before, before.hashes == edition.hashes { return before }
      return try stamp.flatMap { try revision(of: $0, among: known, on: edition.published) }
    }
    guard !isNew else { return .fetched(edition: edition.name) }
    try BackfillLog(project, dataset.name).record(item.url, answeredBy: edition)
    return .repeated(edition: edition.name)
  }

  /// When the revision in a file was made, as the publisher writes it; nil if the file contains none.
  private func timestamp(of path: String) throws -> String? {
    try DateInside.text(in: path, name: dataset.name, of: dataset)
  }

  /// Whether the archive has a revision from `day` or before: then an answer without one is wrong.
  private func knowsRevision(before day: Day) throws -> Bool {
    try project.archive.editions(of: dataset.name).contains { $0.published.day <= day }
  }

  private func requireInForce(_ published: PublishedDate, on day: Day) throws {
    guard published.day > day else { return }
    throw Problem(
      at: dataset.name,
      "the request for the revision in force on \(day) returned one of \(published) (\(item.url))",
      remedy: "look at the answer: the address may not give the day in the form that the publisher expects; fix "
        + "fetch.backfill.url in \(dataset.manifestPath)")
  }

  /// An archived edition with the same revision. Its bytes differ if it came from another address: what the publisher
  /// puts around the revision depends on the request.
  private func revision(of stamp: String, among known: [Edition], on published: PublishedDate) throws -> Edition? {
    // A day alone does not identify a revision.
    guard stamp.utf8.count > 10 else { return nil }
    return known.last { edition in
      guard edition.published == published, let snapshot = edition.snapshots.first else { return false }
      return (try? timestamp(of: project.archive.path(of: snapshot))) == stamp
    }
  }
}
