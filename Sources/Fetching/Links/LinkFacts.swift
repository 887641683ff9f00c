import Model

/// A link on a landing page and what its text says about the edition behind it.
package struct LinkFacts: Hashable, Sendable {
  package var published: PublishedDate?
  /// The last month of the data, `YYYY-MM`.
  package var through: String?
  /// Absolute address.
  package var url: String

  package init(published: PublishedDate?, through: String?, url: String) {
    self.published = published
    self.through = through
    self.url = url
  }
}
