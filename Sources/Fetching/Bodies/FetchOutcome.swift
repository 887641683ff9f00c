/// What came of fetching a dataset.
package enum FetchOutcome: Equatable, Sendable {
  /// The publisher says that nothing changed since the validators were current.
  case notModified
  /// All pages of one edition, in order, and what the discovered link said about it.
  case fetched(pages: [Fetched], link: LinkFacts?)
}
