import Model

/// Where the cells of each column stand, by the middles of what is there: how a page without a header is known to have the columns of the
/// page before.
struct PDFPlaces {
  /// The middle values of the left ends, the right ends and the centers of a column's cells.
  private struct Column {
    var from: Double
    var to: Double
    var center: Double
  }

  private var columns: [Column?]

  /// A shift below this is how a page is set, above it words may come to lie in another column.
  private static let farthest = 3.0
  private static let fewestCells = 2

  init(_ cells: [[PDFBox]]) {
    columns = cells.map { boxes in
      guard boxes.count >= Self.fewestCells else { return nil }
      return Column(
        from: Self.middle(boxes.map(\.x0)), to: Self.middle(boxes.map(\.x1)), center: Self.middle(boxes.map(\.center)))
    }
  }

  private static func middle(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  /// Takes what another page shows of the columns that have no cells here.
  mutating func add(_ other: PDFPlaces) {
    for (i, column) in other.columns.enumerated() where columns[i] == nil { columns[i] = column }
  }

  /// The columns that stand elsewhere on a page, with both places; empty where less than half of those that can be compared do.
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
    return moved.count >= 2 && moved.count * 2 >= compared ? moved : []
  }

  private static func words(_ column: Column) -> String {
    "x \(PDFBox.whole(column.from)) to \(PDFBox.whole(column.to))"
  }
}
