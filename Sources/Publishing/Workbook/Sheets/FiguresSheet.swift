extension Workbook {
  /// The first sheet, where there are figures: what the articles print, what the data says, and who says so.
  ///
  /// - Parameter day: as of which day they are, in a sentence.
  static func writeFigures(_ figures: [WorkbookFigure], asOf day: String, to file: XlsxFile) throws {
    guard !figures.isEmpty else { return }
    let sheet = try file.addSheet(SheetNames.figures)
    let header = [
      "clause", "printed", "as of publication", "now", "verdict", "why", "who says so", "article", "all sources",
      "rests on", "signed off", "figure",
    ]
    let widths = [26, 12, 14, 14, 18, 56, 90, 22, 90, 32, 32, 24]
    // A line for each of many sources would make rows that no page holds: the cell has them all, and shows the first.
    let flat = 8
    let articles = Set(figures.map(\.article))
    let top = 3
    try sheet.setHeightOfTitle()
    let title = articles.count == 1 ? "Check of \(figures[0].article)" : "Checks of \(articles.count) articles"
    try sheet.put(title, row: 0, column: 0, style: .title)
    try sheet.put(day, row: 1, column: 0, style: .quiet)
    try sheet.putHeader(header, row: top)
    for (i, figure) in figures.enumerated() {
      // A cell holds 32,767 characters, more than eight sources have.
      let texts = figure.cells.map { ExcelText.pieces($0).first ?? "" }
      try sheet.setHeight(
        ofRow: i + top + 1, for: zip(texts, widths).enumerated().filter { $0.offset != flat }.map(\.element))
      for (column, text) in texts.enumerated() {
        try sheet.put(
          text, row: i + top + 1, column: column, style: column == 4 ? .strong : column == flat ? .text : .wrapped)
      }
    }
    for (i, width) in widths.enumerated() { try sheet.setWidth(width, ofColumn: i) }
    try sheet.filter(columns: header.count, rows: figures.count, header: top)
    // The last columns are for the filter; a single article is named above each page.
    if articles.count == 1 { try sheet.setPageHeader(figures[0].article) }
    try sheet.print(rows: 0..<figures.count + top + 1, columns: articles.count == 1 ? 7 : 8, onPages: 2)
  }
}
