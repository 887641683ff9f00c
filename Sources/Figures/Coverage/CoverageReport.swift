import Manifest
import Model

/// Which numbers and dates of a draft an article's figures stand for.
public struct CoverageReport: Sendable {
  public enum State: String, CaseIterable, Sendable {
    /// A figure prints it, for the same thing.
    case covered
    /// An entry of `allow` names it, with a reason.
    case allowed
    case uncovered
    /// The words are a figure's, the number is not: the draft and the ledger contradict each other.
    case differs
  }

  public struct Entry: Sendable {
    public var mention: Mention
    public var state: State
    /// The figure that covers it, or that it differs from.
    public var figure: String?
    /// Why it is allowed.
    public var reason: String?
    /// For what is not covered: the figure that comes near.
    public var hint: String?
  }

  /// In the order of the draft.
  public var entries: [Entry]
  /// Entries of `allow` that nothing in the draft needs.
  public var unused: [AllowedText]

  public func count(_ state: State) -> Int { entries.count { $0.state == state } }

  /// True where every number and date is covered or allowed.
  public var isComplete: Bool { entries.allSatisfy { $0.state == .covered || $0.state == .allowed } }

  /// Holds a draft against the figures of an article. Only the article's file counts, no data.
  public init(_ draft: DraftText, article: ArticleManifest) {
    let check = CoverageCheck(draft, article)
    entries = check.entries()
    let allowing = check.allowing
    unused = article.allowed.indices.filter { !allowing.used.contains($0) }.map { article.allowed[$0] }
  }
}
