import Model
import Words

/// What a dataset's folder says: `dataset.yaml`, `normalize.sql` and the editions bundled with it.
package struct DatasetManifest: Sendable {
  /// The folder's name; it is the dataset's name everywhere.
  package var name: String
  /// The pipeline (folder) that the dataset belongs to.
  package var pipeline: String
  /// The path of the dataset's folder.
  package var folder: String

  package var title: String
  package var publisher: String
  package var license: License
  package var attribution: String
  /// The publisher's page for people.
  package var homepage: String?
  /// How often a new edition is promised; nil where none is expected.
  package var cadence: Cadence?
  /// True where the rows are keyed by hand from cited sources, each with the day its source said so (`reported_on`).
  package var isCurated: Bool
  /// How the bytes are fetched; nil for a dataset that only `add` or the repository itself brings.
  package var fetch: FetchPlan?
  package var dating: EditionDating
  /// The accepted forms of the file; the first one that fits a snapshot is used.
  package var readings: [Reading]
  /// The contract: every column of the normalized rows, in order.
  package var columns: [Column]
  package var key: [String]
  /// The columns whose values name the slice that an edition speaks for; empty where an edition always speaks for all.
  package var partition: [String]
  /// The columns of `partition` by which a whole edition is complete: what it does not hold of the partitions that share
  /// these values is removed. Empty: an edition speaks only for the partitions that it holds. A bundled edition, which is
  /// restricted, always does only that.
  package var completeBy: [String]
  package var guards: Guards
  /// What the dataset's figures are, for the profile of its revisions; nil where nothing is counted.
  package var figure: FigureMeasure?
  /// What must be known to read the numbers (interpretation traps), one paragraph each.
  package var notes: [String]
  /// The SELECT over `raw` that makes rows of records, verbatim from `normalize.sql`.
  package var normalizeSQL: String

  package var manifestPath: String { folder + "/dataset.yaml" }
  package var normalizePath: String { folder + "/normalize.sql" }

  package init(
    name: String, pipeline: String, folder: String, title: String, publisher: String, license: License,
    attribution: String, homepage: String?, cadence: Cadence?, isCurated: Bool, fetch: FetchPlan?,
    dating: EditionDating, readings: [Reading], columns: [Column], key: [String], partition: [String],
    completeBy: [String] = [],
    guards: Guards, figure: FigureMeasure? = nil, notes: [String], normalizeSQL: String
  ) {
    self.name = name
    self.pipeline = pipeline
    self.folder = folder
    self.title = title
    self.publisher = publisher
    self.license = license
    self.attribution = attribution
    self.homepage = homepage
    self.cadence = cadence
    self.isCurated = isCurated
    self.fetch = fetch
    self.dating = dating
    self.readings = readings
    self.columns = columns
    self.key = key
    self.partition = partition
    self.completeBy = completeBy
    self.guards = guards
    self.figure = figure
    self.notes = notes
    self.normalizeSQL = normalizeSQL
  }
}

package struct License: Equatable, Sendable {
  package var name: String
  package var url: String?

  package init(name: String, url: String?) {
    self.name = name
    self.url = url
  }
}

/// A promise of freshness: an edition is due `every` after the last one, and stale `graceDays` later.
package struct Cadence: Equatable, Sendable {
  package enum Period: String, CaseIterable, Sendable { case day, week, month, quarter, year }

  package var every: Period
  package var graceDays: Int

  package init(every: Period, graceDays: Int) {
    self.every = every
    self.graceDays = graceDays
  }

  /// The length of the period in days, the longest one of its kind.
  package var days: Int {
    switch every {
    case .day: 1
    case .week: 7
    case .month: 31
    case .quarter: 92
    case .year: 366
    }
  }
}

/// How a dataset is fetched from its publisher.
package struct FetchPlan: Equatable, Sendable {
  package enum Address: Equatable, Sendable {
    case fixed(String)
    /// A landing page, and a regular expression over it whose match is the link. Its named groups are `published`
    /// (a date), `through_fy` (two or four digits) and `through_month` (English month, three letters or whole).
    case discovered(page: String, link: String)
  }

  package var address: Address
  package var paging: Paging?
  package var expect: Expectation
  /// Seconds to wait between two requests of this dataset.
  package var pauseSeconds: Double
  /// How past editions are had from a publisher who keeps every revision. A landing page needs no such word: a backfill
  /// takes all of its links. Where there is neither, only the newest edition is to be had.
  package var history: RevisionHistory?

  package init(
    address: Address, paging: Paging?, expect: Expectation, pauseSeconds: Double, history: RevisionHistory? = nil
  ) {
    self.address = address
    self.paging = paging
    self.expect = expect
    self.pauseSeconds = pauseSeconds
    self.history = history
  }
}

