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
  /// Totals that the publisher states beside the rows.
  package var totals: [ControlTotal]
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
    guards: Guards, totals: [ControlTotal] = [], figure: FigureMeasure? = nil, notes: [String], normalizeSQL: String
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
    self.totals = totals
    self.figure = figure
    self.notes = notes
    self.normalizeSQL = normalizeSQL
  }
}
