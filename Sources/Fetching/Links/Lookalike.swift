/// A link that `fetch.discover.link` does not match although it looks like the next edition.
package struct Lookalike: Equatable, Sendable {
  /// Absolute.
  package var address: String
  /// The host, if it is not the page's.
  package var otherHost: String?
  /// The newest link that is matched.
  package var newest: String

  package init(address: String, otherHost: String?, newest: String) {
    self.address = address
    self.otherHost = otherHost
    self.newest = newest
  }
}
