import Manifest
import Model

/// Which numbers and dates of a draft an article's figures stand for.
package struct CoverageReport: Sendable {
  package enum State: String, CaseIterable, Encodable, Sendable {
    /// A figure prints it, for the same thing.
    case covered
    /// An entry of `allow` names it, with a reason.
    case allowed
    case uncovered
    /// The words are a figure's, the number is not: the draft and the ledger contradict each other.
    case differs
  }

  package struct Entry: Sendable {
    package var mention: Mention
    package var state: State
    /// The figure that covers it, or that it differs from.
    package var figure: String?
    /// Why it is allowed.
    package var reason: String?
    /// For what is not covered: the figure that comes near.
    package var hint: String?
  }

  /// In the order of the draft.
  package var entries: [Entry]
  /// Entries of `allow` that nothing in the draft needs.
  package var unused: [AllowedText]

  package func count(_ state: State) -> Int { entries.count { $0.state == state } }

  /// True where every number and date is covered or allowed.
  package var isComplete: Bool { entries.allSatisfy { $0.state == .covered || $0.state == .allowed } }

  /// Holds a draft against the figures of an article. Only the article's file counts, no data.
  package init(_ draft: DraftText, article: ArticleManifest) {
    let check = CoverageCheck(draft, article)
    entries = check.entries()
    let allowing = check.allowing
    unused = article.allowed.indices.filter { !allowing.used.contains($0) }.map { article.allowed[$0] }
  }
}
