import Model

/// The words of a document, page by page where it has pages.
package struct DocumentText: Sendable {
  package struct Page: Sendable {
    /// From 1; nil where the document has none.
    package var number: Int?
    /// As it is read, in both ways in which hyphens at line ends may be meant; one where it has none.
    let folded: [FoldedText]
    /// Its words row by row, across columns, where that is another order; empty where it is not.
    let rows: [FoldedText]

    /// - Parameter rows: the words in the order of the page's rows; nil where that is not known.
    package init(number: Int?, _ text: some Sequence<Unicode.Scalar>, rows: String? = nil) {
      self.number = number
      let byRow = rows.map { FoldedText($0) }
      let kept = FoldedText(text)
      folded = kept.hasDividedWord ? [kept, FoldedText(text, keepsHyphens: false)] : [kept]
      self.rows = byRow.flatMap { $0.bytes == kept.bytes ? nil : [$0] } ?? []
    }
  }

  package var pages: [Page]

  package init(pages: [Page]) { self.pages = pages }

  /// The words of a text without pages.
  package init(_ text: String) { self.init(pages: [Page(number: nil, text.unicodeScalars)]) }

  /// A text in UTF-8, made of the bytes of a file that has neither pages nor markup.
  ///
  /// - Parameter name: the name of the file in messages.
  /// - Throws: ``Problem`` when the bytes are not text that can be read with certainty.
  package static func utf8(_ bytes: [UInt8], name: String) throws -> [UInt8] {
    try DraftEncoding.utf8(bytes, name: name)
  }

  /// Whether a text is a web page, by its name or how it begins.
  package static func isPage(_ bytes: [UInt8], name: String) -> Bool { DraftText.kind(of: bytes, name: name) == .html }

  /// Whether nothing can be read in it, as in a scanned page.
  package var isEmpty: Bool { pages.allSatisfy { $0.folded[0].bytes.isEmpty } }
}
