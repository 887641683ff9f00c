import Manifest
import Model

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

  package init(asOf: Day?, newest: Day, version: String) {
    self.asOf = asOf
    self.newest = newest
    self.version = version
  }
}
