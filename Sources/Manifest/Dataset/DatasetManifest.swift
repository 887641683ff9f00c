import Model
import Words

/// The content of a dataset's folder: `dataset.yaml`, `normalize.sql`, `corrections.csv` and the bundled editions.
package struct DatasetManifest: Sendable {
  /// The folder's name, which is the dataset's name everywhere.
  package var name: String
  /// The pipeline (folder) that the dataset belongs to.
  package var pipeline: String
  /// The path of the dataset's folder.
  package var folder: String

  package var title: String
  package var publisher: String
  package var license: License
  package var attribution: String
  /// The publisher's web page for people.
  package var homepage: String?
  /// How often a new edition is promised; nil if none is expected.
  package var cadence: Cadence?
  /// True if the rows are keyed by hand from cited sources, each with the day its source reported it (`reported_on`).
  package var isCurated: Bool
  /// Which columns of its file say what a keyed row rests on; nil where it is not curated, or does not say.
  package var evidence: EvidenceColumns?
  /// How the bytes are fetched; nil for a dataset that only `add` or the repository provides.
  package var fetch: FetchPlan?
  package var dating: EditionDating
  /// The accepted forms of the file; the first one that matches a snapshot is used.
  package var readings: [Reading]
  /// The contract: every column of the normalized rows, in order.
  package var columns: [Column]
  package var key: [String]
  /// The columns whose values name the partition that an edition covers; empty if every edition covers everything.
  package var partition: [String]
  /// The columns of `partition` by which a whole edition is complete: rows of partitions that share these values with
  /// the edition, but are missing from it, are removed. Empty: an edition covers only the partitions that it contains.
  /// That always applies to a bundled edition, which is an excerpt.
  package var completeBy: [String]
  /// The column whose newest value must reach the last month that a file's name claims.
  package var completeTo: CompleteTo = .firstOfKey
  package var guards: Guards
  /// Totals that the publisher states beside the rows.
  package var totals: [ControlTotal]
  /// How the dataset's figures are made, for the profile of its revisions; nil if nothing is counted.
  package var figure: FigureMeasure?
  /// The publisher's known errors, from `corrections.csv`; empty where there is no such file.
  package var corrections: [Correction] = []
  /// What a reader must know to interpret the numbers, one paragraph each.
  package var notes: [String]
  /// What must be stated as well while the data says so.
  package var conditionalNotes: [ConditionalNote] = []
  /// The SELECT over `raw` that turns records into rows, verbatim from `normalize.sql`.
  package var normalizeSQL: String

  /// The column by which rows are newer or older: the first that is a day, else a month, else a year.
  package var timeColumn: Column? {
    [Column.Kind.date, .month, .year].lazy.compactMap { kind in columns.first { $0.kind == kind } }.first
  }

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

  /// Whether a dataset, or one of its columns, can have this name.
  package static func isName(_ name: String) -> Bool { Name.isValid(name) }

  /// The nearest valid name; nil where nothing of it could be in one.
  package static func tidiedName(_ name: String) -> String? { Name.tidied(name) }
}
