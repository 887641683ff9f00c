import Figures
import Manifest
import Model
import Publishing
import Words

extension WorkbookFigure {
  /// More sources are on no line; the count says so.
  private static let most = 8

  /// The figures of some articles, in the articles' order.
  static func all(of articles: [ArticleCheck]) -> [WorkbookFigure] {
    articles.flatMap { article in article.figures.map { WorkbookFigure($0, of: article.article.title) } }
  }

  private static func line(_ reading: FigureReading) -> String {
    let side =
      switch reading.agrees {
      case true?: "Agrees: "
      case false?: "Says otherwise: "
      case nil: "Counts something else, or gives no number: "
      }
    return side + reading.words
  }

  private static func printed(_ figure: FigureManifest) -> String {
    switch figure.printed {
    case nil: "no number"
    case .date(let date)?: date.words
    case .some(let printed): printed.text + (FigureUnit.written(figure.unit).map { " \($0)" } ?? "")
    }
  }

  private init(_ check: FigureCheck, of article: String) {
    let figure = check.figure
    let qualifier = check.support.qualifier.map { ", \($0)" } ?? ""
    let rows = check.support.rows
    let more = rows.count - Self.most
    self.init(
      article: article, id: figure.id, clause: figure.clause,
      printed: Self.printed(figure),
      then: check.then.words(figure.unit), now: check.now.words(figure.unit),
      verdict: check.verdict.rawValue + qualifier, why: check.why + (figure.note.map { ". Note: \($0)" } ?? ""),
      restsOn: check.support.words ?? "no data",
      sources: rows.prefix(Self.most).map { "\($0.words): \($0.state.rawValue)" }
        + (more > 0 ? ["and \(English.count(more, "more row"))"] : [])
        + (check.readings.count > 1 ? check.readings.map(Self.line) : []))
  }
}
