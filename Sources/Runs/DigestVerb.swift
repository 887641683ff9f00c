import Manifest
import Model
import Warehouse

/// `soundings diff --since-last-run`: what the last run changed, in words for a person.
///
/// The last run is the last execution of `run`, `add` or `backfill` that came to load something. A rebuild changes nothing and is
/// looked through. Verdicts are told since the execution before, whoever recorded them.
public struct DigestVerb {
  /// Nil tells of all datasets.
  public var dataset: String?

  public init(dataset: String?) { self.dataset = dataset }

  public func run(_ desk: Desk) throws -> Digest {
    let asked = try dataset.map { try desk.library.dataset(named: $0) }
    return try desk.openWarehouse().read { session in
      let runs = try session.runs().filter { !$0.isRebuild }
      guard let last = runs.last else {
        throw Problem(
          at: desk.dataFolder, "holds data, but its ledger names no run", remedy: "make one: soundings run")
      }
      let reader = DigestReader(library: desk.library, session: session, asked: asked)
      var digest = Digest(run: last)
      digest.previous = runs.dropLast().last
      digest.dataset = dataset
      digest.isUntouched =
        asked.map { dataset in !last.pipelines.contains { $0.pipeline == dataset.pipeline } } ?? false
      digest.isUnrecorded = last.isUnrecorded
      if last.command == "run", asked == nil {
        let done = Set(last.pipelines.map(\.pipeline))
        digest.missing = desk.library.pipelines.filter { !$0.datasets.isEmpty && !done.contains($0.name) }.map(\.name)
      }
      digest.datasets = try reader.news(last)
      digest.troubles = try reader.troubles(last, before: runs.dropLast())
      (digest.hasFigures, digest.figures) = try reader.figures(last, before: runs.dropLast())
      if digest.datasets.isEmpty, let (run, news) = try reader.lastNews(runs.dropLast()) {
        digest.last = (run, DigestWords.summary(news, run))
      }
      return digest
    }
  }
}

extension RunRecord {
  /// A pipeline came through, and nobody wrote down what changed.
  fileprivate var isUnrecorded: Bool { pipelines.contains { $0.outcome == "done" && $0.changed == nil } }
}

/// What the ledger says of a run.
struct DigestReader {
  let library: Library
  let session: Session
  let asked: DatasetManifest?

  func news(_ run: RunRecord) throws -> [Digest.News] {
    guard run.pipelines.contains(where: { ($0.changed ?? 0) > 0 }) else { return [] }
    let changes = try session.recordedChanges(run.run)
    let titles = Dictionary(library.tables.map { ($0.name, $0.title) }, uniquingKeysWith: { a, _ in a })
    return changes.datasets.filter { asked == nil || $0.dataset == asked?.name }.map { change in
      let manifest = library.datasets.first { $0.name == change.dataset }
      // A table over several datasets that changed is told once, with the first of them.
      let tables = changes.tables.filter { table in
        asked == nil ? table.datasets.first == change.dataset : table.datasets.contains(change.dataset)
      }
      return Digest.News(
        change: change, title: manifest?.title ?? change.dataset, publisher: manifest?.publisher ?? change.dataset,
        isCurated: manifest?.isCurated ?? false,
        tables: tables.map { Digest.TableNews(change: $0, title: titles[$0.table] ?? $0.table) }
          .sorted { $0.weight != $1.weight ? $0.weight > $1.weight : $0.change.table < $1.change.table })
    }
  }

  /// The last run that changed something, with what it changed.
  func lastNews(_ runs: some BidirectionalCollection<RunRecord>) throws -> (RunRecord, [Digest.News])? {
    for run in runs.reversed() {
      let news = try news(run)
      if !news.isEmpty { return (run, news) }
    }
    return nil
  }

