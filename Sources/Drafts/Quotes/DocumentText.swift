import Model

/// The words of a document, page by page where it has pages.
package struct DocumentText: Sendable {
  package struct Page: Sendable {
    /// From 1; nil where the document has none.
    package var number: Int?
    /// As it is read, in both ways in which hyphens at line ends may be meant; one where it has none.
    let folded: [FoldedText]

    package init(number: Int?, _ text: some Sequence<Unicode.Scalar>) {
      self.number = number
      let kept = FoldedText(text)
      let joined = FoldedText(text, keepsHyphens: false)
      folded = kept.bytes == joined.bytes ? [kept] : [kept, joined]
    }
  }

  package var pages: [Page]

  package init(pages: [Page]) { self.pages = pages }

  /// The words of a text or of a web page, of which only what its reader sees counts.
  ///
  /// - Parameter name: the name of the file; its extension gives the kind if the content does not.
  /// - Throws: ``Problem`` when the bytes are not text that can be read with certainty.
  package init(text bytes: [UInt8], name: String) throws {
    let utf8 = try DraftEncoding.utf8(bytes, name: name)
    guard DraftText.kind(of: utf8, name: name) == .html else {
      self.init(pages: [Page(number: nil, String(decoding: utf8, as: UTF8.self).unicodeScalars)])
      return
    }
    self.init(pages: [Page(number: nil, DraftText(utf8: utf8, kind: .html).scalars)])
  }

  /// Whether nothing can be read in it, as in a scanned page.
  package var isEmpty: Bool { pages.allSatisfy { $0.folded[0].bytes.isEmpty } }
}
