/// Where the words of a quote stand in a document.
package struct Passage: Hashable, Sendable {
  /// From 1; nil where the document has no pages.
  package var page: Int?
  /// In code points of the page's text, from 0.
  package var offset: Int
  /// As they stand there, folded.
  package var text: String

  /// How they are read: with what stands around them.
  package var context: QuoteContext

  package init(page: Int?, offset: Int, text: String, context: QuoteContext? = nil) {
    self.page = page
    self.offset = offset
    self.text = text
    self.context = context ?? QuoteContext(text)
  }

  /// For people: `page 3, character 120`.
  package var place: String { (page.map { "page \($0), " } ?? "") + "character \(offset + 1)" }
}
