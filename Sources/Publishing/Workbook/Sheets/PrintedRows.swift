import Model
import Words

/// Which rows of a table's sheet are printed: all where they fit on a page that can be read, otherwise the newest, or the first ones of a
/// table that does not run through time.
struct PrintedRows {
  /// Places in the sheet's rows.
  let rows: Range<Int>
  /// What the sheet says of it; nil where all are printed.
  let words: String?

  /// Of a landscape page within its margins, in points: the smaller of Letter and A4.
  private static let (width, height) = (691.0, 487.0)
  /// Smaller, ten points are six.
  private static let smallest = 0.6

  /// - Parameters:
  ///   - widths: of the columns, in digits of the normal font.
  ///   - head: the height of what stands above the rows and is printed with them, in points.
  ///   - runs: how the rows lie in time.
  ///   - height: of a row, in points.
  init(of count: Int, widths: [Int], head: Double, runs: Order, height: (Int) -> Double) {
    let wide = widths.reduce(0) { $0 + 5.25 * Double($1) + 3.75 }
    var room = Self.height / min(Self.smallest, Self.width / max(wide, 1)) - head
    let isFromEnd = runs == .oldestFirst
    var shown = 0
    while shown < count {
      room -= height(isFromEnd ? count - 1 - shown : shown)
      // A row that is higher than a page is printed all the same.
      guard room >= 0 || shown == 0 else { break }
      shown += 1
    }
    rows = isFromEnd ? count - shown..<count : 0..<shown
    words =
      shown == count
      ? nil
      : "On paper: the \(runs == .none ? "first" : "newest") \(NumberText.grouped(shown)) of \(NumberText.grouped(count)) rows."
  }

  enum Order {
    case oldestFirst, newestFirst, none

    /// By the first column, if it is a time.
    init(_ rows: some BidirectionalCollection<[Value]>, _ columns: [TableColumn]) {
      let kinds: [TableColumn.Kind] = [.date, .month, .year]
      guard let column = columns.first, kinds.contains(column.kind), let first = rows.first?.first,
        let last = rows.last?.first
      else {
        self = .none
        return
      }
      let (a, b) = (CellText.plain(first), CellText.plain(last))
      self = a < b ? .oldestFirst : a > b ? .newestFirst : .none
    }
  }
}
