import Manifest
import Model
import Words

/// What a name on the command line means for `soundings trace`: a table, or a figure of an article.
package enum TraceSubject: Sendable {
  case table(TableManifest)
  case figure(ArticleManifest, FigureManifest)

  /// Finds a table by its name or, if there is none, a figure of any article by its id.
  ///
  /// - Parameter article: if given, only the figures of this article are considered.
  /// - Throws: ``Problem`` if the name is unknown, or names figures of several articles.
  package static func named(_ name: String, article: String?, in library: Library) throws -> TraceSubject {
    if let article {
      let article = try library.article(named: article)
      return .figure(article, try article.figure(named: name))
    }
    if let table = library.tables.first(where: { $0.name == name }) { return .table(table) }
    let found = library.articles.flatMap { article in
      article.figures.filter { $0.id == name }.map { (article, $0) }
    }
    if let (article, figure) = found.first {
      guard found.count == 1 else {
        throw Problem(
          .usage, at: name, "is a figure of \(found.count) articles: \(found.map(\.0.name).joined(separator: ", "))",
          remedy: "choose one: --article \(article.name)")
      }
      return .figure(article, figure)
    }
    throw unknown(name, library)
  }

  /// A figure of any article by its id.
  ///
  /// - Throws: ``Problem`` if there is none, or several articles have one.
  static func figure(
    named name: String, article: String?, in library: Library
  ) throws -> (ArticleManifest, FigureManifest) {
    if case .figure(let article, let figure) = try named(name, article: article, in: library) {
      return (article, figure)
    }
    throw Problem(
      .usage, at: name, "is a table, not a figure of an article", remedy: "list the figures: soundings figures")
  }

  private static func unknown(_ name: String, _ library: Library) -> Problem {
    let tables = library.tables.map(\.name)
    var figures: [String] = []
    for id in library.articles.flatMap({ $0.figures.map(\.id) }) where !figures.contains(id) { figures.append(id) }
    let isDataset = library.datasets.contains { $0.name == name }
    let near = Suggestion.question(name, among: tables + figures)
    return Problem(
      .usage, at: library.folder,
      isDataset ? "'\(name)' is a dataset, not a table or a figure" : "there is no table and no figure named '\(name)'",
      remedy: near + "The tables are: \(tables.joined(separator: ", "))"
        + (figures.isEmpty ? "" : "; the figures are: \(figures.joined(separator: ", "))"))
  }
}