  func troubles(_ run: RunRecord, before runs: some BidirectionalCollection<RunRecord>) throws -> [Digest.Trouble] {
    var troubles: [Digest.Trouble] = []
    for pipeline in run.pipelines
    where pipeline.outcome == "failed" && (asked.map { $0.pipeline == pipeline.pipeline } ?? true) {
      let previous = runs.reversed().lazy.compactMap { $0.pipelines.first { $0.pipeline == pipeline.pipeline } }.first
      troubles.append(
        Digest.Trouble(
          kind: .pipeline, name: pipeline.pipeline, what: Self.what(pipeline.problem ?? ""),
          isNew: previous?.outcome != "failed" || previous?.problem != pipeline.problem))
    }
    let told = try outcomes(run)
    for outcome in told {
      guard let kind = Digest.Trouble.Kind(rawValue: outcome.outcome), kind != .pipeline, kind != .stale else {
        continue
      }
      let previous = try runs.reversed().lazy.map { try session.outcome(of: outcome.dataset, inRun: $0.run) }
        .first { $0 != nil }
      troubles.append(
        Digest.Trouble(
          kind: kind, name: outcome.dataset, what: Self.what(outcome.note ?? ""),
          isNew: previous??.outcome != outcome.outcome))
    }
    let loaded = told.map(\.dataset)
    return try troubles
      + aging(run, after: runs.last, among: loaded, heldNow: Set(troubles.filter { $0.kind == .held }.map(\.name)))
  }

  /// Editions that are held back all along, and datasets that are older than promised.
  private func aging(
    _ run: RunRecord, after previous: RunRecord?, among names: [String], heldNow: Set<String>
  ) throws -> [Digest.Trouble] {
    guard let today = Day(run.startedAt.prefix(10)) else { return [] }
    var troubles: [Digest.Trouble] = []
    for dataset in library.datasets where names.contains(dataset.name) {
      let freshness = try Freshness(dataset, session, today: today)
      if freshness.state == .held, !heldNow.contains(dataset.name) {
        troubles.append(
          Digest.Trouble(
            kind: .held, name: dataset.name, what: Self.what(freshness.heldBecause ?? ""), isNew: false))
      }
      guard freshness.isPastGrace, let published = freshness.published else { continue }
      let before =
        try previous.flatMap { Day($0.startedAt.prefix(10)) }
        .map { try Freshness(dataset, session, today: $0).isPastGrace } ?? false
      troubles.append(
        Digest.Trouble(kind: .stale, name: dataset.name, what: published.description, isNew: !before))
    }
    return troubles
  }

  private func outcomes(_ run: RunRecord) throws -> [RunRecord.Dataset] {
    try session.outcomes(ofRun: run.run).filter { asked == nil || $0.dataset == asked?.name }
  }

  /// What happened, of a problem's two lines: neither the remedy nor the name that is said anyhow.
  private static func what(_ text: String) -> String { String(text.prefix { $0 != "\n" }) }

  /// The figures with new lines in the ledger of verdicts: those of the run, and those that somebody recorded since the run before.
  func figures(
    _ run: RunRecord, before runs: some BidirectionalCollection<RunRecord>
  ) throws -> (hasAny: Bool, news: [Digest.FigureNews]) {
    let earlier = Set(runs.map(\.run))
    let since = runs.last?.finishedAt ?? ""
    let articles = Dictionary(library.articles.map { ($0.name, $0) }, uniquingKeysWith: { a, _ in a })
    var last: [[String]: VerdictRecord] = [:]
    var news: [[String]: Digest.FigureNews] = [:]
    for record in try session.verdictHistory() {
      let key = [record.article, record.figure]
      if !earlier.contains(record.run), record.run == run.run || record.at >= since,
        let article = articles[record.article]
      {
        news[key] = Digest.FigureNews(
          article: article.name, title: article.title, old: news[key].map(\.old) ?? last[key], new: record)
      }
      last[key] = record
    }
    // A figure that went and came back is where it was.
    let changed = news.values.filter { news in news.old.map { !$0.agrees(with: news.new) } ?? true }
    let wanted = try asked.map { try figuresOn($0) }
    return (
      wanted.map { !$0.isEmpty } ?? !last.isEmpty,
      changed.filter { news in wanted.map { $0.contains([news.article, news.new.figure]) } ?? true }
        .sorted { ($0.article, $0.new.figure) < ($1.article, $1.new.figure) }
    )
  }

  /// The figures that rest on a dataset, each with its article.
  private func figuresOn(_ dataset: DatasetManifest) throws -> Set<[String]> {
    try session.showEmpty(library.datasets)
    defer { try? session.showNewest(library.datasets) }
    let ledger = FigureLedger(library: library, today: Day(daysSince1970: 0))
    var figures: Set<[String]> = []
    for article in library.articles {
      for figure in article.figures {
        // A figure whose SQL fails is told where it is judged.
        if let names = try? ledger.datasets(of: figure, session), names.contains(dataset.name) {
          figures.insert([article.name, figure.id])
        }
      }
    }
    return figures
  }
}

extension Digest.TableNews {
  fileprivate var weight: Int64 { change.cells.first { $0.kind == .revised }?.weight ?? -1 }
}
