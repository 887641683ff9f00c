import Model

/// The words of a PDF, for a search of quotes, page by page.
package enum PDFText {
  /// A page that has words.
  package struct Page: Sendable {
    /// From 1.
    package let number: Int
    /// As prose is read: in the order of Poppler, column after column.
    package let text: String
    /// As a table is read: line by line, across columns.
    package let rows: String
  }

  /// - Returns: the pages that have words.
  /// - Throws: ``Problem`` where the file cannot be read, or pdftotext is not installed.
  package static func pages(of path: String, name: String) throws -> [Page] {
    let pages = try PDFProgram(for: name).pages(of: path, name: name, allowsFaults: false)
    var found: [Page] = []
    while let page = try pages.next() {
      var text = ""
      for (i, word) in page.words.enumerated() {
        if i > 0 {
          let last = page.words[i - 1]
          let isSameLine = last.box.isBeside(word.box) && word.box.x0 >= last.box.x0
          if !isSameLine { text += "\n" } else if !last.touches(word) { text += " " }
        }
        text += word.text
      }
      if !text.isEmpty { found.append(Page(number: page.number, text: text, rows: rows(of: page.words))) }
    }
    return found
  }

  private static func rows(of words: [PDFWord]) -> String {
    PDFWord.lines(words).map { line in
      line.enumerated().map { i, word in
        (i > 0 && !line[i - 1].touches(word) ? " " : "") + word.text
      }.joined()
    }.joined(separator: "\n")
  }
}
