import Manifest
import Model
import Warehouse

/// `soundings diff --since-last-run`: what the last run changed, in words for people.
///
/// The last run is the last execution in the ledger that is not a rebuild: a rebuild changes nothing. Changes of
/// verdicts count from the execution before it, also those recorded by `soundings figures`.
package struct DigestVerb {
  /// Nil for all datasets.
  package var dataset: String?

  package init(dataset: String?) { self.dataset = dataset }

  /// - Throws: ``Problem`` if the dataset is unknown, or no run loaded anything yet.
  package func run(_ project: Project) throws -> Digest {
    let asked = try dataset.map { try project.library.dataset(named: $0) }
    return try project.openWarehouse(warns: false).read { session in
      let runs = try session.runs().filter { $0.command.kind != .rebuild }
      guard let last = runs.last else {
        throw Problem(
          at: project.dataFolder, "its ledger contains no run that loaded anything",
          remedy: "load the datasets: soundings run")
      }
      let reader = DigestReader(library: project.library, session: session, asked: asked)
      var digest = Digest(run: last)
      digest.previous = runs.dropLast().last
      digest.dataset = dataset
      digest.isUntouched =
        asked.map { dataset in !last.pipelines.contains { $0.pipeline == dataset.pipeline } } ?? false
      if last.command == RunCommand(.run), asked == nil {
        let done = Set(last.pipelines.map(\.pipeline))
        digest.missing = project.library.pipelines.filter { !$0.datasets.isEmpty && !done.contains($0.name) }.map(
          \.name)
      }
      digest.datasets = try reader.news(last)
      digest.troubles = try reader.troubles(last, digest.datasets, before: runs.dropLast())
      (digest.hasFigures, digest.figures) = try reader.figures(last, before: runs.dropLast())
      if digest.datasets.isEmpty, let (run, news) = try reader.lastNews(runs.dropLast()) {
        digest.last = (run, DigestWords.summary(news, run, isFirst: run.run == runs.first?.run))
      }
      return digest
    }
  }
}

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
    let excerpts = try session.editions(of: change.dataset).filter { $0.origin == .bundled && $0.state == .loaded }
    guard let published = Edition.published(inName: own.edition),
      excerpts.contains(where: { Edition.published(inName: $0.edition) == published })
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
