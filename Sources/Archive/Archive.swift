import FoundationEssentials
import Glibc
import Manifest
import Model
import Synchronization
import System
import Words

/// The exact bytes for ever: each snapshot under its SHA-256, with a JSON record of each edition beside it.
///
/// Readable without Soundings: `<dataset>/<sha256>.<extension>` are the publisher's files as they came,
/// `<dataset>/<published>_<fetched>_<hash>.json` say which of them make an edition, from where, when. Nothing here is ever
/// overwritten or deleted by a run.
package final class Archive: Sendable {
  package let folder: String
  let state = Mutex(State())

  /// What this process knows of the files.
  struct State {
    /// Files whose bytes were held against their hash, or came with it.
    var intact: Set<String> = []
    /// Files that were missing or damaged and are back, by dataset.
    var restored: [String: [String]] = [:]
  }

  package init(folder: String) { self.folder = folder }

  /// Makes the folder and its README, and takes away what killed runs left half-written. The caller holds the lock.
  package func prepare() throws {
    try Files.makeFolder(folder, mode: 0o755)
    let readme = folder + "/README.txt"
    if !Files.exists(readme) { try AtomicFile.write(Array(Archive.readme.utf8), to: readme, isReadOnly: true) }
    for path in try temporaryFiles() { unlink(path) }
  }

  /// The path of a snapshot's bytes.
  package func path(of snapshot: Snapshot) -> String { folder + "/" + snapshot.file }

  /// Moves a downloaded file, whose hash is known, into the archive.
  package func store(
    downloaded path: String, sha256: String, bytes: Int, dataset: String, fileExtension: String, url: String,
    mediaType: String?, etag: String?, lastModified: String?
  ) throws -> Snapshot {
    try Files.makeFolder(folder + "/" + dataset, mode: 0o755)
    var snapshot = Snapshot(
      file: "\(dataset)/\(sha256).\(fileExtension)", sha256: sha256, bytes: bytes, url: url, mediaType: mediaType,
      etag: etag, lastModified: lastModified)
    var isRecorded = false
    // The same bytes keep the name that they have, whatever extension they come with this time.
    if !Files.exists(self.path(of: snapshot)),
      let known = (try? editions(of: dataset))?.lazy.flatMap(\.snapshots).first(where: { $0.sha256 == sha256 })
    {
      snapshot.file = known.file
      isRecorded = true
    }
    try put(path, as: snapshot, dataset: dataset, isRecorded: isRecorded)
    return snapshot
  }

  /// Copies a file that somebody has into the archive, hashing it on the way.
  package func store(copyOf path: String, dataset: String, fileExtension: String, url: String) throws -> Snapshot {
    try Files.makeFolder(folder + "/" + dataset, mode: 0o755)
    let temporary = folder + "/\(dataset)/.incoming-\(getpid())"
    let (sha256, bytes) = try copyHashing(path, to: temporary)
    return try store(
      downloaded: temporary, sha256: sha256, bytes: bytes, dataset: dataset, fileExtension: fileExtension, url: url,
      mediaType: nil, etag: nil, lastModified: nil)
  }

  /// The copy may still be in the disk's cache: ``put`` brings it to the disk.
  private func copyHashing(_ path: String, to copy: String) throws -> (sha256: String, bytes: Int) {
    var hash = Hash()
    var count = 0
    do {
      let out = try OpenFile(writing: copy, flags: O_TRUNC, mode: 0o600)
      try OpenFile(reading: path).forEachChunk {
        hash.add($0)
        count += $0.count
        try out.write($0)
      }
    } catch let failure as FileFailure {
      unlink(copy)
      throw failure.problem
    }
    return (hash.text, count)
  }

  /// Writes the record that makes snapshots an edition. Only after this does a run speak of it.
  ///
  /// - Parameters:
  ///   - manifest: who published it and under which license, so that the archive explains itself.
  ///   - provenance: for an edition that did not come from the publisher itself, the lines that say how it came about.
  package func record(_ edition: Edition, about manifest: DatasetManifest, provenance: [String] = []) throws {
    var record = EditionRecord(edition, about: manifest)
    if !provenance.isEmpty { record.provenance = provenance }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let bytes = Array(try encoder.encode(record)) + [10]
    let stamp = edition.fetchedAt.filter { $0.isNumber || $0 == "T" || $0 == "Z" }
    let hash = String((edition.snapshots.first?.sha256 ?? "").prefix(12))
    let path = "\(folder)/\(edition.dataset)/\(edition.published)_\(stamp)_\(hash).json"
    guard !Files.exists(path) else { return }
    try AtomicFile.write(bytes, to: path, isReadOnly: true)
  }

  /// All editions of a dataset that the archive holds, in their order.
  ///
  /// - Throws: ``Problem`` where a record cannot be read; nothing is guessed from half of one.
  package func editions(of dataset: String) throws -> [Edition] {
    let path = folder + "/" + dataset
    return try Files.names(in: path).filter { $0.hasSuffix(".json") && isRecord($0) }.map { name in
      try read(path + "/" + name, dataset: dataset)
    }.sorted(by: Edition.precedes)
  }

  /// Record names begin with a date and hold underscores; snapshots are named by a hash alone.
  func isRecord(_ name: String) -> Bool { name.contains("_") }

  /// True where the archive ever held an edition of a dataset; reads no record.
  package func hasRecords(of dataset: String) throws -> Bool {
    try Files.names(in: folder + "/" + dataset).contains { $0.hasSuffix(".json") && isRecord($0) }
  }

  func read(_ path: String, dataset: String) throws -> Edition {
    let bytes = try Files.bytes(of: path)
    guard let record = try? JSONDecoder().decode(EditionRecord.self, from: Data(bytes)), let edition = record.edition,
      edition.dataset == dataset,
      edition.snapshots.allSatisfy({ $0.file.hasPrefix("\(dataset)/\($0.sha256).") && !$0.file.contains("..") })
    else {
      throw Problem(
        .badInput, at: path, "the record of an edition is damaged (\(bytes.count) bytes)",
        remedy: "restore the file from a backup, or move it and its snapshot away: the rest of the archive stays good")
    }
    return edition
  }

  /// What the publisher said of a URL when it was last fetched (ETag, Last-Modified), from the newest record that names it.
  ///
  /// Nil where those bytes are missing or damaged: they are asked for as if for the first time then, so that they can be held
  /// against their name.
  package func validators(of dataset: String, url: String) -> (etag: String?, lastModified: String?)? {
    guard let editions = try? editions(of: dataset) else { return nil }
    let snapshots = editions.sorted { $0.fetchedAt < $1.fetchedAt }.flatMap(\.snapshots)
    guard let snapshot = snapshots.last(where: { $0.url == url }) else { return nil }
    guard (try? condition(of: snapshot)) == .intact else { return nil }
    return (snapshot.etag, snapshot.lastModified)
  }

  static let readme = """
    The archive of Soundings: the exact bytes of what publishers served, for ever.

    <dataset>/<sha256>.<extension>                 a snapshot: one response or added file, named by the SHA-256 of its bytes
                                                   (check: sha256sum FILE)
    <dataset>/<published>_<fetched>_<hash>.json    an edition: title, publisher and license of the dataset; when the edition
                                                   was published and fetched, and of which snapshots it consists (file,
                                                   SHA-256, bytes, address), in the order of their pages
    <dataset>/decisions/<decided>_<kind>_<hash>.json
                                                   what a person decided on an edition (accept, withdraw), when and why
    <dataset>/<sha256>.<extension>.damaged         bytes that were no longer what their name says, set aside when the right
                                                   ones came back

    Nothing in here is ever changed or deleted by Soundings. With the Pipelines folder it is enough to make everything else
    anew: soundings rebuild. Whether every byte is as it was stored: soundings verify

    """
}
