import Model

/// The prose of a PDF, for a search of words: page by page, in the order in which Poppler reads it, column after column.
package enum PDFText {
  /// - Returns: the pages that have words, each with its number from 1 and its lines.
  /// - Throws: ``Problem`` where the file cannot be read, or pdftotext is not installed.
  package static func pages(of path: String, name: String) throws -> [(number: Int, text: String)] {
    let pages = try PDFProgram(for: name).pages(of: path, name: name, allowsFaults: false)
    var found: [(Int, String)] = []
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
      if !text.isEmpty { found.append((page.number, text)) }
    }
    return found
  }
}
