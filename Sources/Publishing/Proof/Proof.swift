import Model

/// A proof bundle as plain values: all that its page shows and that `--check` verifies, and nothing that depends on a clock.
///
/// Every number is whole or a text with its exact digits, so that reading and writing the values changes nothing. Days are
/// `YYYY-MM-DD`, hashes are SHA-256 in lower-case hexadecimal.
package struct Proof: Codable, Equatable, Sendable {
  /// The version of Soundings that wrote it.
  package var soundings: String
  /// A hash of the templates that made the page: pages of others cannot be compared byte for byte.
  package var templates: String
  /// The library that filled the templates, with its version; nil in proofs made before it was recorded.
  package var renderer: String?
  package var article: Article
  /// The day whose end counts as now; nil is the newest data loaded.
  package var asOf: String?
  /// The newest day that the archive knew of (or ``asOf``): what counts as today.
  package var referenceDay: String
  package var figures: [Figure]
  /// The summary tables that figures are cells of, by name.
  package var tables: [Table]
  /// The datasets of the figures and how their records are read, by name.
  package var datasets: [Dataset]
  /// The archived files that the values rest on, by path.
  package var files: [File]

  package init(
    soundings: String, templates: String, renderer: String?, article: Article, asOf: String?, referenceDay: String,
    figures: [Figure], tables: [Table], datasets: [Dataset], files: [File]
  ) {
    self.soundings = soundings
    self.templates = templates
    self.renderer = renderer
    self.article = article
    self.asOf = asOf
    self.referenceDay = referenceDay
    self.figures = figures
    self.tables = tables
    self.datasets = datasets
    self.files = files
  }

  package struct Article: Codable, Equatable, Sendable {
    package var name: String
    package var title: String
    package var publisher: String?
    package var published: String
    package var address: String?

    package init(name: String, title: String, publisher: String?, published: String, address: String?) {
      self.name = name
      self.title = title
      self.publisher = publisher
      self.published = published
      self.address = address
    }
  }

  /// A summary table with the SQL that makes it.
  package struct Table: Codable, Equatable, Sendable {
    package var name: String
    package var title: String
    package var grain: String
    package var notes: [String]
    package var sql: String

    package init(name: String, title: String, grain: String, notes: [String], sql: String) {
      self.name = name
      self.title = title
      self.grain = grain
      self.notes = notes
      self.sql = sql
    }
  }

  /// A dataset with the SQL that turns its publisher's records into rows.
  package struct Dataset: Codable, Equatable, Sendable {
    package var name: String
    package var title: String
    package var notes: [String]
    package var sql: String

    package init(name: String, title: String, notes: [String], sql: String) {
      self.name = name
      self.title = title
      self.notes = notes
      self.sql = sql
    }
  }

  /// One archived file: the exact bytes of a response, an added file or an excerpt, and where they came from.
  package struct File: Codable, Equatable, Sendable {
    /// Its path in the archive.
    package var path: String
    package var sha256: String
    package var bytes: Int
    package var dataset: String
    package var title: String
    package var publisher: String
    /// The edition's name; nil for rows keyed by hand, which carry their own days.
    package var edition: String?
    package var published: String?
    /// When the bytes came, UTC; nil where they came with Soundings.
    package var fetched: String?
    package var origin: EditionOrigin
    package var addresses: [String]
    /// Of an excerpt: what of the publisher's own file it holds, and the hashes of that file where it was available.
    package var restriction: String?
    package var originals: [Original]
    /// What must be stated beside every number that rests on the edition; nil where there is nothing to say.
    package var marks: [String]?
    package var license: String
    package var licenseAddress: String?
    package var attribution: String
    package var homepage: String?
    /// The names of a record's fields in their order, where a record does not say them itself.
    package var fields: [String]

    package init(
      path: String, sha256: String, bytes: Int, dataset: String, title: String, publisher: String, edition: String?,
      published: String?, fetched: String?, origin: EditionOrigin, addresses: [String], restriction: String?,
      originals: [Original], marks: [String]? = nil, license: String, licenseAddress: String?, attribution: String,
      homepage: String?,
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
      self.marks = marks
      self.license = license
      self.licenseAddress = licenseAddress
      self.attribution = attribution
      self.homepage = homepage
      self.fields = fields
    }
  }

  /// The publisher's own file behind an excerpt.
  package struct Original: Codable, Equatable, Sendable {
    package var address: String
    package var sha256: String?

    package init(address: String, sha256: String?) {
      self.address = address
      self.sha256 = sha256
    }
  }
}
