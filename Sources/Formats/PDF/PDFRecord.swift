import Model
import Words

/// A row of the table, with the columns of its page.
struct PDFRecord {
  var page: Int
  var row: PDFRow
  var columns: PDFColumns
  /// The values of `read.sections`.
  var sections: [String?]
  /// Why it is not certain to be a record, or to be of these sections.
  var doubt: String?

  /// The words of a row in their cells.
  struct Content: Equatable {
    /// Nil: no word lies in that column.
    var cells: [String?]
    var defect: String?
    var defectiveField: Int?
    /// The row as a person finds it again: `page 3, x 20 y 245: VENEZUELA  1  3`.
    var address: String
  }

  /// - Parameters:
  ///   - header: the names of the columns.
  ///   - prose: those in which raised digits are text like any other.
  ///   - marks: small words behind others that are no content.
  func content(_ header: [String], prose: [String], marks: Set<String> = []) -> Content {
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
      let lines = PDFWord.lines(words).map { Self.withoutMarks($0, marks) }
      content.cells.append(words.isEmpty ? nil : lines.map(PDFWord.text).joined(separator: " "))
      let isProse = prose.contains(header[i])
      let faults = lines.lazy.compactMap { fault($0) ?? (isProse ? nil : gap($0) ?? mark($0)) }
      guard content.defect == nil, let fault = faults.first ?? strayed(words, i) else { continue }
      content.defect = "'\(header[i])': \(fault)"
      content.defectiveField = i
    }
    content.defect = content.defect ?? doubt
    return content
  }

  /// The words of a line without the marks of footnotes: small ones that touch the word before, or are raised behind it.
  static func withoutMarks(_ line: [PDFWord], _ marks: Set<String>) -> [PDFWord] {
    guard !marks.isEmpty, let first = line.first else { return line }
    return [first]
      + zip(line, line.dropFirst()).filter { word, next in
        !(marks.contains(next.text)
          && (next.isRaised(behind: word) || (next.isSmall(beside: word) && word.touches(next))))
      }.map(\.1)
  }

  private func fault(_ line: [PDFWord]) -> String? {
    if let word = line.first(where: \.isUnreadable) {
      return "\(quoted(word)) has letters that the file does not name"
    }
    // "1,031" and a footnote's "2" beside it would read as 10312.
    for (word, next) in zip(line, line.dropFirst()) where word.touches(next) {
      if next.isSmall(beside: word) || word.isSmall(beside: next), word.text.last?.isNumber == true,
        next.text.first?.isNumber == true
      {
        return
          "the digits \(quoted(word)) and \(quoted(next)) touch, and are not of one size: one may be a footnote's mark (read.marks names what is left out)"
      }
    }
    return nil
  }

  private func strayed(_ words: [PDFWord], _ column: Int) -> String? {
    columns.outOfLine(words, in: column).map {
      "\(quoted($0)) stands apart from where the other numbers of its column on the page do, and may be of another column "
        + "(read.columns_at says where columns are)"
    }
  }

  /// "MEXICO" and a raised 1 behind it would be another name than MEXICO.
  private func mark(_ line: [PDFWord]) -> String? {
    for (word, next) in zip(line, line.dropFirst()) {
      guard next.text.utf8.allSatisfy({ (48...57).contains($0) }), next.isRaised(behind: word) else { continue }
      return
        "\(quoted(next)) is raised behind \(quoted(word)), and may be a footnote's mark (read.marks names what is left out, read.prose reads it as text)"
    }
    return nil
  }

  /// Two numbers of a cell are one with a blank between its thousands, or two values: "12      345" is no 12345. A blank is no wider than a digit.
  private func gap(_ line: [PDFWord]) -> String? {
    for (word, next) in zip(line, line.dropFirst()) {
      guard word.text.last?.isNumber == true, next.text.first?.isNumber == true else { continue }
      let gap = next.box.x0 - word.box.x1
      guard gap > 1.25 * max(word.letterWidth, next.letterWidth) else { continue }
      return
        "the numbers \(quoted(word)) and \(quoted(next)) stand \(PDFBox.whole(gap)) points apart, more than a blank: they may be two values"
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
