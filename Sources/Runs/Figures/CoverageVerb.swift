import Drafts
import Figures
import Glibc
import Manifest
import Model

/// `soundings figures ARTICLE --coverage FILE`: the numbers and dates of a draft that no figure covers. Takes no data.
package struct CoverageVerb {
  /// Nil is the only article that there is.
  package var article: String?
  /// The draft: a file, or a pipe such as /dev/stdin.
  package var path: String

  package init(article: String?, path: String) {
    self.article = article
    self.path = path
  }

  /// No draft is longer; what is may be a device that never ends.
  static let longest = 64 << 20

  package func run(_ project: Project) throws -> (article: ArticleManifest, report: CoverageReport) {
    let article = try chosen(project.library)
    let draft = try DraftText(bytes(), name: path)
    return (article, CoverageReport(draft, article: article))
  }

  private func chosen(_ library: Library) throws -> ArticleManifest {
    if let article { return try library.article(named: article) }
    guard library.articles.count == 1 else {
      let names = library.articles.map(\.name).joined(separator: ", ")
      throw Problem(
        .usage, at: "--coverage", "the draft of which article? There are \(library.articles.count)",
        remedy: names.isEmpty ? "begin one with: soundings new-article NAME" : "name it before the option: \(names)")
    }
    return library.articles[0]
  }

  private func bytes() throws -> [UInt8] {
    guard !path.isEmpty else {
      throw Problem(
        .usage, at: "--coverage", "is empty, perhaps because a variable is not set", remedy: "name the draft's file")
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unreadable(errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw unreadable(errno) }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
      guard bytes.count <= Self.longest else {
        throw Problem(
          .badInput, at: path, "is larger than \(Self.longest >> 20) MB, which no draft is",
          remedy: "name the draft's own file, exported as text, Markdown or HTML")
      }
    }
  }

  private func unreadable(_ code: Int32) -> Problem {
    let remedy =
      switch code {
      case ENOENT: "check the name; paths count from the folder in which the command is typed"
      case EISDIR: "name the file in it that holds the draft"
      default: "look at its permissions: ls -l \(path)"
      }
    let what =
      switch code {
      case ENOENT: "there is no such file"
      case EISDIR: "is a folder, not a draft"
      default: "cannot be read: \(String(cString: strerror(code)))"
      }
    return Problem(.badInput, at: path, what, remedy: remedy)
  }
}
