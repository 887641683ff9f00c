/// How a dataset is fetched from its publisher.
package struct FetchPlan: Equatable, Sendable {
  package enum Address: Equatable, Sendable {
    case fixed(String)
    /// A landing page, and a regular expression over it whose match is the link. Its named groups are `published`
    /// (a date), `through_fy` (two or four digits) and `through_month` (English month, three letters or whole).
    case discovered(page: String, link: String)
  }

  package var address: Address
  package var paging: Paging?
  package var expect: Expectation
  /// Seconds to wait between two requests of this dataset.
  package var pauseSeconds: Double
  /// How past editions are had from a publisher who keeps every revision. A landing page needs no such word: a backfill
  /// takes all of its links. Where there is neither, only the newest edition is to be had.
  package var history: RevisionHistory?

  package init(
    address: Address, paging: Paging?, expect: Expectation, pauseSeconds: Double, history: RevisionHistory? = nil
  ) {
    self.address = address
    self.paging = paging
    self.expect = expect
    self.pauseSeconds = pauseSeconds
    self.history = history
  }
}
