import Manifest
import Model

/// A dataset with its editions and its freshness.
package struct SiteDataset: Sendable {
  package struct EditionLine: RowCounted, Sendable {
    package var name: String
    package var published: Day
    package var origin: EditionOrigin
    package var records: Int
    package var counts: RowCounts
    package var quarantined: Int
    package var state: EditionState
    /// What must be stated beside every number that rests on it.
    package var marks: [EditionMark]

    package init(
      name: String, published: Day, origin: EditionOrigin, records: Int, counts: RowCounts,
      quarantined: Int, state: EditionState,
      marks: [EditionMark] = []
    ) {
      self.name = name
      self.published = published
      self.origin = origin
      self.records = records
      self.counts = counts
      self.quarantined = quarantined
      self.state = state
      self.marks = marks
    }
  }

  /// An archived file that may be passed on.
  package struct Copy: Sendable {
    /// Its path within the site.
    package var file: String
    /// The edition's name; nil for rows keyed by hand.
    package var edition: String?
    package var bytes: Int
    package var sha256: String
    /// Whether it is what came with Soundings, and not the publisher's whole file.
    package var isExcerpt: Bool

    package init(file: String, edition: String?, bytes: Int, sha256: String, isExcerpt: Bool) {
      self.file = file
      self.edition = edition
      self.bytes = bytes
      self.sha256 = sha256
      self.isExcerpt = isExcerpt
    }
  }

  package var manifest: DatasetManifest
  package var rows: Int
  /// In order, the oldest first.
  package var editions: [EditionLine]
  /// The newest edition in use; nil if nothing was ever loaded.
  package var edition: String?
  package var nextDue: Day?
  /// The day from which it is older than promised; nil if nothing is promised.
  package var staleFrom: Day?
  package var heldBecause: String?
  package var quarantine: [QuarantineFacts]
  /// What people decided on its editions, in the order of the decisions.
  package var decisions: [Decision]
  package var sources: [SourceEdition]
  /// The names of the tables that read it.
  package var tables: [String]

  package init(
    manifest: DatasetManifest, rows: Int, editions: [EditionLine], edition: String?, nextDue: Day?, staleFrom: Day?,
    heldBecause: String?, quarantine: [QuarantineFacts], decisions: [Decision] = [], sources: [SourceEdition],
    tables: [String]
  ) {
    self.manifest = manifest
    self.rows = rows
    self.editions = editions
    self.edition = edition
    self.nextDue = nextDue
    self.staleFrom = staleFrom
    self.heldBecause = heldBecause
    self.quarantine = quarantine
    self.decisions = decisions
    self.sources = sources
    self.tables = tables
  }
}
