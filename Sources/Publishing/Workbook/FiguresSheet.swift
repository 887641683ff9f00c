extension Workbook {
  /// The first sheet, where there are figures: what the articles print, what the data says, and who says so.
  static func writeFigures(_ figures: [WorkbookFigure], to file: XlsxFile) throws {
    guard !figures.isEmpty else { return }
    let sheet = try file.addSheet(SheetNames.figures)
    let header = [
      "article", "clause", "printed", "as of publication", "now", "verdict", "why", "rests on", "who says so", "figure",
    ]
    let widths = [22, 30, 14, 16, 16, 20, 70, 32, 110, 24]
    try sheet.putHeader(header)
    for (i, figure) in figures.enumerated() {
      // A cell holds 32,767 characters, more than eight sources have.
      let texts = ([figure.article] + figure.columns + [figure.id]).map { ExcelText.pieces($0).first ?? "" }
      try sheet.setHeight(ofRow: i + 1, for: Array(zip(texts, widths)))
      for (column, text) in texts.enumerated() {
        try sheet.put(text, row: i + 1, column: column, style: column == 5 ? .strong : .wrapped)
      }
    }
    for (i, width) in widths.enumerated() { try sheet.setWidth(width, ofColumn: i) }
    try sheet.filter(columns: header.count, rows: figures.count)
  }
}
