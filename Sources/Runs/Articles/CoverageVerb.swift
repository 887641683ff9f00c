import Drafts
import Figures
import Manifest
import Model

/// `soundings figures ARTICLE --coverage FILE`: the numbers and dates of a draft that no figure covers. Needs no data.
package struct CoverageVerb {
  /// Nil if there is only one article.
  package var article: String?
  /// The draft: a file, or a pipe such as /dev/stdin.
  package var path: String

  package init(article: String?, path: String) {
    self.article = article
    self.path = path
  }

  package struct Report: Sendable {
    package var article: ArticleManifest
    /// The draft's path, as given.
    package var draft: String
    package var coverage: CoverageReport
  }

  /// - Throws: ``Problem`` if the article is unknown or not named, or the draft cannot be read.
  package func run(_ project: Project) throws -> Report {
    let article = try chosen(project.library)
    let draft = try DraftText(DraftFile(path: path, option: "--coverage").bytes(), name: path)
    return Report(article: article, draft: path, coverage: CoverageReport(draft, article: article))
  }

  private func chosen(_ library: Library) throws -> ArticleManifest {
    if let article { return try library.article(named: article) }
    guard library.articles.count == 1 else {
      let names = library.articles.map(\.name).joined(separator: ", ")
      throw Problem(
        .usage, at: "--coverage", "the article is not clear: there are \(library.articles.count)",
        remedy: names.isEmpty
          ? "begin one with: soundings new-article NAME" : "name one of them before the option: \(names)")
    }
    return library.articles[0]
  }
}
