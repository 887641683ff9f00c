import Model
import Words

/// Which rows of a table's sheet are printed: all where they fit on a page that can be read, otherwise the newest, or the first ones of a
/// table that does not run through time.
struct PrintedRows {
  /// Places in the sheet's rows.
  let rows: Range<Int>
  /// How many columns are printed: all, or as many of the first as can be read on the width of a page.
  let columns: Int
  /// What the sheet says of it; nil where all are printed.
  let words: String?

  /// Of a landscape page within its margins, in points: the smaller of Letter and A4.
  private static let (width, height) = (691.0, 487.0)
  /// Smaller, ten points are six.
  private static let smallest = 0.6
  /// A page of more columns than fit at this scale has the first of them only.
  private static let smallestWide = 0.5

  /// - Parameters:
  ///   - widths: of the columns, in digits of the normal font.
  ///   - head: the height of what stands above the rows and is printed with them, in points.
  ///   - runs: how the rows lie in time.
  ///   - height: of a row, in points.
  init(of count: Int, widths: [Int], head: Double, runs: Order, height: (Int) -> Double) {
    let fitting = Self.columns(widths)
    columns = fitting
    let wide = widths.prefix(fitting).reduce(0) { $0 + Self.width(of: $1) }
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
    var parts: [String] = []
    if shown < count {
      let which = runs == .none ? "first" : "newest"
      parts.append("the \(which) \(NumberText.grouped(shown)) of \(NumberText.grouped(count)) rows")
    }
    if fitting < widths.count { parts.append("the first \(fitting) of \(widths.count) columns") }
    words = parts.isEmpty ? nil : "On paper: \(English.list(parts))."
  }

  /// Smaller than half of their size, letters cannot be read.
  private static func columns(_ widths: [Int]) -> Int {
    var room = width / smallestWide
    for (i, column) in widths.enumerated() {
      room -= width(of: column)
      // A column that is wider than a page is printed all the same.
      if room < 0 { return max(1, i) }
    }
    return widths.count
  }

  /// Of a column, in points.
  private static func width(of column: Int) -> Double { 5.25 * Double(column) + 3.75 }

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
