import Figures
import Manifest
import Model
import Publishing
import Words

extension WorkbookFigure {
  /// More sources are on no line; the count says so.
  private static let most = 12

  /// The figures of some articles, in the articles' order.
  static func all(of articles: [ArticleCheck]) -> [WorkbookFigure] {
    articles.flatMap { article in article.figures.map { WorkbookFigure($0, of: article.article.title) } }
  }

  private static func line(_ reading: FigureReading, of figure: FigureManifest) -> String {
    "\(English.capitalized(ReadingWords.side(reading.agrees, whyNot: reading.whyNot, ofDecided: figure.rule != nil))): \(reading.words)"
  }

  private init(_ check: FigureCheck, of article: String) {
    let figure = check.figure
    let rows = check.support.rows
    let more = rows.count - Self.most
    self.init(
      article: article, id: figure.id, clause: figure.clause,
      printed: figure.printedWords,
      // Why there is none stands under why.
      then: figure.rule == nil ? CellText.null : check.shown.then.words(figure.unit),
      now: figure.rule == nil ? CellText.null : check.shown.now.words(figure.unit),
      verdict: check.support.beside(check.verdict.rawValue),
      why: check.why + (figure.note.map { ". Note: \($0)" } ?? ""),
      restsOn: check.support.words ?? "no data",
      lead: rows.prefix(2).map { "\(DateWords.within($0.words)): \($0.state.rawValue)" }
        + (rows.isEmpty ? check.readings.filter { $0.agrees != false }.prefix(1) : []).map { Self.line($0, of: figure) }
        + check.readings.against.prefix(1).map { Self.line($0, of: figure) },
      sources: rows.prefix(Self.most).map { "\(DateWords.within($0.words)): \($0.state.rawValue)" }
        + (more > 0 ? ["and \(English.count(more, "more row"))"] : [])
        + check.readings.map { Self.line($0, of: check.figure) })
  }
}
