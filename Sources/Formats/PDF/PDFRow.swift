/// The words of one row of a page.
struct PDFRow: Equatable {
  private(set) var box: PDFBox
  private(set) var words: [PDFWord]
  /// True for a single word that is much higher than the others of its page.
  let isHigh: Bool

  init(_ word: PDFWord, isHigh: Bool) {
    box = word.box
    words = [word]
    self.isHigh = isHigh
  }

  mutating func add(_ word: PDFWord) {
    words.append(word)
    box.add(word.box)
  }

  /// The texts of its lines.
  var texts: [String] { PDFWord.lines(words).map(PDFWord.text) }

  func begins(with beginnings: [String], _ texts: [String]) -> Bool {
    beginnings.contains { beginning in texts.first?.hasPrefix(beginning) ?? false }
  }
}
