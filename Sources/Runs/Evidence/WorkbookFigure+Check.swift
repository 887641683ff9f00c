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

  /// Who gives the figure's own value; else who agrees, or the first of the rows.
  private static func lead(_ check: FigureCheck) -> [String] {
    let (readings, rows) = (check.readings, check.support.rows)
    func said(_ row: RowEvidence) -> String { "\(DateWords.within(row.words)): \(row.state.rawValue)" }
    guard let best = readings.first(where: \.decides) ?? readings.first(where: { $0.agrees == true }) else {
      return rows.prefix(2).map(said)
    }
    let row = rows.first { $0.source == best.source && $0.reportedOn.flatMap { Day($0) } == best.day }
    return [line(best, of: check.figure)] + (row.map { [said($0)] } ?? [])
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
      lead: Self.lead(check)
        + check.readings.against.prefix(1).map { Self.line($0, of: figure) },
      sources: rows.prefix(Self.most).map { "\(DateWords.within($0.words)): \($0.state.rawValue)" }
        + (more > 0 ? ["and \(English.count(more, "more row"))"] : [])
        + check.readings.map { Self.line($0, of: check.figure) })
    signOffs = check.signOffs.words.map(English.sentence)
  }
}
