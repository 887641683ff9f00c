/// The exact bytes of one response (or added file), stored under their SHA-256.
package struct Snapshot: Hashable, Sendable {
  /// Path of the bytes, relative to the archive.
  package var file: String
  /// Lower-case hexadecimal.
  package var sha256: String
  package var bytes: Int
  /// The publisher's URL, or the name of the file that was added.
  package var url: String
  package var mediaType: String?
  package var etag: String?
  package var lastModified: String?

  package init(
    file: String, sha256: String, bytes: Int, url: String, mediaType: String? = nil, etag: String? = nil,
    lastModified: String? = nil
  ) {
    self.file = file
    self.sha256 = sha256
    self.bytes = bytes
    self.url = url
    self.mediaType = mediaType
    self.etag = etag
    self.lastModified = lastModified
  }
}

/// One published version of a dataset: one or more snapshots with the day it was published.
package struct Edition: Hashable, Sendable {
  package var dataset: String
  package var published: PublishedDate
  /// The last month that the data covers (`YYYY-MM`), where the publisher's file name tells.
  package var through: String?
  package var origin: EditionOrigin
  /// When the bytes came, UTC, `YYYY-MM-DDTHH:MM:SSZ`.
  package var fetchedAt: String
  package var snapshots: [Snapshot]
  /// The decision by which a person took the edition; nil where nobody had to.
  package var acceptance: Decision?

  package init(
    dataset: String, published: PublishedDate, through: String?, origin: EditionOrigin, fetchedAt: String,
    snapshots: [Snapshot], acceptance: Decision? = nil
  ) {
    self.dataset = dataset
    self.published = published
    self.through = through
    self.origin = origin
    self.fetchedAt = fetchedAt
    self.snapshots = snapshots
    self.acceptance = acceptance
  }

  /// The day from which *as of* counts the edition.
  package var day: Day {
    guard let held = Day(fetchedAt.prefix(10)) else { return published.day }
    return published.day(heldOn: held)
  }

  /// How people name the edition: the published date as the publisher gave it, and the data's last month where known.
  package var name: String { through.map { "\(published), data through \($0)" } ?? published.description }

  /// The published date in an edition's ``name``; nil where it is no such name.
  package static func published(inName name: String) -> PublishedDate? { PublishedDate(name.prefix { $0 != "," }) }

  /// What makes two editions the same one for the warehouse: all that an export may tell of it.
  package var identity: String {
    ([published.description, day.description, through ?? "", origin.rawValue, fetchedAt]
      + snapshots.map { "\($0.sha256) \($0.file) \($0.url)" }
      + (acceptance.map { ["accepted", $0.decidedAt, $0.reason] } ?? []))
      .joined(separator: " ")
  }

  /// The order of editions: published day, then the data's last month, then the time of the fetch, then the bytes.
  /// A pure function of the set, whatever the order of arrival.
  package static func precedes(_ a: Edition, _ b: Edition) -> Bool {
    if a.day != b.day { return a.day < b.day }
    if a.through != b.through { return (a.through ?? "") < (b.through ?? "") }
    if a.fetchedAt != b.fetchedAt { return a.fetchedAt < b.fetchedAt }
    return a.snapshots.map(\.sha256).lexicographicallyPrecedes(b.snapshots.map(\.sha256))
  }
}
