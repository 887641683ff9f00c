import Manifest
import Model
import Warehouse

/// Reads from the ledger what a run changed.
struct DigestReader {
  let library: Library
  let session: Session
  let asked: DatasetManifest?

  func news(_ run: RunRecord) throws -> [Digest.News] {
    guard run.pipelines.contains(where: { ($0.changed ?? 0) > 0 }) else { return [] }
    let changes = try session.recordedChanges(run.run)
    let titles = Dictionary(library.tables.map { ($0.name, $0.title) }, uniquingKeysWith: { a, _ in a })
    return try changes.datasets.filter { asked == nil || $0.dataset == asked?.name }.map { change in
      let manifest = library.datasets.first { $0.name == change.dataset }
      // A table that reads several changed datasets is reported once, with the first of them.
      let tables = changes.tables.filter { table in
        asked == nil ? table.datasets.first == change.dataset : table.datasets.contains(change.dataset)
      }
      return Digest.News(
        change: change, title: manifest?.title ?? change.dataset, publisher: manifest?.publisher ?? change.dataset,
        isCurated: manifest?.isCurated ?? false, excerpt: try excerpt(change),
        tables: tables.map { Digest.TableNews(change: $0, title: titles[$0.table] ?? $0.table) }
          .sorted { $0.weight != $1.weight ? $0.weight > $1.weight : $0.change.table < $1.change.table })
    }
  }

  /// How the one new edition relates to the bundled excerpt of the same edition; nil if it is not the publisher's own
  /// file of an edition of which only an excerpt was loaded.
  private func excerpt(_ change: DatasetChange) throws -> Digest.Excerpt? {
    let arrived = change.editions.filter { $0.arrival != .gone && $0.state == .loaded }
    guard arrived.count == 1, let own = arrived.first, own.arrival == .new, own.origin != .bundled,
      !change.isFirst, !change.isReread, change.isComparable
    else { return nil }
    // Compared by date alone: the last month of the data may be known of only one of them.
    let known = try session.editions(of: change.dataset).filter { $0.state == .loaded }
    guard let dated = known.first(where: { $0.edition == own.edition && $0.origin == own.origin })?.dated,
      known.contains(where: { $0.origin == .bundled && $0.dated == dated })
    else { return nil }
    if change.removed + change.revised > 0 { return .overridden }
    return change.firstSeen + change.added > 0 ? .completed : .confirmed
  }

  /// The most recent of the runs that changed something, with what it changed.
  func lastNews(_ runs: some BidirectionalCollection<RunRecord>) throws -> (RunRecord, [Digest.News])? {
    for run in runs.reversed() {
      let news = try news(run)
      if !news.isEmpty { return (run, news) }
    }
    return nil
  }
}

extension Digest.TableNews {
  fileprivate var weight: Int64 { change.cells.first { $0.kind == .revised }?.weight ?? -1 }
}
