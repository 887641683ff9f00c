import Manifest

/// The figures that a run judged, each as judged last, so that the exports need not judge them again.
struct JudgedFigures: Sendable {
  private var byArticle: [String: [String: FigureCheck]] = [:]

  mutating func add(_ check: ArticleCheck) {
    for figure in check.figures { byArticle[check.article.name, default: [:]][figure.figure.id] = figure }
  }

  /// By the figures' ids.
  subscript(article: String) -> [String: FigureCheck] { byArticle[article] ?? [:] }
}
