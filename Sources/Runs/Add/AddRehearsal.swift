import Archive
import Glibc
import Manifest
import Model
import System
import Warehouse

/// Loads several added editions in a transaction that is rolled back, before any of them is recorded: all are taken or none.
struct AddRehearsal {
  let run: ActiveRun
  let dataset: DatasetManifest
  /// Whether the bundled editions are loaded with them.
  let usesBundled: Bool

  /// - Parameter given: their bytes are in the archive, their records are not.
  /// - Throws: ``Problem`` if one of them would be held. Bytes that no record names are then removed again.
  func require(_ given: [Edition]) throws {
    let project = run.project
    let known = try project.editions(of: dataset, usesBundled: usesBundled)
    let arrived = try project.archive.editions(of: dataset.name).map(\.arrival).max() ?? 0
    // In the order in which they will be recorded.
    let new = given.sorted(by: Edition.precedes).enumerated().map { i, edition in
      var edition = edition
      edition.arrival = arrived + 1 + i
      return edition
    }.filter { edition in !known.contains { $0.isSame(as: edition) } }
    guard !new.isEmpty else { return }
    let accepted = project.archive.decided((known + new).dated, try project.archive.decisions(on: dataset.name))
    let held = try LoadRehearsal(run: run, dataset: dataset).held(among: accepted).filter { one in
      new.contains { $0.isSame(as: one.edition) }
    }
    guard let first = held.first, var problem = first.heldBecause else { return }
    forget(given)
    let names = held.map(\.edition.name).joined(separator: "; ")
    problem.what +=
      ". None of the \(given.count) files was added, because "
      + (held.count == 1 ? "this one would be held" : "\(held.count) would be held (\(names))")
    problem.remedy =
      "add the others without it; it alone is kept, and held, by: soundings add \(dataset.name) FILE. "
      + problem.remedy
    throw problem
  }

  /// Removes the bytes that this command stored and that nothing names.
  private func forget(_ given: [Edition]) {
    guard let recorded = try? Set(run.project.archive.editions(of: dataset.name).flatMap(\.snapshots).map(\.file))
    else { return }
    for snapshot in given.flatMap(\.snapshots) where !recorded.contains(snapshot.file) {
      unlink(run.project.archive.path(of: snapshot))
    }
  }
}
