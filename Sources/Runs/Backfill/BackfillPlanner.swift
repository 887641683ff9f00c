import Archive
import Fetching
import Manifest
import Model
import System

/// Makes the plan: what the publisher still offers, without what is in the archive. Requests at most the landing page.
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
    try requirePeriod()
    if step != nil, fetch.history == nil {
      throw Problem(
        .usage, at: "--step", "\(dataset.name) is not fetched day by day",
        remedy: "leave out --step; it is for datasets with fetch.backfill in their dataset.yaml")
    }
    switch (fetch.history, fetch.address) {
    case (let history?, _): return try revisions(history, by: fetch, with: fetcher)
    case (nil, .discovered(let page, _)): return try links(on: page, by: fetch, with: fetcher)
    case (nil, .fixed(let url)): return newest(at: url, by: fetch, with: fetcher)
    case (nil, .several(let list)):
      let urls = list.all(on: project.clock.today()).urls
      return newest(at: urls.first ?? dataset.name, by: fetch, with: fetcher)
    }
  }

  func requirePeriod() throws {
    if let from, let to, from > to {
      throw Problem(.usage, at: "--from", "\(from) is after --to \(to)", remedy: "swap the two")
    }
    if let from, from > project.clock.today() {
      throw Problem(
        .usage, at: "--from", "\(from) is in the future", remedy: "give a day in the past")
    }
  }

  private func links(on page: String, by fetch: FetchPlan, with fetcher: Fetcher) throws -> BackfillPlan {
    let links = try fetcher.links(fetch, name: dataset.name)
    if from != nil || to != nil, let undated = links.first(where: { $0.published == nil }) {
      throw Problem(
        .usage, at: dataset.name, "its links have no dates to select by: \(undated.url)",
        remedy: "leave out --from and --to, or name the group 'published' in fetch.discover.link of "
          + dataset.manifestPath)
    }
    let known = try ArchivedLinks(project, dataset)
    let items = links.filter(isInPeriod).map { link in
      BackfillPlan.Item(
        url: link.url, published: link.published, through: link.through, isArchived: known.contains(link),
        deadSince: known.dead[link.url])
    }
    let url = links.last?.url ?? page
    return BackfillPlan(
      dataset: dataset.name, kind: .links, page: page, items: items,
      secondsBetween: max(fetcher.interval(of: url), fetch.pauseSeconds), maxBytes: fetch.expect.maxBytes,
      note: items.isEmpty ? "the page has \(links.count) links, none of them published in that period" : nil)
  }

  private func isInPeriod(_ link: LinkFacts) -> Bool {
    guard let published = link.published else { return true }
    // A date known only to the month counts if any day of the month is in the period.
    if let from, published.day < from { return false }
    if let to, published.firstDay > to { return false }
    return true
  }

  private func revisions(
    _ history: RevisionHistory, by fetch: FetchPlan, with fetcher: Fetcher
  ) throws -> BackfillPlan {
    // Today's revision may still be replaced before midnight; `run` fetches it.
    let yesterday = project.clock.today() + -1
    let first = max(from ?? history.since, history.since)
    let last = min(to ?? yesterday, yesterday)
    let known = try ArchivedLinks(project, dataset)
    let items = RevisionHistory.days(from: first, to: last, step: step ?? history.every).map { day in
      let url = history.url(on: day)
      return BackfillPlan.Item(
        url: url, day: day, isArchived: known.contains(revisionAt: url), deadSince: known.dead[url])
    }
    return BackfillPlan(
      dataset: dataset.name, kind: .revisions, page: nil, items: items,
      secondsBetween: max(fetcher.interval(of: history.url(on: last)), fetch.pauseSeconds),
      maxBytes: fetch.expect.maxBytes,
      note: items.isEmpty
        ? "there is no revision before \(history.since), and today's is fetched by: soundings run \(dataset.name)"
        : "days with the same revision make one edition")
  }

  private func newest(at url: String, by fetch: FetchPlan, with fetcher: Fetcher) -> BackfillPlan {
    let isPast = to.map { $0 < project.clock.today() } ?? false
    let items = isPast ? [] : [BackfillPlan.Item(url: url, isArchived: false)]
    let what = isPast ? ", which is not of that period" : ""
    return BackfillPlan(
      dataset: dataset.name, kind: .newest, page: nil, items: items,
      secondsBetween: max(fetcher.interval(of: url), fetch.pauseSeconds), maxBytes: fetch.expect.maxBytes,
      note: "the publisher offers only its newest edition\(what); past ones are not available from it. "
        + "If you have one as a file: soundings add \(dataset.name) FILE --published DATE")
  }
}
