import Archive
import Manifest
import Model
import Warehouse

extension Project {
  /// The decisions on a dataset's editions that the archive has, in the order in which they were made.
  func decisionsAtHand(on dataset: DatasetManifest) throws -> [AppliedDecision] {
    try archive.namedDecisions(on: dataset.name).map { AppliedDecision(name: $0.name, decision: $0.decision) }
  }

  /// Whether what people decided is all that changed since a dataset was loaded: its folder is the same.
  ///
  /// - Parameters:
  ///   - applied: the decisions that it was loaded with.
  ///   - fingerprint: that of its folder then.
  func isDecidedSince(
    _ applied: [AppliedDecision], on dataset: DatasetManifest, fingerprint: String?
  ) throws -> Bool {
    guard !dataset.isCurated, fingerprint == self.fingerprint(dataset) else { return false }
    return try Set(decisionsAtHand(on: dataset).map(\.name)) != Set(applied.map(\.name))
  }

  /// A decision that was applied and has no record any more, unless somebody decided on its edition again: without it, an edition
  /// that a person took back would be used again.
  func missingDecision(on dataset: DatasetManifest, _ applied: [AppliedDecision]) throws -> Problem? {
    guard !applied.isEmpty else { return nil }
    let here = try decisionsAtHand(on: dataset)
    // By name, which ends with the hash of the record: an older ledger has less of what the record says.
    let (names, known) = (Set(here.map(\.name)), Set(applied.map(\.name)))
    let missing = applied.first { lost in
      !names.contains(lost.name)
        && !here.contains {
          $0.decision.hashes == lost.decision.hashes && $0.decision.published == lost.decision.published
            && !known.contains($0.name)
        }
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
