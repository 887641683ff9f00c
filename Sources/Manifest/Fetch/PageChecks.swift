/// What shows that all pages came, and that they belong to one edition.
package struct PageChecks: Equatable, Sendable {
  /// A JSON pointer to the number of records on all pages, which each page states; nil where the body has none.
  package var totalAt: String?
  /// A header whose value is the same on all pages of an edition, beside Last-Modified.
  package var versionHeader: String?

  package init(totalAt: String? = nil, versionHeader: String? = nil) {
    self.totalAt = totalAt
    self.versionHeader = versionHeader
  }
}
