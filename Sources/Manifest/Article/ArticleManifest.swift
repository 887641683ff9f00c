import Model
import Words

/// The figures of one article: `Pipelines/articles/<article>.yaml`.
package struct ArticleManifest: Sendable {
  package var name: String
  package var path: String
  package var title: String
  package var publisher: String?
  package var published: Day
  package var address: String?
  /// The summary table with each dataset's usual revision; nil if no figure is ever fragile.
  package var revisions: String?
  package var figures: [FigureManifest]
  /// Numbers and dates in the text that need no figure, each with its reason.
  package var allowed: [AllowedText] = []

  /// The columns that a table must have to be used as ``revisions``.
  package static let revisionColumns = ["dataset", "median_move_pct"]

  package init(
    name: String, path: String, title: String, publisher: String?, published: Day, address: String?,
    revisions: String?, figures: [FigureManifest]
  ) {
    self.name = name
    self.path = path
    self.title = title
    self.publisher = publisher
    self.published = published
    self.address = address
    self.revisions = revisions
    self.figures = figures
  }

  /// Whether an article can have that name.
  package static func isName(_ name: String) -> Bool { Name.isValid(name, alsoHyphens: true) }

  /// The figure of that name; throws a ``Problem`` with a suggestion if there is none.
  package func figure(named id: String) throws -> FigureManifest {
    if let figure = figures.first(where: { $0.id == id }) { return figure }
    let ids = figures.map(\.id)
    throw Problem(
      .usage, at: path, "there is no figure named '\(id)'",
      remedy: Suggestion.question(id, among: ids) + "The figures are: \(ids.joined(separator: ", "))")
  }
}
