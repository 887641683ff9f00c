import Archive
import Fetching
import Manifest
import Model
import System

/// Makes the plan of a backfill from a web archive: the copies that it has of the dataset's addresses, each distinct body once.
struct CapturePlanner {
  let project: Project
  let dataset: DatasetManifest
  let from: Day?
  let to: Day?

  /// Requests only the web archive's index.
  func plan(_ fetcher: Fetcher) throws -> BackfillPlan {
    guard !dataset.isCurated else {
      throw Problem(
        .usage, at: dataset.name, "is keyed by hand: its sources are documents, not editions",
        remedy: "get their copies: soundings evidence --fetch --from-web-archive")
    }
    guard let fetch = dataset.fetch else {
      throw Problem(
        .usage, at: dataset.name, "has no address of which a web archive could have copies",
        remedy: "load a file that you have: soundings add \(dataset.name) FILE --published DATE")
    }
    guard fetch.paging == nil else {
      throw Problem(
        .usage, at: dataset.name,
        "an edition of it has several pages, and a web archive has no copies of all of them of one moment",
        remedy: "ask the publisher: soundings backfill \(dataset.name)")
    }
    let (asked, all) = try captures(fetch, fetcher)
    let wanted = all.filter { one in
      guard let day = one.capture.day else { return false }
      return (from.map { $0 <= day } ?? true) && (to.map { day <= $0 } ?? true)
    }
    let items = try items(wanted, fetcher)
    let pause = project.configuration.webArchive.pauseSeconds
    return BackfillPlan(
      dataset: dataset.name, kind: .captures, page: asked, items: items,
      secondsBetween: max(fetcher.interval(of: items.first?.url ?? ""), pause), maxBytes: fetch.expect.maxBytes,
      note: items.isEmpty
        ? "the web archive has \(all.isEmpty ? "no copy of it" : "no copy of it from that period")"
        : "dated by the day of the copy, which is not before the publisher's")
  }

  private typealias Found = (capture: Capture, link: LinkFacts?)

  /// - Returns: what was asked for, and what there is, the oldest first; a file behind a moving link with what its name says.
  private func captures(_ fetch: FetchPlan, _ fetcher: Fetcher) throws -> (String, [Found]) {
    switch fetch.address {
    case .several:
      throw Problem(
        .usage, at: dataset.name, "an edition of it has several files, and copies of one alone are no edition",
        remedy: "load files that you have: soundings add \(dataset.name) FILE ... --published DATE")
    case .fixed(let url): return (url, try fetcher.captures(of: url, name: dataset.name).map { ($0, nil) })
    case .discovered(let page, _):
      let start = LinkDiscovery.commonStart(of: fetch) ?? page
      let found = try fetcher.captures(of: start + "*", name: dataset.name).compactMap { capture -> Found? in
        LinkDiscovery.facts(of: capture.original, by: fetch).map { (capture, $0) }
      }
      return (start + "*", found)
    }
  }

  private func items(_ all: [Found], _ fetcher: Fetcher) throws -> [BackfillPlan.Item] {
    let known = try ArchivedLinks(project, dataset)
    var firstDays: [String: Day] = [:]
    var newest: (Int, String)?
    return all.compactMap { capture, link in
      guard let day = capture.day else { return nil }
      let url = fetcher.address(of: capture)
      var item = BackfillPlan.Item(
        url: url, published: PublishedDate(day), through: link?.through, isArchived: known.contains(captureAt: url),
        deadSince: known.dead[url])
      item.capture = capture
      // One that leads nowhere must not hide the others with its bytes.
      if let digest = capture.digest, item.deadSince == nil {
        if let first = firstDays[digest] { item.passedOver = .unchanged(since: first) } else { firstDays[digest] = day }
      }
      // An older file stays on the publisher's server, and is copied long after a newer one has replaced it.
      if let link {
        let age = (link.published?.day.daysSince1970 ?? 0, link.through ?? "")
        if item.passedOver == nil, newest.map({ age < $0 }) ?? false || known.hasNewer(than: link, on: day) {
          item.passedOver = .older
        }
        if newest.map({ $0 < age }) ?? true { newest = age }
      }
      return item
    }
  }
}
