import Glibc
import Model
import Synchronization
import System

extension Archive {
  /// Holds a snapshot's file against its hash, once per process: nothing of ours changes it in between.
  ///
  /// - Parameter isFresh: reads the bytes in any case, as ``survey`` does.
  package func condition(of snapshot: Snapshot, isFresh: Bool = false) throws -> SnapshotCondition {
    let path = path(of: snapshot)
    guard Files.exists(path) else { return .missing }
    if !isFresh, state.withLock({ $0.intact.contains(snapshot.file) }) { return .intact }
    let (sha256, bytes) = try Files.sha256(of: path)
    guard sha256 == snapshot.sha256 else { return .damaged(bytes: bytes, sha256: sha256) }
    state.withLock { _ = $0.intact.insert(snapshot.file) }
    return .intact
  }

  /// Insists on a snapshot's bytes being what was stored, before anything reads them.
  ///
  /// - Throws: ``ArchiveDamage``.
  package func requireIntact(_ snapshot: Snapshot, of edition: Edition) throws {
    if let problem = problem(try condition(of: snapshot), snapshot, edition) { throw ArchiveDamage(problem) }
  }

  /// The first snapshot of the editions that is gone or has another size, without reading its bytes.
  package func firstMissing(_ editions: [Edition]) -> Problem? {
    for edition in editions {
      for snapshot in edition.snapshots {
        if Files.size(path(of: snapshot)) == snapshot.bytes { continue }
        if let condition = try? condition(of: snapshot), let problem = problem(condition, snapshot, edition) {
          return problem
        }
      }
    }
    return nil
  }

  /// Brings an edition's files back from files with the very same bytes. Those that are intact are left alone.
  package func restore(_ edition: Edition, from paths: [String]) throws {
    for (snapshot, path) in zip(edition.snapshots, paths) where try condition(of: snapshot) != .intact {
      guard try Files.sha256(of: path).sha256 == snapshot.sha256 else { continue }
      try put(path, as: snapshot, dataset: edition.dataset, isRecorded: true)
    }
  }

  /// The files of a dataset that came back since this was last asked.
  package func takeRestored(_ dataset: String) -> [String] {
    state.withLock { $0.restored.removeValue(forKey: dataset) ?? [] }
  }

  /// Gives a file whose hash is known its name. Damaged bytes under that name are set aside, never thrown away.
  func put(_ path: String, as snapshot: Snapshot, dataset: String, isRecorded: Bool) throws {
    let target = self.path(of: snapshot)
    let condition = try condition(of: snapshot)
    if condition == .intact {
      unlink(path)
      return
    }
    if condition != .missing {
      unlink(target + ".damaged")
      // A second name, so that the rename below replaces the first atomically.
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

  /// A condition in words, with where the bytes can be had again; nil where all is well.
  package func problem(_ condition: SnapshotCondition, _ snapshot: Snapshot, _ edition: Edition) -> Problem? {
    let what: String
    switch condition {
    case .intact: return nil
    case .missing: what = "the snapshot is missing"
    case .damaged(let bytes, let sha256):
      what =
        bytes == snapshot.bytes
        ? "the snapshot is damaged: its SHA-256 is \(sha256) now"
        : "the snapshot is damaged: it has \(bytes) bytes, stored were \(snapshot.bytes)"
    }
    return Problem(
      .badInput, at: path(of: snapshot), "\(what) (\(edition.dataset), edition of \(edition.name))",
      remedy: remedy(snapshot, edition))
  }

  private func remedy(_ snapshot: Snapshot, _ edition: Edition) -> String {
    let from = "put it back from a backup"
    switch edition.origin {
    case .fetched:
      return
        "\(from), or fetch it by hand from \(snapshot.url) (published \(edition.published)), compare its sha256sum with"
        + " the file's name, and put it back at \(path(of: snapshot))"
    case .added:
      return "\(from), or add the same file again: soundings add \(edition.dataset) \(snapshot.url)"
        + " --published \(edition.published) (it is taken for this one only if every byte is the same)"
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
