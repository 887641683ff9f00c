import Glibc
import Model
import Synchronization
import System

extension Archive {
  /// Compares a snapshot's file with its hash, once per process: nothing in Soundings changes a file in between.
  ///
  /// - Parameter isFresh: reads the bytes even if they were compared before, as ``inspect(shouldStop:progress:)`` does.
  package func condition(of snapshot: Snapshot, isFresh: Bool = false) throws -> SnapshotCondition {
    let path = path(of: snapshot)
    guard Files.exists(path) else { return .missing }
    if !isFresh, state.withLock({ $0.intact.contains(snapshot.file) }) { return .intact }
    let (sha256, bytes) = try Files.sha256(of: path)
    guard sha256 == snapshot.sha256 else { return .damaged(bytes: bytes, sha256: sha256) }
    state.withLock { _ = $0.intact.insert(snapshot.file) }
    return .intact
  }

  /// Makes sure that a snapshot's bytes are what was stored, before anything reads them.
  ///
  /// - Throws: ``ArchiveDamage``.
  package func requireIntact(_ snapshot: Snapshot, of edition: Edition) throws {
    if let problem = problem(try condition(of: snapshot), of: snapshot, in: edition) { throw ArchiveDamage(problem) }
  }

  /// The first snapshot of the editions whose file is missing or has another size, without reading its bytes.
  package func firstMissing(_ editions: [Edition]) -> Problem? {
    for edition in editions {
      for snapshot in edition.snapshots {
        if Files.size(path(of: snapshot)) == snapshot.bytes { continue }
        if let condition = try? condition(of: snapshot), let problem = problem(condition, of: snapshot, in: edition) {
          return problem
        }
      }
    }
    return nil
  }

  /// Restores an edition's files from files with the same bytes. Intact files are left alone.
  package func restore(_ edition: Edition, from paths: [String]) throws {
    for (snapshot, path) in zip(edition.snapshots, paths) where try condition(of: snapshot) != .intact {
      guard try Files.sha256(of: path).sha256 == snapshot.sha256 else { continue }
      try put(path, as: snapshot, dataset: edition.dataset, isRecorded: true)
    }
  }

  /// The dataset's files that were restored since the last call.
  package func takeRestored(_ dataset: String) -> [String] {
    state.withLock { $0.restored.removeValue(forKey: dataset) ?? [] }
  }

  /// Moves a file whose hash is known to its final name. Damaged bytes under that name are set aside, never deleted.
  func put(_ path: String, as snapshot: Snapshot, dataset: String, isRecorded: Bool) throws {
    let target = self.path(of: snapshot)
    let condition = try condition(of: snapshot)
    if condition == .intact {
      unlink(path)
      return
    }
    if condition != .missing {
      unlink(target + ".damaged")
      // Link the damaged file to a second name, so that the rename below replaces the first name atomically.
      guard link(target, target + ".damaged") == 0 else {
        throw FileFailure(.write, target + ".damaged").problem
      }
    }
    chmod(path, 0o444)
    try Files.replace(target, by: path)
    state.withLock {
      $0.intact.insert(snapshot.file)
      if condition != .missing || isRecorded { $0.restored[dataset, default: []].append(snapshot.file) }
    }
  }

  /// The condition in words, with how to get the bytes again; nil if the snapshot is intact.
  package func problem(
    _ condition: SnapshotCondition, of snapshot: Snapshot, in edition: Edition
  ) -> Problem? {
    let what: String
    switch condition {
    case .intact: return nil
    case .missing: what = "the snapshot is missing"
    case .damaged(let bytes, let sha256):
      what =
        bytes == snapshot.bytes
        ? "the snapshot is damaged: its SHA-256 is \(sha256) now"
        : "the snapshot is damaged: it has \(bytes) bytes, but \(snapshot.bytes) were stored"
    }
    // A curated file is one edition with a fixed date, which means nothing to a reader.
    let whose =
      edition.origin == .curated
      ? "curated.csv of \(edition.dataset)" : "\(edition.dataset), edition of \(edition.name)"
    return Problem(
      .badInput, at: path(of: snapshot), "\(what) (\(whose))", remedy: remedy(snapshot, edition))
  }

  private func remedy(_ snapshot: Snapshot, _ edition: Edition) -> String {
    let from = "restore it from a backup"
    switch edition.origin {
    case .fetched, .captured:
      let dated = edition.origin == .captured ? "copied" : "published"
      return
        "\(from), or fetch it by hand from \(snapshot.url) (\(dated) \(edition.published)), compare its sha256sum with"
        + " the file's name, and put it back at \(path(of: snapshot))"
    case .added:
      return "\(from), or add the same file again: soundings add \(edition.dataset) \(snapshot.url)"
        + " --published \(edition.published) (it replaces this one only if every byte is the same)"
    case .bundled:
      return "it comes back from the repository's \(edition.dataset)/\(snapshot.url) if that did not change since:"
        + " soundings run --offline \(edition.dataset)"
    case .curated:
      return
        "it comes back from the repository's \(edition.dataset)/curated.csv if that did not change since: soundings run"
        + " --offline \(edition.dataset); else from a backup, or from git log -p of that file"
    }
  }
}
