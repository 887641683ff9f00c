import Archive
import Manifest
import Model
import Warehouse

extension Project {
  /// The decisions on a dataset's editions that the archive has, in the order in which they were made.
  func decisionsAtHand(on dataset: DatasetManifest) throws -> [AppliedDecision] {
    try archive.namedDecisions(on: dataset.name).map { AppliedDecision(name: $0.name, decision: $0.decision) }
  }

  /// A decision that was applied and has no record any more, unless somebody decided on its edition again: without it, an edition
  /// that a person took back would be used again.
  func missingDecision(on dataset: DatasetManifest, _ applied: [AppliedDecision]) throws -> Problem? {
    guard !applied.isEmpty else { return nil }
    let here = try decisionsAtHand(on: dataset)
    let missing = applied.first { lost in
      !here.contains(lost) && !here.contains { $0.decision.hashes == lost.decision.hashes && !applied.contains($0) }
    }
    guard let missing else { return nil }
    let hash = Edition.shortHash(of: missing.decision.hashes)
    return Problem(
      .failed, at: "\(dataset.name), decision \(missing.name)",
      "was applied, but its record is no longer in the archive; the rows stay as they are",
      remedy:
        "put the file \(archive.folder)/\(dataset.name)/decisions/\(missing.name) back from a backup; if it is gone for good, "
        + "decide again: soundings \(missing.decision.kind.rawValue) \(dataset.name) \(hash) --reason \"...\"")
  }
}
