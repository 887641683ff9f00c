/// A table with each spanning cell copied to every place that it covers, as HTML and wikitext lay tables out.
struct SpanGrid<Cell> {
  struct Placed {
    var cell: Cell
    /// Whether the cell covers more than one place.
    var isSpanning: Bool
  }

  private struct Span {
    var rowsLeft: Int
    var cell: Placed
  }

  /// HTML's maximum for colspan; a larger number is a typing error.
  private static var widest: Int { 1000 }

  /// The cells of each row, in the order of the rows.
  let rows: [[Placed]]

  /// - Parameter room: how many places there may be, from which those of this table are taken; below 0, its rows are not all there.
  init(_ written: [[(cell: Cell, height: Int, width: Int)]], room: inout Int) {
    var spans: [Int: Span] = [:]
    var left = room
    rows = written.map { row in
      guard left >= 0 else { return [] }
      var cells: [Placed] = []
      defer { left -= cells.count }
      for (cell, height, width) in row {
        Self.addSpanned(&cells, &spans)
        let placed = Placed(cell: cell, isSpanning: height > 1 || width > 1)
        for _ in 0..<width where cells.count < Self.widest {
          if height > 1 { spans[cells.count] = Span(rowsLeft: height - 1, cell: placed) }
          cells.append(placed)
        }
      }
      Self.addSpanned(&cells, &spans)
      // Spanning cells after a gap have no place in this row, but the row still counts for them.
      for column in spans.keys.filter({ $0 > cells.count }) { Self.use(column, &spans) }
      return cells
    }
    room = left
  }

  /// The number of an attribute `rowspan` or `colspan`; nil is an attribute that is not there.
  ///
  /// Reads the digits at the beginning of the value, as browsers do.
  static func size(_ value: [UInt8]?, isOfRows: Bool) -> Int {
    guard let value else { return 1 }
    let digits = value.drop { $0.isBlank || $0 == UInt8(ascii: "+") }.prefix { $0 &- 48 <= 9 }
    guard let number = Int(String(decoding: digits.prefix(9), as: UTF8.self)) else { return 1 }
    // rowspan="0" extends to the end of the table.
    return number == 0 && isOfRows ? .max : min(max(number, 1), 65_534)
  }

  private static func addSpanned(_ cells: inout [Placed], _ spans: inout [Int: Span]) {
    while let span = spans[cells.count] {
      use(cells.count, &spans)
      cells.append(span.cell)
    }
  }

  private static func use(_ column: Int, _ spans: inout [Int: Span]) {
    guard let left = spans[column]?.rowsLeft else { return }
    if left > 1 { spans[column]?.rowsLeft = left - 1 } else { spans[column] = nil }
  }
}
