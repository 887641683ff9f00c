import Model

/// A figure of an article as a line of a workbook.
package struct WorkbookFigure: Sendable {
  package var article: String
  package var id: String
  package var clause: String
  /// With its unit, as all values here are.
  package var printed: String
  package var then: String
  package var now: String
  /// With what must be said beside it: by hand, by a copy.
  package var verdict: String
  package var why: String
  package var restsOn: String
  /// Who said what, when and where, a line each.
  package var sources: [String]

  package init(
    article: String, id: String, clause: String, printed: String, then: String, now: String, verdict: String,
    why: String, restsOn: String, sources: [String]
  ) {
    self.article = article
    self.id = id
    self.clause = clause
    self.printed = printed
    self.then = then
    self.now = now
    self.verdict = verdict
    self.why = why
    self.restsOn = restsOn
    self.sources = sources
  }

  /// All that is shown of it, as one text.
  package var basis: String { (columns + [article, id]).joined(separator: "\u{0}") }

  fileprivate var columns: [String] {
    [clause, printed, then, now, verdict, why, restsOn, sources.joined(separator: "\n")]
  }
}

extension Workbook {
  /// The first sheet, where there are figures: what the articles print, what the data says, and who says so.
  static func writeFigures(_ figures: [WorkbookFigure], to file: XlsxFile) throws {
    guard !figures.isEmpty else { return }
    let sheet = try file.addSheet(SheetNames.figures)
    let header = [
      "article", "clause", "printed", "as of publication", "now", "verdict", "why", "rests on", "who says so", "figure",
    ]
    let widths = [26, 32, 14, 18, 18, 20, 44, 32, 56, 24]
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
