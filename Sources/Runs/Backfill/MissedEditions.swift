import Fetching
import Manifest
import Model

/// The editions that a publisher put out after the newest one that the archive holds and before the newest one on the page: a machine
/// that was off over several of them would have the last one only.
struct MissedEditions {
  /// The oldest first.
  let links: [LinkFacts]

  /// More than so many are a backfill, which a person starts.
  static let most = 12

  /// - Parameter newest: the link that is fetched in any case.
  init(among all: [LinkFacts], before newest: LinkFacts, of dataset: DatasetManifest, _ project: Project) throws {
    let known = try ArchivedLinks(project, dataset)
    guard dataset.dating.source == .fromLink, let last = known.editions.max(by: Self.precedes) else {
      links = []
      return
    }
    var missed: [LinkFacts] = []
    for link in all {
      guard link != newest, let published = link.published, newest.published != nil, !known.contains(link) else {
        continue
      }
      let own = (published.day, link.through ?? "")
      // A file that was put out again under the same date is superseded, and the newest one supersedes its own.
      guard own > (last.published.day, last.through ?? ""),
        own < (newest.published?.day ?? published.day, newest.through ?? "")
      else { continue }
      missed.removeAll { $0.published == link.published && $0.through == link.through }
      missed.append(link)
    }
    links = missed.count > Self.most ? [] : missed
  }

  private static func precedes(_ a: Edition, _ b: Edition) -> Bool {
    (a.published.day, a.through ?? "") < (b.published.day, b.through ?? "")
  }

  /// What came of asking for one.
  struct Answer {
    var link: LinkFacts
    var result: Result<[Fetched], FetchFailure>

    func discard() { (try? result.get())?.forEach { $0.discard() } }
  }
}
