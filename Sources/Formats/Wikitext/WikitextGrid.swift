/// A table with each spanning cell copied to every place that it covers.
struct WikitextGrid {
  private struct Span {
    var rowsLeft: Int
    var cell: WikitextTable.Cell
  }

  /// HTML's maximum for colspan; a larger number is a typing error.
  private static let widest = 1000

  /// The cells of each row, in the order of `table.rows`.
  let rows: [[WikitextTable.Cell]]

  init(_ table: WikitextTable, _ markup: WikitextMarkup) {
    var spans: [Int: Span] = [:]
    rows = table.rows.map { row in
      var cells: [WikitextTable.Cell] = []
      for var cell in row.cells {
        Self.addSpanned(&cells, &spans)
        let (height, width) = Self.size(cell, markup)
        cell.isSpanning = height > 1 || width > 1
        for _ in 0..<width where cells.count < Self.widest {
          if height > 1 { spans[cells.count] = Span(rowsLeft: height - 1, cell: cell) }
          cells.append(cell)
        }
      }
      Self.addSpanned(&cells, &spans)
      // Spanning cells after a gap have no place in this row, but the row still counts for them.
      for column in spans.keys.filter({ $0 > cells.count }) { Self.use(column, &spans) }
      return cells
    }
  }

  private static func addSpanned(_ cells: inout [WikitextTable.Cell], _ spans: inout [Int: Span]) {
    while let span = spans[cells.count] {
      use(cells.count, &spans)
      cells.append(span.cell)
    }
  }

  private static func use(_ column: Int, _ spans: inout [Int: Span]) {
    guard let left = spans[column]?.rowsLeft else { return }
    if left > 1 { spans[column]?.rowsLeft = left - 1 } else { spans[column] = nil }
  }

  private static func size(_ cell: WikitextTable.Cell, _ markup: WikitextMarkup) -> (height: Int, width: Int) {
    guard !cell.attributes.isEmpty else { return (1, 1) }
    let attributes = WikitextAttributes(cell.attributes, markup)
    return (number("rowspan", attributes), number("colspan", attributes))
  }

  /// Reads the digits at the beginning of the value, as browsers do.
  private static func number(_ name: String, _ attributes: WikitextAttributes) -> Int {
    guard let value = attributes[name] else { return 1 }
    let digits = value.drop { $0 == UInt8(ascii: "+") }.prefix { $0 &- 48 <= 9 }
    guard let number = Int(String(decoding: digits.prefix(9), as: UTF8.self)) else { return 1 }
    // rowspan="0" extends to the end of the table.
    return number == 0 && name == "rowspan" ? .max : min(max(number, 1), 65_534)
  }
}
