import Model
import System

extension Archive {
  /// Reads a snapshot's bytes once and holds them against the hash that they were stored under.
  ///
  /// - Throws: ``Problem`` where the file is missing or is no longer what was stored.
  package func requireIntact(_ snapshot: Snapshot) throws {
    let path = path(of: snapshot)
    let remedy = "put the file back from a backup; see what else is wrong: soundings verify"
    guard Files.exists(path) else {
      throw Problem(.badInput, at: path, "the snapshot is missing from the archive", remedy: remedy)
    }
    let found = try Files.sha256(of: path).sha256
    guard found == snapshot.sha256 else {
      throw Problem(
        .badInput, at: path,
        "the snapshot is damaged: its bytes have the SHA-256 \(found), stored were \(snapshot.sha256)",
        remedy: remedy)
    }
  }
}
