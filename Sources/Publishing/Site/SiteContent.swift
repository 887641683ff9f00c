import Manifest
import Model

/// All that the pages of the site are made of: plain values, gathered elsewhere. The same content makes the same bytes.
public struct SiteContent: Sendable {
  /// The day whose state is shown; nil for the newest.
  public var asOf: Day?
  /// The day of the newest edition: what the pages judge freshness by, instead of a clock.
  public var newest: Day
  public var version: String
  /// The newest first; the front page shows the first one.
  public var articles: [SiteArticle] = []
  public var pipelines: [(name: String, title: String)] = []
  public var tables: [SiteTable] = []
  public var datasets: [SiteDataset] = []
  /// What each verdict means, in the order from good to bad.
  public var verdicts: [(verdict: String, meaning: String)] = []
  /// The name of the workbook with all tables, and of the data package, in the folder `data`; nil where there is none.
  public var workbook: String?
  public var package: String?

  public init(asOf: Day?, newest: Day, version: String) {
    self.asOf = asOf
    self.newest = newest
    self.version = version
  }
}

/// An article with its checked figures.
public struct SiteArticle: Sendable {
  public var manifest: ArticleManifest
  public var cards: [FigureCard]
  /// The figures that could not be checked because their SQL fails, by name.
  public var unchecked: [String]

  public init(manifest: ArticleManifest, cards: [FigureCard], unchecked: [String] = []) {
    self.manifest = manifest
    self.cards = cards
    self.unchecked = unchecked
  }
}

/// One figure as it was checked, in words.
public struct FigureCard: Sendable {
  public var figure: FigureManifest
  public var verdict: String
  /// The values as of publication and now, with their units where they have one.
  public var then: String
  public var now: String
  public var why: String
  /// The datasets that it rests on.
  public var datasets: [String]
  /// True where the value of now is another than that of publication.
  public var hasMoved: Bool
  /// The day from which its data is older than promised; nil where the period is closed, or that day is past already.
  public var staleFrom: Day?

  public init(
    figure: FigureManifest, verdict: String, then: String, now: String, why: String, datasets: [String],
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
public struct SiteTable: Sendable {
  public var manifest: TableManifest
  public var result: TableResult
  /// Paths within the site; nil where the chart could not be drawn.
  public var svg: String?
  public var png: String?
  public var vega: String?
  /// False where the table cannot be a workbook.
  public var hasExcel: Bool
  /// What the chart shows, for those who cannot see it.
  public var alt: String
  /// Nil where there is no earlier state.
  public var change: SiteChange?

  public init(
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
public struct SiteDataset: Sendable {
  public struct EditionLine: Sendable {
    public var name: String
    public var published: Day
    public var origin: Edition.Origin
    public var records: Int
    public var firstSeen: Int
    public var added: Int
    public var removed: Int
    public var revised: Int
    public var quarantined: Int
    /// `loaded`, `held` or `repeated`.
    public var state: String

    public init(
      name: String, published: Day, origin: Edition.Origin, records: Int, firstSeen: Int,
      added: Int, removed: Int, revised: Int, quarantined: Int, state: String
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

  public var manifest: DatasetManifest
  public var rows: Int
  /// In their order, the oldest first.
  public var editions: [EditionLine]
  /// The newest edition in use; nil where nothing was ever loaded.
  public var edition: String?
  public var nextDue: Day?
  /// The day from which it is older than promised; nil where nothing is promised.
  public var staleFrom: Day?
  public var heldBecause: String?
  public var quarantine: [QuarantineFacts]
  public var sources: [SourceEdition]
  /// The names of the tables that read it.
  public var tables: [String]

  public init(
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
