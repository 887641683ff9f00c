import Manifest
import Model
import Warehouse

/// Keeps the state of a pipeline's datasets, and of the tables over them, from before a run loads, and records in the
/// ledger what the run changed.
///
/// Only the run itself can find this out: after a late edition, an edited curated file or an edited manifest, the
/// previous state cannot be computed any more. For a dataset that is up to date, this costs no more than reading its
/// list of editions.
final class ChangeWatch {
  private let library: Library
  private let session: Session
  private var kept: [(dataset: DatasetManifest, state: KeptState)] = []
  /// The tables over datasets that will load, with the datasets that they read and their previous rows.
  private var tables: [(manifest: TableManifest, datasets: [String], rows: [[Value]])] = []
  private var seen: Set<String> = []
  /// What the tables read, as far as it was asked.
  private var read: [String: [String]?] = [:]

  init(_ library: Library, _ session: Session) {
    self.library = library
    self.session = session
  }

  /// To be called before a dataset is synchronized with `editions`.
  func willLoad(_ dataset: DatasetManifest, fingerprint: String, editions: [Edition]) throws {
    guard let state = try session.keepState(of: dataset, fingerprint: fingerprint, editions: editions) else { return }
    kept.append((dataset, state))
    try session.showing(.newest, of: library.datasets) {
      for table in library.pipelines.filter({ !$0.datasets.isEmpty }).flatMap(\.tables) where !seen.contains(table.name)
      {
        guard let names = try datasets(of: table), names.contains(dataset.name) else { continue }
        seen.insert(table.name)
        // A table whose current SQL fails on the previous columns cannot be compared; that must not stop the run.
        if let rows = try rows(of: table) { tables.append((table, names, rows)) }
      }
    }
  }

  /// To be called after it was.
  func didLoad(_ dataset: DatasetManifest, _ editions: [LoadedEdition]) {
    guard let i = kept.firstIndex(where: { $0.dataset.name == dataset.name }) else { return }
    kept[i].state.loaded(editions)
  }

  /// Records what changed.
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

  /// The datasets that a table reads; nil for one about the editions themselves, or whose SQL fails.
  private func datasets(of table: TableManifest) throws -> [String]? {
    if let known = read[table.name] { return known }
    var names: [String]?
    do {
      names = try session.isAboutEditions(table) ? nil : session.datasets(readBy: table, among: library.datasets)
    } catch is Problem {}
    read[table.name] = .some(names)
    return names
  }

  private func rows(of table: TableManifest) throws -> [[Value]]? {
    do { return try session.rows(of: table) } catch is Problem { return nil }
  }
}
