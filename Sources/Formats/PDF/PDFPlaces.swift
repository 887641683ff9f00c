import Model

/// Where the cells of each column stand, by the middles of what is there: how a page without a header is known to have the columns of the
/// page before.
struct PDFPlaces {
  /// The middle values of the left ends, the right ends and the centers of a column's cells.
  private struct Column {
    var from: Double
    var to: Double
    var center: Double

    /// Nil where there are too few cells.
    init?(_ boxes: [PDFBox]) {
      guard boxes.count >= PDFPlaces.fewestCells else { return nil }
      from = PDFPlaces.middle(boxes.map(\.x0))
      to = PDFPlaces.middle(boxes.map(\.x1))
      center = PDFPlaces.middle(boxes.map(\.center))
    }
  }

  private var columns: [Column?]
  /// The cells of each column that are numbers.
  private var numbers: [[PDFBox]]

  /// A shift below this is how a page is set, above it words may come to lie in another column.
  private static let farthest = 3.0
  private static let fewestCells = 2
  /// The smallest number of numbers whose edges say how a column is aligned.
  private static let fewestNumbers = 3

  init(_ cells: [[PDFBox]], numbers: [[PDFBox]]) {
    self.numbers = numbers
    columns = cells.map(Column.init)
  }

  private static func middle(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  /// Takes what another page shows of the columns that have no cells here.
  mutating func add(_ other: PDFPlaces) {
    for (i, column) in other.columns.enumerated() where columns[i] == nil { columns[i] = column }
    for (i, boxes) in other.numbers.enumerated() where numbers[i].count < Self.fewestNumbers { numbers[i] += boxes }
  }

  /// The columns that stand elsewhere on a page, with both places; empty where less than half of those that can be compared do, and no number
  /// of any column but the first is out of line.
  ///
  /// However its cells are aligned, one of the three middle values of a column stays where it is.
  func moved(on page: PDFPlaces) -> [(column: Int, before: String, now: String)] {
    var compared = 0
    var moved: [(column: Int, before: String, now: String)] = []
    for (i, pair) in zip(columns, page.columns).enumerated() {
      guard let before = pair.0, let now = pair.1 else { continue }
      compared += 1
      let shifts = [now.from - before.from, now.to - before.to, now.center - before.center]
      let isRight = shifts.allSatisfy { $0 > Self.farthest }
      guard isRight || shifts.allSatisfy({ $0 < -Self.farthest }) else { continue }
      moved.append((i, Self.words(before), Self.words(now)))
    }
    if moved.count >= 2, moved.count * 2 >= compared { return moved }
    return columns.indices.dropFirst().compactMap { i in
      guard page.numbers[i].count >= 2, isOutOfLine(page.numbers[i], with: numbers[i]),
        let before = Column(numbers[i]), let now = Column(page.numbers[i])
      else { return nil }
      return (i, Self.words(before), Self.words(now))
    }
  }

  /// Whether none of the numbers begins, ends or has its middle where all those before do. Where many cells are blank, numbers of a column that
  /// moved lie in its neighbor.
  private func isOutOfLine(_ now: [PDFBox], with before: [PDFBox]) -> Bool {
    guard before.count >= Self.fewestNumbers else { return false }
    // Parentheses and marks stand out of the line of the digits.
    let slack = max(PDFBox.lineWidth, 0.5 * (before.map(\.height).max() ?? 0))
    let lines = PDFBox.lines(of: before, others: 0)
    return !lines.isEmpty && now.allSatisfy { box in lines.allSatisfy { $0.distance(of: box) > slack } }
  }

  private static func words(_ column: Column) -> String {
    "x \(PDFBox.whole(column.from)) to \(PDFBox.whole(column.to))"
  }
}
