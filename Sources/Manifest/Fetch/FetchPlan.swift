import Words

/// How a dataset is fetched from its publisher.
package struct FetchPlan: Equatable, Sendable {
  package enum Address: Equatable, Sendable {
    case fixed(String)
    /// Several files that are one edition, or an address that changes with the day.
    case several(AddressList)
    /// A landing page, and a regular expression that matches the link on it. Its named groups are `published` (a date),
    /// `through_fy` (two or four digits) and `through_month` (English month, three letters or in full).
    case discovered(page: String, link: String)
  }

  package var address: Address
  /// Links of the landing page that are not this dataset's however much they look like it: expressions, or parts of addresses.
  package var ignored: [String]
  package var paging: Paging?
  package var pageChecks: PageChecks
  package var expect: Expectation
  /// The pause between two requests of this dataset, in seconds.
  package var pauseSeconds: Double
  /// How to fetch past editions from a publisher who keeps every revision. A landing page does not need this, because a
  /// backfill uses all of its links. Without either, only the newest edition can be fetched.
  package var history: RevisionHistory?
  /// How often `run --due` asks.
  package var rhythm: AskRhythm
  /// What requests say beside the address.
  package var form = RequestForm.plain
  /// How the dates in links are written; empty: as `YYYY-MM-DD` and the like.
  package var dateForms: [DateForm] = []

  /// Whether the link that is discovered gives the published date.
  package var namesPublished: Bool {
    guard case .discovered(_, let link) = address else { return false }
    return YAMLValue.groupNames(in: link).contains("published")
  }

  package init(
    address: Address, paging: Paging?, expect: Expectation, pauseSeconds: Double, history: RevisionHistory? = nil,
    rhythm: AskRhythm = .daily, pageChecks: PageChecks = PageChecks(), ignored: [String] = []
  ) {
    self.address = address
    self.paging = paging
    self.pageChecks = pageChecks
    self.ignored = ignored
    self.expect = expect
    self.pauseSeconds = pauseSeconds
    self.history = history
    self.rhythm = rhythm
  }
}
