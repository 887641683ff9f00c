/// A value of a table cell.
public enum Value: Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
}

/// The rows of a summary table on one day, in their published order.
public struct TableResult: Sendable {
  public var table: String
  public var columns: [String]
  public var rows: [[Value]]
  /// The day whose state the rows show; nil for the newest state.
  public var asOf: Day?
  /// The editions that the rows rest on, one per dataset and edition in use, in a stable order.
  public var sources: [SourceEdition]
  /// What must be known of these very rows: why there are none, what the editions at hand leave out. Shown with the notes.
  public var remarks: [String]

  public init(
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
public struct SourceEdition: Hashable, Sendable {
  public var dataset: String
  public var publisher: String
  public var title: String
  /// The edition's name: its published date as the publisher gave it, with the data's last month where known.
  public var edition: String
  /// The day from which *as of* counts the edition.
  public var published: Day
  /// What the edition speaks for: its partitions that no newer edition covers; empty where it speaks for everything.
  public var covers: [String]
  public var snapshots: [SnapshotFacts]
  public var origin: Edition.Origin
  /// Bundled: what of the publisher's file is held, in words.
  public var restriction: String?
  /// Bundled: where the publisher's own file came from.
  public var obtained: String?
  /// Bundled: the addresses and hashes of the publisher's own files; `snapshots` are our excerpts of them.
  public var originals: [OriginalFacts]
  public var licenseName: String
  public var licenseURL: String?
  public var attribution: String
  public var homepage: String?

  public init(
    dataset: String, publisher: String, title: String, edition: String, published: Day, covers: [String],
    snapshots: [SnapshotFacts], origin: Edition.Origin = .fetched, restriction: String? = nil, obtained: String? = nil,
    originals: [OriginalFacts] = [], licenseName: String, licenseURL: String?, attribution: String, homepage: String?
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
  }
}

/// The publisher's own file behind an excerpt.
public struct OriginalFacts: Hashable, Sendable {
  public var url: String
  /// Lower-case hexadecimal; nil where no file is held to hash.
  public var sha256: String?

  public init(url: String, sha256: String?) {
    self.url = url
    self.sha256 = sha256
  }
}

/// A snapshot's identity: the exact bytes of one response.
public struct SnapshotFacts: Hashable, Sendable {
  /// Lower-case hexadecimal.
  public var sha256: String
  public var bytes: Int
  /// Where the bytes came from: the publisher's URL, or the name of the file that was added.
  public var url: String

  public init(sha256: String, bytes: Int, url: String) {
    self.sha256 = sha256
    self.bytes = bytes
    self.url = url
  }
}
