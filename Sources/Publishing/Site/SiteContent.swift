import Manifest
import Model
import Words

/// Everything that the pages of the site are made of, as plain values. The same content gives the same bytes.
package struct SiteContent: Sendable {
  /// The day whose state is shown; nil for the newest.
  package var asOf: Day?
  /// The day of the newest edition, used instead of a clock to judge freshness.
  package var newest: Day
  package var version: String
  /// Newest first; the front page shows the first one.
  package var articles: [SiteArticle] = []
  package var pipelines: [(name: String, title: String)] = []
  package var tables: [SiteTable] = []
  package var datasets: [SiteDataset] = []
  /// The name of the workbook with all tables, and of the data package, in the folder `data`; nil if there is none.
  package var workbook: String?
  package var package: String?

  /// The day of the newest edition that a publisher published: rows keyed by hand may be dated by the day on which a page was read.
  package var newestPublished: Day {
    datasets.flatMap(\.editions).filter { $0.origin != .curated && $0.state == .loaded }.map(\.published).max()
      ?? newest
  }

  /// The same of the rows keyed by hand: the day by which the newest of them was reported or read. Nil without such rows.
  var newestKeyed: Day? {
    datasets.flatMap(\.editions).filter { $0.origin == .curated && $0.state == .loaded }.map(\.published).max()
  }

  /// How new the data is, for who publishes it and for what was keyed by hand.
  package var newestWords: String {
    let files = datasets.contains { $0.editions.contains { $0.origin != .curated && $0.state == .loaded } }
    let keyed = newestKeyed.map { "the newest row keyed by hand was reported or read by \($0.words)" }
    guard files else { return keyed ?? "no data yet" }
    return (["the newest publisher’s file is from \(newestPublished.words)"] + [keyed].compactMap(\.self))
      .joined(separator: ", ")
  }

  /// The day up to which what these datasets say was known.
  func newest(of names: some Sequence<String>) -> Day {
    let names = Set(names)
    let days = datasets.filter { names.contains($0.manifest.name) }.flatMap(\.editions)
      .filter { $0.state == .loaded }.map(\.published)
    return asOf ?? days.max() ?? newestPublished
  }

  package init(asOf: Day?, newest: Day, version: String) {
    self.asOf = asOf
    self.newest = newest
    self.version = version
  }
}
