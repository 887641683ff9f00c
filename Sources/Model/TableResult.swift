/// A value of a table cell.
package enum Value: Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
}

/// The rows of a summary table on one day, in their published order.
package struct TableResult: Sendable {
  package var table: String
  package var columns: [String]
  package var rows: [[Value]]
  /// The day whose state the rows show; nil for the newest state.
  package var asOf: Day?
  /// The editions that the rows rest on, one per dataset and edition in use, in a stable order.
  package var sources: [SourceEdition]
  /// What must be known of these very rows: why there are none, what the editions at hand leave out. Shown with the notes.
  package var remarks: [String]

  package init(
    table: String, columns: [String], rows: [[Value]], asOf: Day?, sources: [SourceEdition], remarks: [String] = []
  ) {
    self.table = table
    self.columns = columns
    self.rows = rows
    self.asOf = asOf
    self.sources = sources
    self.remarks = remarks
  }
}

/// An edition as an export names it: enough for a reader who asks "says who?".
package struct SourceEdition: Hashable, Sendable {
  package var dataset: String
  package var publisher: String
  package var title: String
  /// The edition's name: its published date as the publisher gave it, with the data's last month where known.
  package var edition: String
  /// The day from which *as of* counts the edition.
  package var published: Day
  /// What the edition speaks for: its partitions that no newer edition covers; empty where it speaks for everything.
  package var covers: [String]
  package var snapshots: [SnapshotFacts]
  package var origin: EditionOrigin
  /// Bundled: what of the publisher's file is held, in words.
  package var restriction: String?
  /// Bundled: where the publisher's own file came from.
  package var obtained: String?
  /// Bundled: the addresses and hashes of the publisher's own files; `snapshots` are our excerpts of them.
  package var originals: [OriginalFacts]
  package var licenseName: String
  package var licenseURL: String?
  package var attribution: String
  package var homepage: String?
  /// What must be said beside every number that rests on it.
  package var marks: [EditionMark]

  package init(
    dataset: String, publisher: String, title: String, edition: String, published: Day, covers: [String],
    snapshots: [SnapshotFacts], origin: EditionOrigin = .fetched, restriction: String? = nil, obtained: String? = nil,
    originals: [OriginalFacts] = [], licenseName: String, licenseURL: String?, attribution: String, homepage: String?,
    marks: [EditionMark] = []
  ) {
    self.dataset = dataset
    self.publisher = publisher
    self.title = title
    self.edition = edition
    self.published = published
    self.covers = covers
    self.snapshots = snapshots
    self.origin = origin
    self.restriction = restriction
    self.obtained = obtained
    self.originals = originals
    self.licenseName = licenseName
    self.licenseURL = licenseURL
    self.attribution = attribution
    self.homepage = homepage
    self.marks = marks
  }
}

/// The publisher's own file behind an excerpt.
package struct OriginalFacts: Hashable, Sendable {
  package var url: String
  /// Lower-case hexadecimal; nil where no file is held to hash.
  package var sha256: String?

  package init(url: String, sha256: String?) {
    self.url = url
    self.sha256 = sha256
  }
}

/// A snapshot's identity: the exact bytes of one response.
package struct SnapshotFacts: Hashable, Sendable {
  /// Lower-case hexadecimal.
  package var sha256: String
  package var bytes: Int
  /// Where the bytes came from: the publisher's URL, or the name of the file that was added.
  package var url: String

  package init(sha256: String, bytes: Int, url: String) {
    self.sha256 = sha256
    self.bytes = bytes
    self.url = url
  }
}
