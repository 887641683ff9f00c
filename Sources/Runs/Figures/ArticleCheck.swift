import Manifest
import Model

/// The result of checking an article's figures.
package struct ArticleCheck: Sendable {
  package var article: ArticleManifest
  /// The state that counts as now; nil for the newest.
  package var asOf: Day?
  package var figures: [FigureCheck] = []
  /// Figures that could not be judged, each with the line of the article's file.
  package var problems: [Problem] = []
  /// Figures whose SQL found no value.
  package var remarks: [Problem] = []

  package var worse: [FigureCheck] { figures.filter(\.isWorse) }
}
