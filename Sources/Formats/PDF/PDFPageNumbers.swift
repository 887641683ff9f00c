/// The numbers of a document's pages, where the manifest says that it has them: they count up with the pages.
struct PDFPageNumbers {
  /// By how much the number on a page is more than the page's place in the file; nil before the first.
  private var difference: Int?

  /// The row with the number of a page: its first or its last one, with nothing beside the number. A number that does not go on from the
  /// page before is none, and stays in the table.
  ///
  /// - Parameters:
  ///   - rows: the texts of each row's lines, from the top.
  ///   - page: from 1.
  mutating func row(of rows: [[String]], on page: Int) -> Int? {
    for row in [rows.count - 1, 0] where rows.indices.contains(row) {
      guard rows[row].count == 1, let number = Self.number(rows[row][0]) else { continue }
      if let difference, number - page != difference { continue }
      difference = number - page
      return row
    }
    return nil
  }

  /// `3`, `- 3 -`, `Page 3`, `3 of 12`, `3/12`.
  private static func number(_ text: String) -> Int? {
    let match = text.wholeMatch(
      of:
        /(?:[-\u{2013}\u{2014}|]\s*)?(?:[Pp]age\s+|[Pp]\u{E1}gina\s+)?(\d{1,4})(?:\s*(?:of|de|\/)\s*\d{1,4})?(?:\s*[-\u{2013}\u{2014}|])?/
    )
    return match.flatMap { Int($0.1) }
  }
}
