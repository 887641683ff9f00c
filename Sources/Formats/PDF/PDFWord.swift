/// A word of a page and where it stands.
struct PDFWord: Equatable {
  var box: PDFBox
  var text: String

  /// How wide a letter is on average.
  var letterWidth: Double { (box.x1 - box.x0) / Double(max(text.count, 1)) }

  /// Whether it is written from the top to the bottom or the other way; nil for a word that is too short to tell.
  var isSideways: Bool? { text.count < 4 ? nil : box.height > 1.5 * (box.x1 - box.x0) }

  var hasDigit: Bool { text.utf8.contains { (48...57).contains($0) } }
  var hasLetter: Bool { text.contains(where: \.isLetter) }

  /// True if its letters are not what a reader of the page sees: a font of the file does not say which ones they are.
  var isUnreadable: Bool {
    text.unicodeScalars.contains {
      $0.value == 0xFFFD || $0.properties.generalCategory == .control || $0.properties.generalCategory == .privateUse
    }
  }

  func isSmall(beside word: PDFWord) -> Bool { box.height < 0.8 * word.box.height }

  /// Whether it is small, and above the line on which the word before it stands.
  func isRaised(behind word: PDFWord) -> Bool {
    isSmall(beside: word) && box.y1 < word.box.y1 - 0.1 * word.box.height
      && box.x0 - word.box.x1 < word.box.height
  }

  /// Words in reading order, divided into lines.
  static func lines(_ words: [PDFWord]) -> [[PDFWord]] {
    var lines: [(box: PDFBox, words: [PDFWord])] = []
    for word in words.sorted(by: { ($0.box.y0, $0.box.x0) < ($1.box.y0, $1.box.x0) }) {
      if let last = lines.last, last.box.isBeside(word.box) {
        // Compared with the first word of the line alone: lines that overlap a little would be one by way of a third.
        lines[lines.count - 1].words.append(word)
      } else {
        lines.append((word.box, [word]))
      }
    }
    return lines.map { $0.words.sorted { ($0.box.x0, $0.box.y0) < ($1.box.x0, $1.box.y0) } }
  }

  /// True if nothing is between this word and the next one of its line: they are one, in two fonts or sizes.
  func touches(_ next: PDFWord) -> Bool {
    let gap = next.box.x0 - box.x1
    let height = min(box.height, next.box.height)
    return box.isBeside(next.box) && gap < 0.1 * height && gap > -0.5 * height
  }

  /// The words of a line, joined by blanks where there are any between them.
  static func text(_ line: [PDFWord]) -> String {
    var text = ""
    for (i, word) in line.enumerated() {
      if i > 0, !line[i - 1].touches(word) { text += " " }
      text += word.text
    }
    return text
  }

  /// The words of a line, those that touch as one.
  static func joined(_ line: [PDFWord]) -> [PDFWord] {
    var words: [PDFWord] = []
    for (i, word) in line.enumerated() {
      if i > 0, line[i - 1].touches(word) {
        words[words.count - 1].text += word.text
        words[words.count - 1].box.add(word.box)
      } else {
        words.append(word)
      }
    }
    return words
  }
}
