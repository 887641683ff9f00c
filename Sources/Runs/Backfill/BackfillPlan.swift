import Archive
import Fetching
import Manifest
import Model
import System

/// What a backfill would fetch, and what that takes.
package struct BackfillPlan: Sendable {
  package enum Kind: String, Encodable, Sendable {
    /// The links of a landing page.
    case links
    /// The revisions in force on a row of days.
    case revisions
    /// Nothing but the edition of today is to be had.
    case newest
  }

  /// One question to the publisher.
  package struct Item: Sendable {
    package var url: String
    /// As the link tells it; nil where only the answer does.
    package var published: PublishedDate?
    package var through: String?
    /// The day whose revision is asked for.
    package var day: Day?
    /// Whether the archive has the answer.
    package var isHeld: Bool

    /// How people tell it from the others.
    package var name: String {
      if let day { return "revision in force on \(day)" }
      guard let published else { return "newest edition" }
      return "edition of \(published)" + (through.map { ", data through \($0)" } ?? "")
    }
  }

  package var dataset: String
  package var kind: Kind
  /// Where the list comes from: the landing page, or nil where nobody had to be asked for it.
  package var page: String?
  /// All that the publisher offers in the wanted time, oldest first.
  package var items: [Item]
  /// Seconds between two requests: the host's own interval, or the dataset's pause where that is longer.
  package var secondsBetween: Double
  /// The most that one answer may hold.
  package var maxBytes: Int
  /// What else must be known, for people.
  package var note: String?

  /// How long an answer is taken to last in the estimate; nobody knows before.
  package static let secondsPerAnswer = 3.0

  package var toFetch: [Item] { items.filter { !$0.isHeld } }
  package var held: Int { items.count { $0.isHeld } }
  /// The first and the last date among the items: of publication, or asked for.
  package var first: String? { items.first?.date }
  package var last: String? { items.last?.date }
  /// How long the fetching takes, in seconds; loading comes on top.
  package var estimatedSeconds: Double { Double(toFetch.count) * (secondsBetween + Self.secondsPerAnswer) }
}

extension BackfillPlan.Item {
  /// The published date, or the day that is asked for.
  package var date: String? { published?.description ?? day?.description }
}

/// Makes the plan: what the publisher still offers, less what the archive holds. Asks at most for the landing page.
struct BackfillPlanner {
  let project: Project
  let dataset: DatasetManifest
  let from: Day?
  let to: Day?
  let step: RevisionHistory.Step?

  func plan(_ fetcher: Fetcher) throws -> BackfillPlan {
    guard let fetch = dataset.fetch else {
      let remedy =
        dataset.isCurated
        ? "add rows to \(dataset.folder)/curated.csv, then: soundings run \(dataset.name)"
        : "load a file that you have: soundings add \(dataset.name) FILE --published DATE"
      let what =
        dataset.isCurated ? "is curated: its rows are keyed by hand in the repository" : "has no address to ask"
      throw Problem(.usage, at: dataset.name, what, remedy: remedy)
    }
    if let from, let to, from > to {
      throw Problem(.usage, at: "--from", "\(from) is after --to \(to)", remedy: "swap the two")
    }
    if let from, from > project.clock.today() {
      throw Problem(
        .usage, at: "--from", "\(from) lies in the future", remedy: "give a day on which there was something to see")
    }
    if step != nil, fetch.history == nil {
      throw Problem(
        .usage, at: "--step", "\(dataset.name) is not asked for day by day",
        remedy: "leave --step out; it is for datasets with fetch.backfill in their dataset.yaml")
    }
    switch (fetch.history, fetch.address) {
    case (let history?, _): return try revisions(history, fetch, fetcher)
    case (nil, .discovered(let page, _)): return try links(page, fetch, fetcher)
    case (nil, .fixed(let url)): return newest(url, fetch, fetcher)
    }
  }

