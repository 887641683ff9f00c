import Model
import Words

/// A row of the table, with the columns of its page.
struct PDFRecord {
  var page: Int
  var row: PDFRow
  var columns: PDFColumns
  /// The values of `read.sections`.
  var sections: [String?]

  /// The words of a row in their cells.
  struct Content: Equatable {
    /// Nil: no word lies in that column.
    var cells: [String?]
    var defect: String?
    var defectiveField: Int?
    /// The row as a person finds it again: `page 3, x 20 y 245: VENEZUELA  1  3`.
    var address: String
  }

  /// - Parameter header: the names of the columns.
  func content(_ header: [String]) -> Content {
    let places = columns.places(row)
    var content = Content(cells: [], address: address)
    if row.isHigh {
      content.defect =
        row.words[0].text.isEmpty
        ? "page \(page) has no words: it is blank, or a picture"
        : "the word \(quoted(row.words[0])) is so high that it stands beside several rows"
    }
    for (word, place) in places {
      switch place {
      case .column: continue
      case .outside: content.defect = content.defect ?? "\(quoted(word)) lies in no column"
      case .between(let left, let right):
        content.defect =
          content.defect ?? "\(quoted(word)) lies across the columns '\(header[left])' and '\(header[right])'"
      }
    }
    for i in header.indices {
      let words = places.filter { $0.place == .column(i) }.map(\.word)
      let lines = PDFWord.lines(words)
      content.cells.append(words.isEmpty ? nil : lines.map(PDFWord.text).joined(separator: " "))
      guard content.defect == nil, let fault = lines.lazy.compactMap(fault).first else { continue }
      content.defect = "'\(header[i])': \(fault)"
      content.defectiveField = i
    }
    return content
  }

  private func fault(_ line: [PDFWord]) -> String? {
    if let word = line.first(where: \.isUnreadable) {
      return "\(quoted(word)) has letters that the file does not name"
    }
    // "1,031" and a footnote's "2" beside it would read as 10312.
    for (word, next) in zip(line, line.dropFirst()) where word.touches(next) {
      let (low, high) = (min(word.box.height, next.box.height), max(word.box.height, next.box.height))
      if low < 0.8 * high, word.text.last?.isNumber == true, next.text.first?.isNumber == true {
        return
          "the digits \(quoted(word)) and \(quoted(next)) touch, and are not of one size: one may be a footnote's mark"
      }
    }
    return nil
  }

  private func quoted(_ word: PDFWord) -> String {
    let text = word.text.count > 60 ? word.text.prefix(60) + "…" : word.text
    return "'\(text)' (page \(page), \(word.box.width), y \(PDFBox.whole(word.box.y0)))"
  }

  private var address: String {
    let cells = PDFWord.lines(row.words).map(PDFWord.text)
    return "page \(page), \(row.box.corner): \(cells.joined(separator: " / "))"
  }
}
