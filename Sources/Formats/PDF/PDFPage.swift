/// The words of one page that a reader can see.
struct PDFPage: Equatable {
  var number: Int
  var width: Double
  var height: Double
  var words: [PDFWord] = []

  func contains(_ box: PDFBox) -> Bool { box.x1 > 0 && box.y1 > 0 && box.x0 < width && box.y0 < height }

  /// The words in rows, from the top: words whose boxes overlap vertically are of one row, and so is what overlaps with one of them.
  ///
  /// - Parameter gap: see ``PDFTable/rowGap``.
  func rows(gap: Double?) -> [PDFRow] {
    let heights = words.map(\.box.height).sorted()
    guard !heights.isEmpty else { return [] }
    let usual = heights[heights.count / 2]
    let extents = words.map { word in
      var more = gap.map { $0 / 2 } ?? -0.1 * word.box.height
      // A raised mark reaches nearer to the row above it; it is of the row that its middle is in.
      if let gap, gap > 0, word.box.height < 0.8 * usual { more = -0.4 * word.box.height }
      return (word: word, from: word.box.y0 - more, to: word.box.y1 + more)
    }
    var rows: [PDFRow] = []
    var current = -1
    var end = -Double.infinity
    for (word, from, to) in extents.sorted(by: { ($0.from, $0.word.box.x0) < ($1.from, $1.word.box.x0) }) {
      // What is written upward, such as a mark along the margin, would make one row of many.
      if word.box.height > 2.5 * usual, word.box.height > min(word.box.x1 - word.box.x0, 6 * usual) {
        rows.append(PDFRow(word, isHigh: true))
      } else if from < end, current >= 0 {
        rows[current].add(word)
        end = max(end, to)
      } else {
        current = rows.count
        rows.append(PDFRow(word, isHigh: false))
        end = to
      }
    }
    return rows
  }
}