/// How the answer is cut into pages; all pages together are one edition.
package enum Paging: Equatable, Sendable {
  /// `parameter` counts pages from `first`; the body says at JSON pointer `lastAt` which page is the last.
  case page(parameter: String, first: Int, lastAt: String)
  /// `parameter` is the offset of the page's first record; a page with fewer than `size` records is the last.
  case offset(parameter: String, size: Int)
}

/// What must be true of a response before it is believed.
package struct Expectation: Equatable, Sendable {
  /// Accepted media types ("text/csv"), without parameters; empty accepts any.
  package var types: [String]
  /// How the body must begin (after a byte order mark).
  package var startsWith: String?
  package var maxBytes: Int

  package init(types: [String], startsWith: String?, maxBytes: Int) {
    self.types = types
    self.startsWith = startsWith
    self.maxBytes = maxBytes
  }
}

/// Where the published date of an edition comes from.
package struct EditionDating: Equatable, Sendable {
  package enum Source: Equatable, Sendable {
    /// The named group `published` of the discovered link.
    case fromLink
    /// A JSON pointer into the (first) snapshot: a date, or the date at the start of a timestamp.
    case json(String)
    /// The HTTP header Last-Modified, else the day of the fetch.
    case lastModified
    /// The day of the fetch.
    case fetched
    /// Curated: each row's own `reported_on`.
    case reportedOn
  }

  package var source: Source
  /// A regular expression over the name of a file given to `add`; the same named groups as in a link.
  package var fileName: String?

  package init(source: Source, fileName: String?) {
    self.source = source
    self.fileName = fileName
  }
}

/// One column of the contract.
package struct Column: Equatable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case text, integer, date, month, year, boolean
  }

  package var name: String
  package var kind: Kind
  package var isNullable: Bool
  package var minimum: Int?
  package var maximum: Int?
  /// True where text is brought into Unicode's composed form (NFC) before it is compared or stored.
  package var isComposed = false
  /// The only values allowed; an unknown one is a new category.
  package var oneOf: [String]
  package var unit: String?
  package var description: String?

  package init(
    name: String, kind: Kind, isNullable: Bool = false, minimum: Int? = nil, maximum: Int? = nil,
    oneOf: [String] = [], unit: String? = nil, description: String? = nil, isComposed: Bool = false
  ) {
    self.isComposed = isComposed
    self.name = name
    self.kind = kind
    self.isNullable = isNullable
    self.minimum = minimum
    self.maximum = maximum
    self.oneOf = oneOf
    self.unit = unit
    self.description = description
  }
}

/// A dataset's figures: the sum of one column over the rows that agree in others, say encounters by month.
package struct FigureMeasure: Equatable, Sendable {
  /// An integer column outside of the key.
  package var measure: String
  package var by: [String]

  package init(measure: String, by: [String]) {
    self.measure = measure
    self.by = by
  }
}

/// Conditions that stop an edition from becoming current.
package struct Guards: Equatable, Sendable {
  package enum NewValues: String, CaseIterable, Sendable {
    /// An unknown category holds the whole edition back.
    case stop
    /// Only the records with an unknown category go to quarantine.
    case quarantine
  }

  package var minimumRows: Int?
  package var maximumRows: Int?
  /// The edition is held where a partition that it covers lost more than this percentage of its rows; nil: not checked.
  package var shrinkPercent: Double?
  /// The edition is held where more than this percentage of its records is in quarantine.
  package var quarantinePercent: Double
  package var newValues: NewValues

  package init(
    minimumRows: Int? = nil, maximumRows: Int? = nil, shrinkPercent: Double? = nil,
    quarantinePercent: Double = 1, newValues: NewValues = .stop
  ) {
    self.minimumRows = minimumRows
    self.maximumRows = maximumRows
    self.shrinkPercent = shrinkPercent
    self.quarantinePercent = quarantinePercent
    self.newValues = newValues
  }
}
