import Model

/// The words of a document, page by page where it has pages.
package struct DocumentText: Sendable {
  package struct Page: Sendable {
    /// From 1; nil where the document has none.
    package var number: Int?
    /// As it is read, in both ways in which hyphens at line ends may be meant; one where it has none.
    let folded: [FoldedText]
    /// Its lines that have several cells; none where that is not known.
    let rows: [Row]

    /// - Parameter rows: the texts of the cells of each line of the page, from left to right.
    package init(number: Int?, _ text: some Sequence<Unicode.Scalar>, rows: [[String]] = []) {
      self.number = number
      let kept = FoldedText(text)
      folded = kept.hasDividedWord ? [kept, FoldedText(text, keepsHyphens: false)] : [kept]
      self.rows = rows.enumerated().compactMap { i, cells in Row(offset: i, cells: cells) }
    }
  }

  /// A line of a table.
  struct Row: Sendable {
    /// Its number on the page, from 0.
    let offset: Int
    private let cells: [String]

    /// More cells, or more words in one, has no line of a table.
    private static let mostCells = 24
    private static let mostWords = 8

    /// Nil for a line that is none of a table: of one cell, or of prose in columns.
    init?(offset: Int, cells: [String]) {
      guard (2...Self.mostCells).contains(cells.count) else { return nil }
      let isProse = cells.contains { $0.split(separator: " ").count > Self.mostWords }
      // Columns of prose have no number that stands alone.
      let hasNumber = cells.contains { cell in
        cell.contains(where: \.isNumber) && !cell.contains { $0.isLetter }
      }
      guard !isProse, hasNumber else { return nil }
      self.offset = offset
      self.cells = cells
    }

    /// Each run of two or more cells beside one another, with a blank between them that ends a block. Made when it is asked for: most documents are
    /// quoted as prose.
    var runs: [FoldedText] {
      cells.indices.flatMap { first in
        cells.indices.filter { $0 > first }.map { last in
          FoldedText(cells[first...last].joined(separator: DocumentText.blockEnd))
        }
      }
    }
  }

  package var pages: [Page]

  /// Stands in a page's text where a block of the document ends: a paragraph, a cell, an item.
  package static let blockEnd = "\u{2029}"

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
