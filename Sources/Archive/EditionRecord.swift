import Manifest
import Model
import Words

/// An edition's JSON record.
struct EditionRecord: Codable {
  struct SnapshotRecord: Codable {
    var file: String
    var sha256: String
    var bytes: Int
    /// The publisher's address, where `url` is that of a web archive's copy.
    var original: String?
    var url: String
    var media_type: String?
    var etag: String?
    var last_modified: String?
  }

  struct LicenseRecord: Codable {
    var name: String
    var url: String?
  }

  var dataset: String
  // For people who read the archive without Soundings: who made the files, and how they may be used. Older records
  // lack these.
  var title: String?
  var publisher: String?
  var license: LicenseRecord?
  var attribution: String?
  var homepage: String?
  var provenance: [String]?
  var published: String
  var through: String?
  var origin: String
  var fetched_at: String
  /// The place in the order of arrival, from 1; 0 for what comes with the repository. Older records lack it.
  var arrival: Int?
  var snapshots: [SnapshotRecord]

  init(_ edition: Edition, about manifest: DatasetManifest) {
    dataset = edition.dataset
    title = manifest.title
    publisher = manifest.publisher
    license = LicenseRecord(name: manifest.license.name, url: manifest.license.url)
    attribution = manifest.attribution
    homepage = manifest.homepage
    published = edition.published.description
    through = edition.through
    origin = edition.origin.rawValue
    fetched_at = edition.fetchedAt
    arrival = edition.arrival
    snapshots = edition.snapshots.map {
      SnapshotRecord(
        file: $0.file, sha256: $0.sha256, bytes: $0.bytes, original: $0.original, url: $0.url, media_type: $0.mediaType,
        etag: $0.etag, last_modified: $0.lastModified)
    }
  }

  var edition: Edition? {
    guard let date = PublishedDate(published), let origin = EditionOrigin(rawValue: origin), !snapshots.isEmpty else {
      return nil
    }
    var edition = Edition(
      dataset: dataset, published: date, through: through, origin: origin, fetchedAt: fetched_at,
      snapshots: snapshots.map {
        Snapshot(
          file: $0.file, sha256: $0.sha256, bytes: $0.bytes, url: $0.url, mediaType: $0.media_type, etag: $0.etag,
          lastModified: $0.last_modified, original: $0.original)
      })
    edition.arrival = arrival ?? 0
    return edition
  }
}
