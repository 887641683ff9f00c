import Archive
import Manifest
import Model
import Warehouse

extension Project {
  /// The editions that the archive holds and the warehouse knows nothing of: an older copy of it was put back, or a
  /// run failed or was killed before it could load them. What is read then is good, and not the newest.
  func unloadedEdition(_ warehouse: Warehouse) throws -> Problem? {
    let waiting = try warehouse.read { session in
      try library.datasets.filter { !$0.isCurated }.compactMap { dataset in
        try unloadedEdition(of: dataset, session).map { (dataset.name, $0) }
      }
    }
    guard let (name, edition) = waiting.first else { return nil }
    let more = waiting.count > 1 ? " (and of \(waiting.count - 1) more datasets)" : ""
    return Problem(
      .failed, at: "\(name), edition of \(edition.name)",
      "is in the archive and not in the warehouse\(more): what is shown here is older",
      remedy: "load it, or see why it cannot be loaded: soundings run --offline")
  }

  private func unloadedEdition(of dataset: DatasetManifest, _ session: Session) throws -> Edition? {
    let known = try session.ledgerEditions(of: dataset.name)
    // The names of the records say enough as long as none is new.
    var names = known.reduce(into: [String: Int]()) { $0[Edition.shortHash(of: $1.hashes), default: 0] += 1 }
    let isKnown = try archive.shortHashes(of: dataset.name).allSatisfy { name in
      names[name, default: 0] -= 1
      return names[name]! >= 0
    }
    if isKnown { return nil }
    let loaded = Set(known.map(\.dateAndBytes))
    // A damaged record is reported by those who load it.
    guard let archived = try? archive.editions(of: dataset.name),
      let decisions = try? archive.decisions(on: dataset.name)
    else { return nil }
    return archive.decided(archived, decisions).first { edition in
      edition.origin.isFromOutside && !loaded.contains(edition.dateAndBytes)
    }
  }
}
