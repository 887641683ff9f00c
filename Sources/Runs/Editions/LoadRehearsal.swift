import Manifest
import Model
import System
import Warehouse

/// Loads a dataset's editions in a transaction that is rolled back, to learn what would come of it.
struct LoadRehearsal {
  let run: ActiveRun
  let dataset: DatasetManifest

  private struct Done: Error { var held: [LoadedEdition] }

  /// The editions that would be held, where these were the ones to load.
  ///
  /// - Throws: ``Problem`` for what has nothing to do with an edition.
  func held(among editions: [Edition]) throws -> [LoadedEdition] {
    let project = run.project
    let pipeline = project.library.pipeline(named: dataset.pipeline)
    let checks = pipeline.map { LoadStep(run: run, recordsChanges: false).ownChecks(dataset, $0) } ?? { _, _ in nil }
    do {
      try run.warehouse.write { session -> Void in
        let loaded = try session.synchronize(
          dataset, fingerprint: project.fingerprint(dataset), editions: editions, today: project.clock.today(),
          shouldStop: project.shouldStop, open: project.pageOpener(dataset), readTotal: project.totalReader(dataset),
          check: checks)
        throw Done(held: loaded.filter { $0.state == .held })
      }
    } catch let done as Done {
      return done.held
    }
    return []
  }
}
