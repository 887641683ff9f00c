import FoundationEssentials
import Glibc
import Manifest
import Model
import Synchronization
import System
import Words

/// The archive: the exact bytes of each snapshot under their SHA-256, kept permanently, with a JSON record of each
/// edition beside them.
///
/// It is readable without Soundings: `<dataset>/<sha256>.<extension>` are the publisher's files, unchanged, and
/// `<dataset>/<published>_<fetched>_<hash>.json` record which of them make up an edition, where they came from, and
/// when. A run never overwrites or deletes anything here.
package final class Archive: Sendable {
  package let folder: String
  let state = Mutex(State())

  /// What this process has found out about the files.
  struct State {
    /// Files whose bytes matched their hash, or were hashed while being stored.
    var intact: Set<String> = []
    /// Files that were missing or damaged and have been restored, by dataset.
    var restored: [String: [String]] = [:]
  }

  package init(folder: String) { self.folder = folder }

  /// Creates the folder and its README, and removes half-written files that killed runs left. The caller has the lock.
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
    original: String? = nil, mediaType: String?, etag: String?, lastModified: String?
  ) throws -> Snapshot {
    try Files.makeFolder(folder + "/" + dataset, mode: 0o755)
    var snapshot = Snapshot(
      file: "\(dataset)/\(sha256).\(fileExtension)", sha256: sha256, bytes: bytes, url: url, mediaType: mediaType,
      etag: etag, lastModified: lastModified, original: original)
    var isRecorded = false
    // Bytes that are stored already keep their file name, whatever extension they have this time.
    if !Files.exists(self.path(of: snapshot)),
      let known = (try? editions(of: dataset))?.lazy.flatMap(\.snapshots).first(where: { $0.sha256 == sha256 })
    {
      snapshot.file = known.file
      isRecorded = true
    }
    try put(path, as: snapshot, dataset: dataset, isRecorded: isRecorded)
    return snapshot
  }

  /// Copies a user's file into the archive, hashing it on the way.
  package func store(copyOf path: String, dataset: String, fileExtension: String, url: String) throws -> Snapshot {
    try Files.makeFolder(folder + "/" + dataset, mode: 0o755)
    let temporary = folder + "/\(dataset)/.incoming-\(getpid())"
    let (sha256, bytes) = try copyHashing(path, to: temporary)
    return try store(
      downloaded: temporary, sha256: sha256, bytes: bytes, dataset: dataset, fileExtension: fileExtension, url: url,
      mediaType: nil, etag: nil, lastModified: nil)
  }

  /// The copy may still be in the disk's cache; ``put`` flushes it.
  private func copyHashing(_ path: String, to copy: String) throws -> (sha256: String, bytes: Int) {
    var hash = Hash()
    var count = 0
    do {
      let out = try OpenFile(writing: copy, flags: O_TRUNC, mode: 0o600)
      var early = EarlyWriting(of: out.descriptor)
      try OpenFile(reading: path).forEachChunk {
        hash.add($0)
        count += $0.count
        try out.write($0)
        early.wrote($0.count)
      }
    } catch let failure as FileFailure {
      unlink(copy)
      throw failure.problem
    }
    return (hash.text, count)
  }

  /// Writes the record that makes snapshots an edition. A run reports an edition only after this.
  ///
  /// - Parameters:
  ///   - manifest: the source of the publisher and license in the record, so that the archive explains itself.
  ///   - provenance: for an edition that does not come from the publisher directly, lines that say how it was made.
  package func record(_ edition: Edition, about manifest: DatasetManifest, provenance: [String] = []) throws {
    try record([edition], about: manifest, provenance: provenance)
  }

  /// The same for several editions of one dataset, in the order of their arrival: all or none.
  package func record(_ editions: [Edition], about manifest: DatasetManifest, provenance: [String] = []) throws {
    guard let dataset = editions.first?.dataset else { return }
    // Looked up only for what is new: bundled editions are recorded by every run, and have no number.
    var arrived: Int?
    var files: [(path: String, bytes: [UInt8])] = []
    for var edition in editions {
      let stamp = Self.stamp(edition.fetchedAt)
      let path = "\(folder)/\(dataset)/\(edition.published)_\(stamp)_\(edition.shortHash).json"
      guard !Files.exists(path), !files.contains(where: { $0.path == path }) else { continue }
      if edition.origin.isFromOutside {
        edition.arrival = try 1 + (arrived ?? self.editions(of: dataset).map(\.arrival).max() ?? 0)
        arrived = edition.arrival
      }
      var record = EditionRecord(edition, about: manifest)
      if !provenance.isEmpty { record.provenance = provenance }
      files.append((path, try StoredJSON.file(record)))
    }
    try AtomicFile.writeNew(files, isReadOnly: true)
  }

  /// Removes the bytes of editions that were not recorded after all, unless a record names them.
  package func forget(_ snapshots: [Snapshot], of dataset: String) {
    guard let recorded = try? Set(editions(of: dataset).flatMap(\.snapshots).map(\.file)) else { return }
    for snapshot in snapshots where !recorded.contains(snapshot.file) { unlink(path(of: snapshot)) }
  }

  /// All editions of a dataset in the archive, in their order.
  ///
  /// - Throws: ``Problem`` when a record cannot be read; an incomplete record is never guessed from.
  package func editions(of dataset: String) throws -> [Edition] {
    let path = folder + "/" + dataset
    return try Files.names(in: path).filter { $0.hasSuffix(".json") && isRecord($0) }.map { name in
      try read(path + "/" + name, dataset: dataset)
    }.dated
  }

  /// Names of records begin with a date and contain underscores; names of snapshots are just a hash.
  func isRecord(_ name: String) -> Bool { name.contains("_") }

  /// The ``Edition/shortHash`` of each of a dataset's editions, by the names of their records alone.
  package func shortHashes(of dataset: String) throws -> [String] {
    try Files.names(in: folder + "/" + dataset).filter { $0.hasSuffix(".json") && isRecord($0) }
      .compactMap { $0.dropLast(".json".count).split(separator: "_").last.map(String.init) }
  }

  /// True if the archive has a record of the dataset, readable or not.
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

  /// The edition that was fetched last from an address, and its snapshot of that address; nil if there is none, or if any of its
  /// bytes are missing or damaged.
  ///
  /// - Parameter time: now, UTC, `YYYY-MM-DDTHH:MM:SSZ`.
  package func newest(of dataset: String, from url: String, at time: String) -> (edition: Edition, snapshot: Snapshot)?
  {
    guard let editions = try? editionsWithoutTakenBack(of: dataset, at: time).kept else { return nil }
    for edition in editions.sorted(by: { $0.fetchedAt < $1.fetchedAt }).reversed() {
      guard let snapshot = edition.snapshots.last(where: { $0.url == url }) else { continue }
      let isIntact = edition.snapshots.allSatisfy { (try? condition(of: $0)) == .intact }
      return isIntact ? (edition, snapshot) : nil
    }
    return nil
  }

  static let readme = """
    The archive of Soundings: the exact bytes that publishers served, kept permanently.

    <dataset>/<sha256>.<extension>                 a snapshot: one response or added file, named by the SHA-256 of its
                                                   bytes (check: sha256sum FILE)
    <dataset>/<published>_<fetched>_<hash>.json    an edition: title, publisher and license of the dataset; when the
                                                   edition was published and fetched, and its snapshots (file, SHA-256,
                                                   bytes, address) in the order of their pages
    <dataset>/decisions/<decided>_<kind>_<hash>.json
                                                   a person's decision on an edition (accept, withdraw), when and why
    documents/<sha256>.<extension>                 a page, PDF or text on which rows keyed by hand rest
    documents/<published>_<added>_<hash>.json      where such a document was published, when, and how it came here
    documents/anchors/<sha256>.json                the words of a quote, and where they stand in a document
    <dataset>/<sha256>.<extension>.damaged         bytes that no longer match their name, set aside when the right ones
                                                   were restored

    Soundings never changes or deletes anything in here. Together with the Pipelines folder, it is enough to make
    everything else again: soundings rebuild. To check that every byte is as it was stored: soundings verify

    """
}
