/// The words of a quote in an archived document: what ties a keyed row to bytes.
package struct Anchor: Hashable, Sendable {
  /// The folded words, at most 300 code points.
  package var quote: String
  /// Of the folded words in UTF-8, lower-case hexadecimal.
  package var quoteSHA256: String
  /// The SHA-256 of the document.
  package var document: String
  /// From 1; nil where the document has no pages.
  package var page: Int?
  /// In code points of the page's text, from 0.
  package var offset: Int

  package init(quote: String, quoteSHA256: String, document: String, page: Int?, offset: Int) {
    self.quote = quote
    self.quoteSHA256 = quoteSHA256
    self.document = document
    self.page = page
    self.offset = offset
  }
}
