import Model
import Warehouse
import Words

/// A digest in words. Pure functions: no database, no clock, no terminal.
package enum DigestWords {
  /// The whole digest: first a sentence that sums it up, then a paragraph per subject.
  package static func paragraphs(_ digest: Digest) -> [String] {
    [headline(digest)] + digest.datasets.map { dataset($0, digest.run) } + FigureWords.paragraph(digest)
      + TroubleWords.paragraphs(digest) + last(digest)
  }

  /// The digest in one sentence, short enough for the subject of an e-mail.
  package static func headline(_ digest: Digest) -> String {
    let figures = FigureWords.clause(digest)
    let troubles = TroubleWords.clause(digest)
    if digest.datasets.isEmpty {
      let nothing = nothingNew(digest)
      let more = (digest.figures.isEmpty ? [] : [figures].compactMap { $0 }) + [troubles].compactMap { $0 }
      return nothing + (more.isEmpty ? "" : ", but " + English.list(more)) + "."
    }
    return
      ([summary(digest.datasets, digest.run, isFirst: digest.previous == nil)] + [figures, troubles].compactMap { $0 })
      .joined(separator: "; ")
      + "."
  }

  private static func nothingNew(_ digest: Digest) -> String {
    let run = "the run of \(DateWords.time(digest.run.startedAt))"
    if let dataset = digest.dataset {
      return digest.isUntouched
        ? "Nothing new for \(dataset): \(run) (\(digest.run.command.text)) did not include it"
        : "Nothing new for \(dataset) in \(run)"
    }
    return "Nothing new in \(run)"
  }

  /// What a run changed in the datasets, in one clause without a period.
  ///
  /// - Parameter isFirst: true if there was no earlier run.
  static func summary(_ news: [Digest.News], _ run: RunRecord, isFirst: Bool) -> String {
    let first = news.filter { $0.change.isFirst }
    if first.count == news.count, news.count > 1 {
      let rows = English.count(news.reduce(0) { $0 + $1.change.rowsAfter }, "row")
      return isFirst
        ? "Everything is new: \(news.count) datasets with \(rows)" : "\(news.count) datasets are new, with \(rows)"
    }
    guard news.count > 1 else {
      let cells = CellWords.short(news[0])
      let facts = [RowWords.short(news[0])].compactMap { $0 } + cells
      // New rows can change the numbers of a table; to its readers, these are revised.
      let isAll = cells.isEmpty && RowWords.onlyGained(news[0].change)
      return English.capitalized(ArrivalWords.short(news[0], run)) + ArrivalWords.completion(news[0])
        + (facts.isEmpty ? "" : ": " + facts.joined(separator: ", ")) + (isAll ? "; nothing was revised" : "")
    }
    let named = news.prefix(3).map { news in
      news.change.dataset + (RowWords.short(news).map { " (\($0))" } ?? "")
    }
    let more = news.count > 3 ? ["\(news.count - 3) more"] : []
    return "\(English.count(news.count, "dataset")) changed: \(English.list(named + more))"
  }

  private static func dataset(_ news: Digest.News, _ run: RunRecord) -> String {
    let sentences =
      ArrivalWords.sentences(news, run) + RowWords.sentences(news) + quarantine(news.change) + CellWords.sentences(news)
    return "\(news.title) (\(news.change.dataset)). "
      + sentences.map { English.capitalized($0) + "." }.joined(separator: " ")
  }

  private static func quarantine(_ change: DatasetChange) -> [String] {
    let more = change.quarantinedAfter - change.quarantinedBefore
    if more > 0 {
      return ["\(English.count(more, "record")) went into quarantine; soundings status \(change.dataset) shows why"]
    }
    return more < 0 ? ["\(English.count(-more, "record")) left quarantine"] : []
  }

  /// The last change, if there is none now.
  private static func last(_ digest: Digest) -> [String] {
    guard digest.datasets.isEmpty else { return [] }
    guard let (run, summary) = digest.last else { return ["No earlier change is recorded."] }
    return ["The last change came with the run of \(DateWords.time(run.startedAt)). \(summary)."]
  }
}
