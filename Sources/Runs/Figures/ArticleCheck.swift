import Manifest
import Model

/// An article's figures as they were checked.
package struct ArticleCheck: Sendable {
  package var article: ArticleManifest
  /// The state that counts as now; nil is the newest.
  package var asOf: Day?
  package var figures: [FigureCheck] = []
  /// Figures that could not be judged, each with the line of the article's file.
  package var problems: [Problem] = []
  /// Figures whose SQL found nothing although it was meant to.
  package var remarks: [Problem] = []

  package var worse: [FigureCheck] { figures.filter(\.isWorse) }
}

/// The figures that a run judged, the last time counting: what the exports need not judge again.
struct JudgedFigures: Sendable {
  private var byArticle: [String: [String: FigureCheck]] = [:]

  mutating func add(_ check: ArticleCheck) {
    for figure in check.figures { byArticle[check.article.name, default: [:]][figure.figure.id] = figure }
  }

  /// By the figures' ids.
  subscript(article: String) -> [String: FigureCheck] { byArticle[article] ?? [:] }
}
