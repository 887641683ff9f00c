extension Workbook {
  /// The first sheet, where there are figures: what the articles print, what the data says, and who says so.
  static func writeFigures(_ figures: [WorkbookFigure], to file: XlsxFile) throws {
    guard !figures.isEmpty else { return }
    let sheet = try file.addSheet(SheetNames.figures)
    let header = [
      "clause", "printed", "as of publication", "now", "verdict", "why", "who says so", "article", "all sources",
      "rests on", "figure",
    ]
    let widths = [26, 12, 14, 14, 18, 56, 90, 22, 90, 32, 24]
    // A line for each of many sources would make rows that no page holds: the cell has them all, and shows the first.
    let flat = 8
    try sheet.putHeader(header)
    for (i, figure) in figures.enumerated() {
      // A cell holds 32,767 characters, more than eight sources have.
      let texts = figure.cells.map { ExcelText.pieces($0).first ?? "" }
      try sheet.setHeight(
        ofRow: i + 1, for: zip(texts, widths).enumerated().filter { $0.offset != flat }.map(\.element))
      for (column, text) in texts.enumerated() {
        try sheet.put(
          text, row: i + 1, column: column, style: column == 4 ? .strong : column == flat ? .text : .wrapped)
      }
    }
    for (i, width) in widths.enumerated() { try sheet.setWidth(width, ofColumn: i) }
    try sheet.filter(columns: header.count, rows: figures.count)
    // The last columns are for the filter; a single article is named above each page.
    let articles = Set(figures.map(\.article))
    if articles.count == 1 { try sheet.setPageHeader(figures[0].article) }
    try sheet.print(rows: 0..<figures.count + 1, columns: articles.count == 1 ? 7 : 8, onPages: 2)
  }
}
