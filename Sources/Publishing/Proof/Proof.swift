/// A proof bundle as plain values: all that its page shows and that `--check` verifies, and nothing that depends on a clock.
///
/// Every number is whole or a text with its exact digits, so that reading and writing the values changes nothing. Days are
/// `YYYY-MM-DD`, hashes are SHA-256 in lower-case hexadecimal.
public struct Proof: Codable, Equatable, Sendable {
  /// The form of this document; another number is of another Soundings.
  public static let form = 1

  public var form = Proof.form
  /// The version of Soundings that wrote it.
  public var soundings: String
  /// A hash of the templates that made the page: pages of others cannot be compared byte for byte.
  public var templates: String
  public var article: Article
  /// The day whose end counts as now; nil is the newest data at hand.
  public var asOf: String?
  /// The newest day that the archive knew of (or ``asOf``): what stands for today.
  public var referenceDay: String
  public var figures: [Figure]
  /// The summary tables that figures are cells of, by name.
  public var tables: [Table]
  /// The datasets of the figures and how their records are read, by name.
  public var datasets: [Dataset]
  /// The archived files that the values rest on, by path.
  public var files: [File]

  public init(
    soundings: String, templates: String, article: Article, asOf: String?, referenceDay: String, figures: [Figure],
    tables: [Table], datasets: [Dataset], files: [File]
  ) {
    self.soundings = soundings
    self.templates = templates
    self.article = article
    self.asOf = asOf
    self.referenceDay = referenceDay
    self.figures = figures
    self.tables = tables
    self.datasets = datasets
    self.files = files
  }

  public struct Article: Codable, Equatable, Sendable {
    public var name: String
    public var title: String
    public var publisher: String?
    public var published: String
    public var address: String?

    public init(name: String, title: String, publisher: String?, published: String, address: String?) {
      self.name = name
      self.title = title
      self.publisher = publisher
      self.published = published
      self.address = address
    }
  }

  /// A summary table with the SQL that makes it.
  public struct Table: Codable, Equatable, Sendable {
    public var name: String
    public var title: String
    public var grain: String
    public var notes: [String]
    public var sql: String

    public init(name: String, title: String, grain: String, notes: [String], sql: String) {
      self.name = name
      self.title = title
      self.grain = grain
      self.notes = notes
      self.sql = sql
    }
  }

  /// A dataset with the SQL that turns its publisher's records into rows.
  public struct Dataset: Codable, Equatable, Sendable {
    public var name: String
    public var title: String
    public var notes: [String]
    public var sql: String

    public init(name: String, title: String, notes: [String], sql: String) {
      self.name = name
      self.title = title
      self.notes = notes
      self.sql = sql
    }
  }

  /// One archived file: the exact bytes of a response, an added file or an excerpt, and where they came from.
  public struct File: Codable, Equatable, Sendable {
    /// Its path in the archive.
    public var path: String
    public var sha256: String
    public var bytes: Int
    public var dataset: String
    public var title: String
    public var publisher: String
    /// The edition's name; nil for rows keyed by hand, which carry their own days.
    public var edition: String?
    public var published: String?
    /// When the bytes came, UTC; nil where they came with Soundings.
    public var fetched: String?
    /// `fetched`, `added`, `bundled` or `curated`.
    public var origin: String
    public var addresses: [String]
    /// Of an excerpt: what of the publisher's own file it holds, and the hashes of that file where it was at hand.
    public var restriction: String?
    public var originals: [Original]
    public var license: String
    public var licenseAddress: String?
    public var attribution: String
    public var homepage: String?
    /// The names of a record's fields in their order, where a record does not say them itself.
    public var fields: [String]

    public init(
      path: String, sha256: String, bytes: Int, dataset: String, title: String, publisher: String, edition: String?,
      published: String?, fetched: String?, origin: String, addresses: [String], restriction: String?,
      originals: [Original], license: String, licenseAddress: String?, attribution: String, homepage: String?,
      fields: [String]
    ) {
      self.path = path
      self.sha256 = sha256
      self.bytes = bytes
      self.dataset = dataset
      self.title = title
      self.publisher = publisher
      self.edition = edition
      self.published = published
      self.fetched = fetched
      self.origin = origin
      self.addresses = addresses
      self.restriction = restriction
      self.originals = originals
      self.license = license
      self.licenseAddress = licenseAddress
      self.attribution = attribution
      self.homepage = homepage
      self.fields = fields
    }
  }

  /// The publisher's own file behind an excerpt.
  public struct Original: Codable, Equatable, Sendable {
    public var address: String
    public var sha256: String?

    public init(address: String, sha256: String?) {
      self.address = address
      self.sha256 = sha256
    }
  }
}
