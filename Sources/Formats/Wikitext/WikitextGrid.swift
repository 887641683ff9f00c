/// A table of wikitext with each spanning cell copied to every place that it covers.
struct WikitextGrid {
  /// The cells of each row, in the order of `table.rows`.
  let rows: [[WikitextTable.Cell]]

  init(_ table: WikitextTable, _ markup: WikitextMarkup) {
    let written = table.rows.map { row in
      row.cells.map { cell in
        let size = Self.size(cell, markup)
        return (cell: cell, height: size.height, width: size.width)
      }
    }
    var room = Int.max
    rows = SpanGrid(written, room: &room).rows.map { row in
      row.map { placed in
        var cell = placed.cell
        cell.isSpanning = placed.isSpanning
        return cell
      }
    }
  }

  private static func size(_ cell: WikitextTable.Cell, _ markup: WikitextMarkup) -> (height: Int, width: Int) {
    guard !cell.attributes.isEmpty else { return (1, 1) }
    let attributes = WikitextAttributes(cell.attributes, markup)
    return (
      SpanGrid<WikitextTable.Cell>.size(attributes["rowspan"], isOfRows: true),
      SpanGrid<WikitextTable.Cell>.size(attributes["colspan"], isOfRows: false)
    )
  }
}
