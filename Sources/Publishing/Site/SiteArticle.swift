import Manifest
import Model

/// An article with its checked figures.
package struct SiteArticle: Sendable {
  package var manifest: ArticleManifest
  package var cards: [FigureCard]
  /// The names of the figures that could not be checked because their SQL fails.
  package var unchecked: [String]

  package init(manifest: ArticleManifest, cards: [FigureCard], unchecked: [String] = []) {
    self.manifest = manifest
    self.cards = cards
    self.unchecked = unchecked
  }
}
