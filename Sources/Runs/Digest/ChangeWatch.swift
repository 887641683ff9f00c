import Manifest
import Model
import Warehouse

/// Watches a pipeline's datasets and the tables over them while a run loads, and writes into the ledger what it changed.
///
/// Only the run itself can tell this exactly: an edition that arrives late, a curated file or a manifest that was edited leave no
/// trace of the state before. Where all is in line, the watch costs a look at the list of editions.
final class ChangeWatch {
  private let library: Library
  private let session: Session
  private var kept: [(dataset: DatasetManifest, state: KeptState)] = []
  /// The tables over what changes, with the datasets that they read and their rows before.
  private var tables: [(manifest: TableManifest, datasets: [String], rows: [[Value]])] = []
  private var seen: Set<String> = []

  init(_ library: Library, _ session: Session) {
    self.library = library
    self.session = session
  }

  /// A dataset is about to be brought in line with `editions`.
  func willLoad(_ dataset: DatasetManifest, fingerprint: String, editions: [Edition]) throws {
    guard let state = try session.keepState(of: dataset, fingerprint: fingerprint, editions: editions) else { return }
    kept.append((dataset, state))
    try session.showing(.newest, of: library.datasets) {
      for table in library.pipelines.filter({ !$0.datasets.isEmpty }).flatMap(\.tables) where !seen.contains(table.name)
      {
        guard let names = try datasets(of: table), names.contains(dataset.name) else { continue }
        seen.insert(table.name)
        // A table that today's SQL cannot make from yesterday's columns cannot be compared, and that stops no run.
        if let rows = try rows(of: table) { tables.append((table, names, rows)) }
      }
    }
  }

  /// Writes down what changed.
  ///
  /// - Parameter results: the pipeline's tables as they are now.
  func record(_ run: Int, pipeline: String, results: [(manifest: TableManifest, result: TableResult)]) throws {
    let changes = try kept.map { try session.changes(in: $0.dataset, since: $0.state) }.filter { !$0.isEmpty }
    let changed = Set(changes.map(\.dataset))
    var compared: [TableChange] = []
    try session.showing(.newest, of: library.datasets) {
      for (table, datasets, before) in tables {
        let own = results.first { $0.manifest.name == table.name }?.result.rows
        guard let after = try own ?? rows(of: table) else { continue }
        let change = TableChange(of: table, datasets: datasets.filter(changed.contains), from: before, to: after)
        if !change.isEmpty { compared.append(change) }
      }
    }
    try session.recordChanges(
      run, pipeline: pipeline, datasets: changes, tables: compared.sorted { $0.table < $1.table })
  }

  private func datasets(of table: TableManifest) throws -> [String]? {
    do {
      return try session.isAboutEditions(table) ? nil : session.datasets(readBy: table, among: library.datasets)
    } catch is Problem {
      return nil
    }
  }

  private func rows(of table: TableManifest) throws -> [[Value]]? {
    do { return try session.rows(of: table) } catch is Problem { return nil }
  }
}
