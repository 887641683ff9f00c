import Archive
import Manifest
import Model
import Warehouse

extension Project {
  /// The editions in use, or held, whose record is no longer in the archive, although nobody withdrew them: an older copy of the
  /// archive was restored, or a file was deleted.
  ///
  /// - Parameter known: the dataset's editions in the ledger.
  func missingEditions(of dataset: DatasetManifest, _ known: [LedgerEdition]) throws -> [LedgerEdition] {
    guard !dataset.isCurated else { return [] }
    let loaded = known.filter { ($0.state == .loaded || $0.state == .held) && $0.origin.isFromOutside }
    guard !loaded.isEmpty else { return [] }
    let all = try archive.editions(of: dataset.name)
    let decisions = try archive.decisions(on: dataset.name)
    let archived = Set(all.map(\.dateAndBytes))
    // A damaged ledger may have other hashes; the identity says which record is meant.
    let identities = Set((all + archive.decided(all, decisions)).map(\.identity))
    return loaded.filter { edition in
      guard !archived.contains(edition.dateAndBytes), !identities.contains(edition.identity) else { return false }
      let last = decisions.last {
        $0.hashes == edition.hashes && ($0.published == edition.dated || $0.edition == edition.edition)
      }
      return last?.kind != .withdraw
    }
  }

  /// The problem that reports such an edition.
  func missingRecord(_ edition: LedgerEdition, of dataset: DatasetManifest) -> Problem {
    let hash = Edition.shortHash(of: edition.hashes)
    let isHeld = edition.state == .held
    return Problem(
      .failed, at: "\(dataset.name), edition of \(edition.edition)",
      isHeld
        ? "is held, and its record is no longer in the archive"
        : "is in use, but its record is no longer in the archive; its rows stay as they are",
      remedy:
        "put the file \(archive.folder)/\(dataset.name)/*_\(hash).json back from a backup; if it is gone for good"
        + (isHeld ? "" : ", and its rows should go too")
        + ": soundings withdraw \(dataset.name) \(hash) --reason \"...\"")
  }
}
