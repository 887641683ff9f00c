import Drafts
import Figures
import Glibc
import Manifest
import Model
import System

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

  /// The size limit in bytes: a device may never end.
  static let longest = 64 << 20

  package struct Report: Sendable {
    package var article: ArticleManifest
    /// The draft's path, as given.
    package var draft: String
    package var coverage: CoverageReport
  }

  /// - Throws: ``Problem`` if the article is unknown or not named, or the draft cannot be read.
  package func run(_ project: Project) throws -> Report {
    let article = try chosen(project.library)
    let draft = try DraftText(bytes(), name: path)
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

  private func bytes() throws -> [UInt8] {
    guard !path.isEmpty else {
      throw Problem(
        .usage, at: "--coverage", "is empty, perhaps because a variable is not set", remedy: "name the draft's file")
    }
    let bytes: [UInt8]
    do throws(FileFailure) {
      bytes = try OpenFile(reading: path).bytes(atMost: Self.longest + 1)
    } catch {
      throw unreadable(error)
    }
    guard bytes.count <= Self.longest else {
      throw Problem(
        .badInput, at: path, "is larger than \(Self.longest >> 20) MB, which no draft is",
        remedy: "name the draft's own file, exported as text, Markdown or HTML")
    }
    return bytes
  }

  private func unreadable(_ failure: FileFailure) -> Problem {
    let remedy =
      switch failure.code {
      case ENOENT: "check the name; paths are relative to the current folder"
      case EISDIR: "name the file in it that holds the draft"
      default: "look at its permissions: ls -l \(path)"
      }
    let what =
      switch failure.code {
      case ENOENT: "there is no such file"
      case EISDIR: "is a folder, not a draft"
      default: "cannot be read: \(failure.reason)"
      }
    return Problem(.badInput, at: path, what, remedy: remedy)
  }
}
