import Crypto
import FoundationEssentials
import Glibc
import Model

/// The exact bytes for ever: each snapshot under its SHA-256, with a JSON record of each edition beside it.
///
/// Readable without Soundings: `<dataset>/<sha256>.<extension>` are the publisher's files as they came,
/// `<dataset>/<published>_<fetched>_<hash>.json` say which of them make an edition, from where, when. Nothing here is ever
/// overwritten or deleted by a run.
public final class Archive: Sendable {
  public let folder: String

  public init(folder: String) { self.folder = folder }

  /// Makes the folder and its README.
  public func prepare() throws {
    try FileSystem.makeFolder(folder)
    let readme = folder + "/README.txt"
    if access(readme, F_OK) != 0 { try FileSystem.writeNew(Array(Archive.readme.utf8), to: readme) }
  }

  /// The path of a snapshot's bytes.
  public func path(of snapshot: Snapshot) -> String { folder + "/" + snapshot.file }

  /// Moves a downloaded file, whose hash is known, into the archive.
  public func store(
    downloaded path: String, sha256: String, bytes: Int, dataset: String, fileExtension: String, url: String,
    mediaType: String?, etag: String?, lastModified: String?
  ) throws -> Snapshot {
    let file = "\(dataset)/\(sha256).\(fileExtension)"
    let target = folder + "/" + file
    try FileSystem.makeFolder(folder + "/" + dataset)
    if try isHeld(target, sha256: sha256) {
      unlink(path)
    } else {
      try FileSystem.syncAndRename(path, to: target)
    }
    return Snapshot(
      file: file, sha256: sha256, bytes: bytes, url: url, mediaType: mediaType, etag: etag, lastModified: lastModified)
  }

  /// Copies a file that somebody has into the archive, hashing it on the way.
  public func store(copyOf path: String, dataset: String, fileExtension: String, url: String) throws -> Snapshot {
    try FileSystem.makeFolder(folder + "/" + dataset)
    let temporary = folder + "/\(dataset)/.incoming-\(getpid())"
    let (sha256, bytes) = try FileSystem.copyHashing(path, to: temporary)
    return try store(
      downloaded: temporary, sha256: sha256, bytes: bytes, dataset: dataset, fileExtension: fileExtension, url: url,
      mediaType: nil, etag: nil, lastModified: nil)
  }

  /// True where the bytes are there already; throws where something else stands under their name.
  private func isHeld(_ target: String, sha256: String) throws -> Bool {
    guard access(target, F_OK) == 0 else { return false }
    guard try FileSystem.sha256(of: target).sha256 == sha256 else {
      throw Problem(
        .badInput, at: target, "the archived bytes no longer have the hash that is their name",
        remedy: "something changed the file; see what it can be restored from: soundings verify")
    }
    return true
  }

  /// Writes the record that makes snapshots an edition. Only after this does a run speak of it.
  public func record(_ edition: Edition) throws {
    let record = EditionRecord(edition)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let bytes = Array(try encoder.encode(record)) + [10]
    let stamp = edition.fetchedAt.filter { $0.isNumber || $0 == "T" || $0 == "Z" }
    let hash = String((edition.snapshots.first?.sha256 ?? "").prefix(12))
    let path = "\(folder)/\(edition.dataset)/\(edition.published)_\(stamp)_\(hash).json"
    guard access(path, F_OK) != 0 else { return }
    try FileSystem.writeNew(bytes, to: path)
  }

  /// All editions of a dataset that the archive holds, in their order.
  ///
  /// - Throws: ``Problem`` where a record cannot be read; nothing is guessed from half of one.
  public func editions(of dataset: String) throws -> [Edition] {
    let path = folder + "/" + dataset
    return try FileSystem.names(in: path).filter { $0.hasSuffix(".json") && isRecord($0) }.map { name in
      try read(path + "/" + name, dataset: dataset)
    }.sorted(by: Edition.precedes)
  }

  /// Record names begin with a date and hold underscores; snapshots are named by a hash alone.
  private func isRecord(_ name: String) -> Bool { name.contains("_") }

  private func read(_ path: String, dataset: String) throws -> Edition {
    let bytes = try FileSystem.bytes(of: path)
    guard let record = try? JSONDecoder().decode(EditionRecord.self, from: Data(bytes)), let edition = record.edition,
      edition.dataset == dataset
    else {
      throw Problem(
        .badInput, at: path, "the record of an edition is damaged",
        remedy: "restore the file from a backup, or move it and its snapshot away: the rest of the archive stays good")
    }
    return edition
  }

  /// What the publisher said of a URL when it was last fetched (ETag, Last-Modified), from the newest record that names it.
  public func validators(of dataset: String, url: String) -> (etag: String?, lastModified: String?)? {
    guard let editions = try? editions(of: dataset) else { return nil }
    let snapshots = editions.sorted { $0.fetchedAt < $1.fetchedAt }.flatMap(\.snapshots)
    guard let snapshot = snapshots.last(where: { $0.url == url }) else { return nil }
    guard access(self.path(of: snapshot), R_OK) == 0 else { return nil }
    return (snapshot.etag, snapshot.lastModified)
  }

  static let readme = """
    The archive of Soundings: the exact bytes of what publishers served, for ever.

    <dataset>/<sha256>.<extension>                 a snapshot: one response or added file, named by the SHA-256 of its bytes
                                                   (check: sha256sum FILE)
    <dataset>/<published>_<fetched>_<hash>.json    an edition: which snapshots it consists of, from where and when they came

    Nothing in here is ever changed or deleted by Soundings. With the Pipelines folder it is enough to make everything else
    anew: soundings rebuild

    """
}

/// An edition as it stands in its JSON record.
private struct EditionRecord: Codable {
  struct SnapshotRecord: Codable {
    var file: String
    var sha256: String
    var bytes: Int
    var url: String
    var media_type: String?
    var etag: String?
    var last_modified: String?
  }

  var dataset: String
  var published: String
  var through: String?
  var origin: String
  var fetched_at: String
  var snapshots: [SnapshotRecord]

  init(_ edition: Edition) {
    dataset = edition.dataset
    published = edition.published.description
    through = edition.through
    origin = edition.origin.rawValue
    fetched_at = edition.fetchedAt
    snapshots = edition.snapshots.map {
      SnapshotRecord(
        file: $0.file, sha256: $0.sha256, bytes: $0.bytes, url: $0.url, media_type: $0.mediaType, etag: $0.etag,
        last_modified: $0.lastModified)
    }
  }

  var edition: Edition? {
    guard let date = PublishedDate(published), let origin = Edition.Origin(rawValue: origin), !snapshots.isEmpty else {
      return nil
    }
    return Edition(
      dataset: dataset, published: date, through: through, origin: origin, fetchedAt: fetched_at,
      snapshots: snapshots.map {
        Snapshot(
          file: $0.file, sha256: $0.sha256, bytes: $0.bytes, url: $0.url, mediaType: $0.media_type, etag: $0.etag,
          lastModified: $0.last_modified)
      })
  }
}
