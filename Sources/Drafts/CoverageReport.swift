import Manifest
import Model

/// Which numbers and dates of a draft are covered by an article's figures.
package struct CoverageReport: Sendable {
  package enum State: String, CaseIterable, Encodable, Sendable {
    /// A figure prints it, about the same thing.
    case covered
    /// An entry of `allow` names it, with a reason.
    case allowed
    case uncovered
    /// The words are a figure's, but the number is not: the draft contradicts the article's file.
    case differs
  }

  package struct Entry: Sendable {
    package var mention: Mention
    package var state: State
    /// The figure that covers it, or that it differs from.
    package var figure: String?
    /// Why it is allowed.
    package var reason: String?
    /// For a mention that is not covered: the figure that comes near it.
    package var hint: String?
  }

  /// In the draft's order.
  package var entries: [Entry]
  /// Entries of `allow` that match nothing in the draft that needs them.
  package var unused: [AllowedText]

  package func count(_ state: State) -> Int { entries.count { $0.state == state } }

  /// True if every number and date is covered or allowed.
  package var isComplete: Bool { entries.allSatisfy { $0.state == .covered || $0.state == .allowed } }

  /// Compares a draft with the figures of an article. Uses the article's file only, no data.
  package init(_ draft: DraftText, article: ArticleManifest) {
    let check = CoverageCheck(draft, article)
    entries = check.entries()
    let allowing = check.allowing
    unused = article.allowed.indices.filter { !allowing.used.contains($0) }.map { article.allowed[$0] }
  }
}
