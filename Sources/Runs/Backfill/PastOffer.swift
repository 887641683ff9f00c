import Fetching
import Manifest
import Model
import System
import Words

/// What a publisher offers of the past and the archive lacks, in a line for people.
struct PastOffer {
  private let project: Project
  private let dataset: DatasetManifest

  init(_ project: Project, _ dataset: DatasetManifest) {
    self.project = project
    self.dataset = dataset
  }

  /// - Parameter links: the landing page's links.
  /// - Returns: nil if nothing is lacking, or nothing is known of it.
  func line(_ links: [LinkFacts]) throws -> String? {
    let known = try ArchivedLinks(project, dataset)
    let remedy = "to fetch them: soundings backfill \(dataset.name)"
    if let history = dataset.fetch?.history {
      let days = RevisionHistory.days(from: history.since, to: project.clock.today() + -1, step: history.every)
      let lacking = days.count { !known.contains(revisionAt: history.url(on: $0)) }
      guard lacking > 0, let first = days.first else { return nil }
      return
        "\(dataset.name): the publisher keeps past revisions, of which \(English.count(lacking, history.every.rawValue)) since "
        + "\(first) \(lacking == 1 ? "is" : "are") not here; \(remedy)"
    }
    let lacking = links.filter { !known.contains($0) && known.dead[$0.url] == nil && $0.published != nil }
    guard let first = lacking.first?.published, let last = lacking.last?.published else { return nil }
    let period = first == last ? "\(first)" : "\(first) to \(last)"
    return
      "\(dataset.name): the publisher offers \(English.count(lacking.count, "past edition")) not here, published \(period); \(remedy)"
  }
}
