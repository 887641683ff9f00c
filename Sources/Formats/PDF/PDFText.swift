import Model
import Words

/// The words of a PDF, for a search of quotes, page by page.
package enum PDFText {
  /// A page that has words.
  package struct Page: Sendable {
    /// From 1.
    package let number: Int
    /// As prose is read: in the order of Poppler, column after column; a paragraph separator (U+2029) is where cells and rows of them end.
    package let text: String
    /// As a table is read: the cells of each line, across columns.
    package let rows: [[String]]
  }

  /// - Returns: the pages that have words.
  /// - Throws: ``Problem`` where the file cannot be read, or pdftotext is not installed.
  package static func pages(of path: String, name: String) throws -> [Page] {
    let pages = try PDFProgram(for: name).pages(of: path, name: name, allowsFaults: false)
    var found: [Page] = []
    while let page = try pages.next() {
      var text = ""
      var hasCells = false
      for (i, word) in page.words.enumerated() {
        if i > 0 {
          let last = page.words[i - 1]
          let isSameLine = last.box.isBeside(word.box) && word.box.x0 >= last.box.x0
          let height = max(last.box.height, word.box.height)
          let isCell = isSameLine && word.box.x0 - last.box.x1 > height
          if isCell || (!isSameLine && hasCells) {
            text += "\u{2029}"
          } else if !isSameLine {
            text += "\n"
          } else if !last.touches(word) {
            text += " "
          }
          hasCells = isCell || (isSameLine && hasCells)
        }
        text += shown(word, after: i > 0 ? page.words[i - 1] : nil)
      }
      if !text.isEmpty { found.append(Page(number: page.number, text: text, rows: rows(of: page.words))) }
    }
    return found
  }

  /// Cells lie farther apart than words: by more than the height of the letters.
  private static func rows(of words: [PDFWord]) -> [[String]] {
    PDFWord.lines(words).map { line in
      var cells: [String] = []
      for (i, word) in line.enumerated() {
        let last = i > 0 ? line[i - 1] : nil
        let isApart = last.map { word.box.x0 - $0.box.x1 > max($0.box.height, word.box.height) } ?? true
        if isApart {
          cells.append(word.text)
        } else {
          cells[cells.count - 1] += (last?.touches(word) == true ? "" : " ") + shown(word, after: last)
        }
      }
      return cells
    }
  }

  /// Smaller digits right behind a number are a note or a power, and no digits of it.
  private static func shown(_ word: PDFWord, after last: PDFWord?) -> String {
    guard let last, last.touches(word), word.box.height < 0.85 * last.box.height,
      word.text.allSatisfy({ ("0"..."9").contains($0) })
    else { return word.text }
    return word.text.raised
  }
}
