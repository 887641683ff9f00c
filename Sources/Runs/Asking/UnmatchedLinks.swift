import Fetching
import Manifest
import Model
import System

// Links that look like the next edition and that `fetch.discover.link` does not match. Each is news once; what was reported is
// remembered in `Data/asked`, and `status` repeats it until the manifest matches or ignores the link.
extension AskBook {
  /// A link that was reported.
  struct Unmatched: Codable, Equatable {
    /// When it was reported, UTC, `YYYY-MM-DDTHH:MM:SSZ`.
    var reported_at: String
    /// The newest link that was matched then.
    var newest: String
    /// The link's host, if it is not the page's.
    var other_host: String?
    /// True once the page no longer has it, or has a newer one that is matched. It is still known if it comes back: caches serve
    /// old pages between new ones.
    var is_gone: Bool?
  }

  /// So many links are remembered for a dataset; those that are gone the longest are forgotten first.
  private static let remembered = 100

  /// Those of `found` that were not reported before.
  func news(_ dataset: String, _ found: [Lookalike]) -> [Lookalike] {
    let known = asked(dataset)?.unmatched ?? [:]
    return found.filter { known[$0.address] == nil }
  }

  /// Notes that links were reported.
  ///
  /// - Parameters:
  ///   - found: all that the landing page has now.
  ///   - at: in seconds since 1970.
  func note(_ dataset: String, reported found: [Lookalike], at: Int) {
    let before = asked(dataset)
    var links = (before?.unmatched ?? [:]).mapValues { link in
      var link = link
      link.is_gone = true
      return link
    }
    for one in found {
      links[one.address] = Unmatched(
        reported_at: links[one.address]?.reported_at ?? WallClock.text(at), newest: one.newest,
        other_host: one.otherHost)
    }
    let gone = links.filter { $0.value.is_gone == true }.sorted { $0.value.reported_at < $1.value.reported_at }
    for (address, _) in gone.prefix(max(0, links.count - Self.remembered)) { links[address] = nil }
    guard links != before?.unmatched ?? [:] else { return }
    var known = before ?? Asked(asked_at: WallClock.text(at), failures: 0)
    known.unmatched = links
    write(known, "\(dataset).json")
  }
}

extension Project {
  /// Links that were reported, that were still there when the page was last read, and that the manifest neither matches nor
  /// ignores; for `status`.
  func unmatchedLinks(of dataset: DatasetManifest) -> [Problem] {
    guard let plan = dataset.fetch.map({ planned($0, of: dataset) }) else { return [] }
    return (askBook.asked(dataset.name)?.unmatched ?? [:]).sorted { $0.key < $1.key }
      .filter { $0.value.is_gone != true && !LinkDiscovery.isSettled($0.key, by: plan) }
      .map { Lookalike(address: $0.key, otherHost: $0.value.other_host, newest: $0.value.newest).problem(of: dataset) }
  }

  /// A dataset's plan, in which the links of the other datasets on its landing page are not taken for its own.
  func planned(_ plan: FetchPlan, of dataset: DatasetManifest) -> FetchPlan {
    guard case .discovered(let page, _) = plan.address else { return plan }
    var plan = plan
    plan.ignored += library.datasets.compactMap { other in
      guard other.name != dataset.name, case .discovered(page, let link)? = other.fetch?.address else { return nil }
      return link
    }
    return plan
  }
}

extension Lookalike {
  /// The link as news of a dataset.
  func problem(of dataset: DatasetManifest) -> Problem {
    let host = otherHost.map { " It is on another host, \($0)." } ?? ""
    let isHTTP = address.hasPrefix("http:") ? " It is not an https address, so it cannot be fetched." : ""
    return Problem(
      at: dataset.name,
      "the link \(address) looks like a newer edition than \(newest), the newest one that is matched.\(host)\(isHTTP)",
      remedy: "if it is the next edition, widen fetch.discover.link in \(dataset.manifestPath), then: soundings run "
        + "\(dataset.name); if it is something else, add it to fetch.discover.ignore there. Until then it is not fetched"
    )
  }
}

extension Discovery {
  /// The newest links that lead nowhere, as a dataset's problem; nil if the newest one is good.
  ///
  /// - Parameter used: the link that was fetched instead; nil if nothing new was fetched.
  func deadLinks(of dataset: DatasetManifest, used: LinkFacts?) -> Problem? {
    guard let newest = dead.first else { return nil }
    let rest = dead.dropFirst().map { "; so does \($0.link.url)" }.joined()
    let instead = used.map { "; fetched instead: \($0.url)" } ?? "; the edition in use is kept"
    return Problem(
      at: dataset.name, "the newest link on \(page) leads nowhere: \(newest.failure.problem.what)\(rest)\(instead)",
      remedy:
        "the publisher may be about to put the file there, so later: soundings run \(dataset.name); if the link stays "
        + "dead, write to the publisher, or load the file if you have it: soundings add \(dataset.name) FILE")
  }
}
