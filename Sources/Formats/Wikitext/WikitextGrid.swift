/// A table with its spanning cells copied to every place that they cover.
struct WikitextGrid {
  private struct Span {
    var rowsLeft: Int
    var cell: WikitextTable.Cell
  }

  /// What HTML allows for colspan; a larger number is a slip of the keyboard.
  private static let widest = 1000

  /// The cells of each row, in the order of `table.rows`.
  let rows: [[WikitextTable.Cell]]

  init(_ table: WikitextTable, _ markup: WikitextMarkup) {
    var spans: [Int: Span] = [:]
    rows = table.rows.map { row in
      var cells: [WikitextTable.Cell] = []
      for cell in row.cells {
        Self.addSpanned(&cells, &spans)
        let height = Self.number("rowspan", cell, markup)
        for _ in 0..<Self.number("colspan", cell, markup) where cells.count < Self.widest {
          if height > 1 { spans[cells.count] = Span(rowsLeft: height - 1, cell: cell) }
          cells.append(cell)
        }
      }
      Self.addSpanned(&cells, &spans)
      // Behind a gap the spanning cells have no place in this row, but it counts for them.
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

  private static func number(_ attribute: String, _ cell: WikitextTable.Cell, _ markup: WikitextMarkup) -> Int {
    guard !cell.attributes.isEmpty,
      let value = WikitextPlain.attribute(attribute, in: cell.attributes, markup),
      let number = Int(String(decoding: value, as: UTF8.self))
    else { return 1 }
    // rowspan="0" reaches to the end of the table.
    return number == 0 && attribute == "rowspan" ? .max : min(max(number, 1), 65_534)
  }
}
