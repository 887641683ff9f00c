/// How the response is split into pages; all pages together are one edition.
package enum Paging: Equatable, Sendable {
  /// `parameter` counts pages from `first`; the body contains the number of the last page at the JSON pointer `lastAt`.
  case page(parameter: String, first: Int, lastAt: String)
  /// `parameter` is the offset of the page's first record; a page has at most `size` records, and after the last there is none.
  case offset(parameter: String, size: Int)
}

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
