/// How the response is split into pages; all pages together are one edition.
package enum Paging: Equatable, Sendable {
  /// `parameter` counts pages from `first`; the body contains the number of the last page at the JSON pointer `lastAt`.
  case page(parameter: String, first: Int, lastAt: String)
  /// `parameter` is the offset of the page's first record; a page has at most `size` records, and after the last there is none.
  case offset(parameter: String, size: Int)
  /// The body contains the address of the next page at a JSON pointer; that of the last page has none, null or "" there.
  case next(at: String)
  /// The header `Link` has the address of the next page, `rel="next"`; that of the last page has none.
  case link
  /// `parameter` of the next page is what the body contains at a JSON pointer; after the last page that is nothing, null or "".
  case cursor(parameter: String, at: String)
}