  private func links(_ page: String, _ fetch: FetchPlan, _ fetcher: Fetcher) throws -> BackfillPlan {
    let links = try fetcher.links(fetch, name: dataset.name)
    if from != nil || to != nil, let undated = links.first(where: { $0.published == nil }) {
      throw Problem(
        .usage, at: dataset.name, "its links carry no dates to choose by: \(undated.url)",
        remedy: "leave --from and --to out, or name the group 'published' in fetch.discover.link of "
          + dataset.manifestPath)
    }
    let held = try archived()
    let answered = try BackfillLog(project, dataset.name).answered()
    let items = links.filter(isWanted).map { link in
      BackfillPlan.Item(
        url: link.url, published: link.published, through: link.through,
        isHeld: held.contains { Self.holds($0, link) } || answered[link.url] != nil && link.published != nil)
    }
    let url = links.last?.url ?? page
    return BackfillPlan(
      dataset: dataset.name, kind: .links, page: page, items: items,
      secondsBetween: max(fetcher.interval(of: url), fetch.pauseSeconds), maxBytes: fetch.expect.maxBytes,
      note: items.isEmpty ? "the page has \(links.count) links, none of them published in that time" : nil)
  }

  private func isWanted(_ link: LinkFacts) -> Bool {
    guard let published = link.published else { return true }
    // Known to the month only: the month counts where any day of it is wanted.
    if let from, published.day < from { return false }
    if let to, published.firstDay > to { return false }
    return true
  }

  /// Whether an edition is what stands behind a link: fetched from there with that date, or added under the file's name.
  private static func holds(_ edition: Edition, _ link: LinkFacts) -> Bool {
    guard let published = link.published, edition.published == published, let first = edition.snapshots.first else {
      return false
    }
    switch edition.origin {
    case .fetched: return first.url == link.url
    case .added:
      let name = link.url.split(separator: "/").last.map(String.init) ?? link.url
      return edition.through == link.through && (first.url == name || first.url.hasSuffix("_" + name))
    case .bundled, .curated: return false
    }
  }

  private func revisions(_ history: RevisionHistory, _ fetch: FetchPlan, _ fetcher: Fetcher) throws -> BackfillPlan {
    // The revision in force today may be followed by another before midnight; `run` fetches today's.
    let yesterday = project.clock.today() + -1
    let first = max(from ?? history.since, history.since)
    let last = min(to ?? yesterday, yesterday)
    let held = Set(try archived().filter { $0.origin == .fetched }.compactMap { $0.snapshots.first?.url })
    let answered = try BackfillLog(project, dataset.name).answered()
    let items = RevisionHistory.days(from: first, to: last, step: step ?? history.every).map { day in
      let url = history.url(on: day)
      return BackfillPlan.Item(url: url, day: day, isHeld: held.contains(url) || answered[url] != nil)
    }
    return BackfillPlan(
      dataset: dataset.name, kind: .revisions, page: nil, items: items,
      secondsBetween: max(fetcher.interval(of: history.url(on: last)), fetch.pauseSeconds),
      maxBytes: fetch.expect.maxBytes,
      note: items.isEmpty
        ? "there is nothing before \(history.since), and today's is fetched by: soundings run \(dataset.name)"
        : "days with the same revision make one edition")
  }

  private func newest(_ url: String, _ fetch: FetchPlan, _ fetcher: Fetcher) -> BackfillPlan {
    let isPast = to.map { $0 < project.clock.today() } ?? false
    let items = isPast ? [] : [BackfillPlan.Item(url: url, isHeld: false)]
    let what = isPast ? ", which is none of that time" : ""
    return BackfillPlan(
      dataset: dataset.name, kind: .newest, page: nil, items: items,
      secondsBetween: max(fetcher.interval(of: url), fetch.pauseSeconds), maxBytes: fetch.expect.maxBytes,
      note: "the publisher offers only its newest edition\(what); past ones cannot be had from it. "
        + "Where you have one as a file: soundings add \(dataset.name) FILE --published DATE")
  }

  /// The editions that did not come with Soundings: bundled ones are cut to what the tables need, and replace nothing.
  private func archived() throws -> [Edition] {
    try project.archive.editions(of: dataset.name).filter { $0.origin != .bundled }
  }
}
