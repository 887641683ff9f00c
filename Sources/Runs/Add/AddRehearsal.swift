import Archive
import Glibc
import Manifest
import Model
import System
import Warehouse
import Words

/// Loads several added editions in a transaction that is rolled back, before any of them is recorded: all are taken or none.
struct AddRehearsal {
  let run: ActiveRun
  let dataset: DatasetManifest
  /// Whether the bundled editions are loaded with them.
  let usesBundled: Bool

  /// - Parameters:
  ///   - given: their bytes are in the archive, their records are not.
  ///   - files: the files of each.
  /// - Throws: ``Problem`` if one of them would be held.
  func require(_ given: [Edition], files: [[String]]) throws {
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
    let names = held.map(\.edition.name).joined(separator: "; ")
    problem.what +=
      ". None of the \(given.count) files was added, because "
      + (held.count == 1 ? "this one would be held" : "\(held.count) would be held (\(names))")
    // What the guard advises is about an edition that is not there.
    let own = zip(given, files).first { $0.0.isSame(as: first.edition) }?.1 ?? []
    problem.remedy =
      "add the others without it; it alone is kept, and held, and what to do is said then: "
      + (["soundings add", dataset.name] + own.map(ShellWord.quoted)).joined(separator: " ")
    throw problem
  }
}
