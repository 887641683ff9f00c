import Manifest
import Model

/// All that the pages of the site are made of: plain values, gathered elsewhere. The same content makes the same bytes.
package struct SiteContent: Sendable {
  /// The day whose state is shown; nil for the newest.
  package var asOf: Day?
  /// The day of the newest edition: what the pages judge freshness by, instead of a clock.
  package var newest: Day
  package var version: String
  /// The newest first; the front page shows the first one.
  package var articles: [SiteArticle] = []
  package var pipelines: [(name: String, title: String)] = []
  package var tables: [SiteTable] = []
  package var datasets: [SiteDataset] = []
  /// The name of the workbook with all tables, and of the data package, in the folder `data`; nil where there is none.
  package var workbook: String?
  package var package: String?

  package init(asOf: Day?, newest: Day, version: String) {
    self.asOf = asOf
    self.newest = newest
    self.version = version
  }
}

/// An article with its checked figures.
package struct SiteArticle: Sendable {
  package var manifest: ArticleManifest
  package var cards: [FigureCard]
  /// The figures that could not be checked because their SQL fails, by name.
  package var unchecked: [String]

  package init(manifest: ArticleManifest, cards: [FigureCard], unchecked: [String] = []) {
    self.manifest = manifest
    self.cards = cards
    self.unchecked = unchecked
  }
}

/// One figure as it was checked, in words.
package struct FigureCard: Sendable {
  package var figure: FigureManifest
  package var verdict: Verdict
  /// The values as of publication and now, with their units where they have one.
  package var then: String
  package var now: String
  package var why: String
  /// The datasets that it rests on.
  package var datasets: [String]
  /// True where the value of now is another than that of publication.
  package var hasMoved: Bool
  /// The day from which its data is older than promised; nil where the period is closed, or that day is past already.
  package var staleFrom: Day?

  package init(
    figure: FigureManifest, verdict: Verdict, then: String, now: String, why: String, datasets: [String],
    hasMoved: Bool, staleFrom: Day?
  ) {
    self.figure = figure
    self.verdict = verdict
    self.then = then
    self.now = now
    self.why = why
    self.datasets = datasets
    self.hasMoved = hasMoved
    self.staleFrom = staleFrom
  }
}

/// A summary table with its chart and what changed in it.
package struct SiteTable: Sendable {
  package var manifest: TableManifest
  package var result: TableResult
  /// Paths within the site; nil where the chart could not be drawn.
  package var svg: String?
  package var png: String?
  package var vega: String?
  /// False where the table cannot be a workbook.
  package var hasExcel: Bool
  /// What the chart shows, for those who cannot see it.
  package var alt: String
  /// Nil where there is no earlier state.
  package var change: SiteChange?

  package init(
    manifest: TableManifest, result: TableResult, svg: String? = nil, png: String? = nil, vega: String? = nil,
    hasExcel: Bool = true,
    alt: String = "", change: SiteChange? = nil
  ) {
    self.manifest = manifest
    self.result = result
    self.svg = svg
    self.png = png
    self.vega = vega
    self.hasExcel = hasExcel
    self.alt = alt
    self.change = change
  }
}

/// A dataset with its editions and how fresh it is.
package struct SiteDataset: Sendable {
  package struct EditionLine: Sendable {
    package var name: String
    package var published: Day
    package var origin: EditionOrigin
    package var records: Int
    package var firstSeen: Int
    package var added: Int
    package var removed: Int
    package var revised: Int
    package var quarantined: Int
    package var state: EditionState

    package init(
      name: String, published: Day, origin: EditionOrigin, records: Int, firstSeen: Int,
      added: Int, removed: Int, revised: Int, quarantined: Int, state: EditionState
    ) {
      self.name = name
      self.published = published
      self.origin = origin
      self.records = records
      self.firstSeen = firstSeen
      self.added = added
      self.removed = removed
      self.revised = revised
      self.quarantined = quarantined
      self.state = state
    }
  }

  package var manifest: DatasetManifest
  package var rows: Int
  /// In their order, the oldest first.
  package var editions: [EditionLine]
  /// The newest edition in use; nil where nothing was ever loaded.
  package var edition: String?
  package var nextDue: Day?
  /// The day from which it is older than promised; nil where nothing is promised.
  package var staleFrom: Day?
  package var heldBecause: String?
  package var quarantine: [QuarantineFacts]
  package var sources: [SourceEdition]
  /// The names of the tables that read it.
  package var tables: [String]

  package init(
    manifest: DatasetManifest, rows: Int, editions: [EditionLine], edition: String?, nextDue: Day?, staleFrom: Day?,
    heldBecause: String?, quarantine: [QuarantineFacts], sources: [SourceEdition], tables: [String]
  ) {
    self.manifest = manifest
    self.rows = rows
    self.editions = editions
    self.edition = edition
    self.nextDue = nextDue
    self.staleFrom = staleFrom
    self.heldBecause = heldBecause
    self.quarantine = quarantine
    self.sources = sources
    self.tables = tables
  }
}
