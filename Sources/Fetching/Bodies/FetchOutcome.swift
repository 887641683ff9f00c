/// The result of fetching a dataset.
package enum FetchOutcome: Equatable, Sendable {
  /// The publisher says that nothing has changed since the validators were sent to us.
  case notModified
  /// All pages of one edition, in order, and what the discovered link said about it.
  case fetched(pages: [Fetched], link: LinkFacts?)
}
