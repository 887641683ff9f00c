import Manifest
import Model
import Warehouse

extension DigestReader {
  /// The figures with new lines in the ledger of verdicts: those of the run, and those that `soundings figures`
  /// recorded since the previous run.
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
      if record.run.map({ !earlier.contains($0) }) ?? true, record.run == run.run || record.at >= since,
        let article = articles[record.article]
      {
        news[key] = Digest.FigureNews(
          article: article.name, title: article.title, old: news[key].map(\.old) ?? last[key], new: record)
      }
      last[key] = record
    }
    // A figure that changed and changed back is unchanged.
    let changed = news.values.filter { news in news.old.map { !$0.agrees(with: news.new) } ?? true }
    let relevant = try asked.map { try figuresOn($0) }
    return (
      relevant.map { !$0.isEmpty } ?? !last.isEmpty,
      changed.filter { news in relevant.map { $0.contains([news.article, news.new.figure]) } ?? true }
        .sorted { ($0.article, $0.new.figure) < ($1.article, $1.new.figure) }
    )
  }

  /// The figures that are based on a dataset, each with its article.
  private func figuresOn(_ dataset: DatasetManifest) throws -> Set<[String]> {
    var figures: Set<[String]> = []
    for article in library.articles {
      for figure in article.figures {
        do {
          guard try session.datasets(of: figure, library).contains(dataset.name) else { continue }
          figures.insert([article.name, figure.id])
        } catch is Problem {
          // A figure whose SQL fails is reported where it is judged.
        }
      }
    }
    return figures
  }
}
