import Archive
import Fetching
import Manifest
import Model
import System

/// Which of a landing page's links lead to editions that the archive holds, and which lead nowhere.
struct ArchivedLinks {
  /// The editions that are not bundled: bundled ones are reduced to what the tables need, and replace no publisher's file.
  let editions: [Edition]
  /// The links that led nowhere, each with the day on which that was first reported.
  let dead: [String: Day]
  private let answered: [String: String]

  init(_ project: Project, _ dataset: DatasetManifest) throws {
    editions = try project.archive.editions(of: dataset.name).filter { $0.origin != .bundled }
    let log = BackfillLog(project, dataset.name)
    (answered, dead) = (try log.answered(), log.dead())
  }

  func contains(_ link: LinkFacts) -> Bool {
    editions.contains { Self.holds($0, link) } || answered[link.url] != nil && link.published != nil
  }

  /// Whether an edition is what the link leads to: fetched from there with that date, or added under the file's name.
  private static func holds(_ edition: Edition, _ link: LinkFacts) -> Bool {
    guard let published = link.published, edition.published == published, let first = edition.snapshots.first else {
      return false
    }
    switch edition.origin {
    case .fetched: return first.url == link.url
    case .added:
      let name = Files.name(of: link.url)
      return edition.through == link.through && (first.url == name || first.url.hasSuffix("_" + name))
    case .captured, .bundled, .curated: return false
    }
  }

  /// Whether a web archive's copy is in the archive, or was found to be bytes that are.
  func contains(captureAt url: String) -> Bool {
    answered[url] != nil || editions.contains { $0.origin == .captured && $0.snapshots.first?.url == url }
  }

  /// Whether an edition of the publisher that was out on a day is newer than what a link led to.
  func hasNewer(than link: LinkFacts, on day: Day) -> Bool {
    editions.contains { edition in
      guard edition.origin != .captured, edition.day <= day, let published = link.published else { return false }
      return (published.day, link.through ?? "") < (edition.published.day, edition.through ?? "")
    }
  }

  /// Whether a day's revision is in the archive, or was found to be one that is.
  func contains(revisionAt url: String) -> Bool {
    answered[url] != nil || editions.contains { $0.origin == .fetched && $0.snapshots.first?.url == url }
  }
}
