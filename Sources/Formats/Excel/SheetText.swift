import Model

/// The text of a sheet for a search: its rows as lines, the cells with a tab between them. Hidden rows and columns are not in it, unless the
/// reading takes them for content.
enum SheetText {
  /// - Parameter limit: a longer text is not returned.
  /// - Throws: ``Problem`` (`.badInput`) where there is no such sheet, or where it cannot be read.
  static func text(path: String, name: String, reading: Reading, limit: Int) throws -> String? {
    let marks = Set(reading.marks)
    let workbook = try ExcelWorkbook(path: path, name: name, skipping: marks)
    let rows = try SheetRows(
      try workbook.file.part(try workbook.sheet(reading.sheet).part), skipping: marks)
    let showsHidden = reading.sheet.hidden == .read
    let cells = CellReader(workbook)
    var text: [UInt8] = []
    while try rows.advance() {
      if rows.row.isHidden, !showsHidden { continue }
      let seen = rows.row.cells.filter { cell in
        showsHidden || !rows.hiddenColumns.contains { $0.contains(cell.column) }
      }
      for (i, cell) in seen.enumerated() {
        if i > 0 { text.append(9) }
        _ = cells.read(cell, of: rows.row, into: &text)
      }
      text.append(10)
      guard text.count <= limit else { return nil }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
