import Model

/// The text of a sheet for a search: its rows as lines, the cells with a tab between them.
enum SheetText {
  /// - Parameter limit: a longer text is not returned.
  /// - Throws: ``Problem`` (`.badInput`) where there is no such sheet, or where it cannot be read.
  static func text(path: String, name: String, reading: Reading, limit: Int) throws -> String? {
    let workbook = try ExcelWorkbook(path: path, name: name)
    let rows = try SheetRows(try workbook.file.part(try workbook.sheet(reading.sheet).part))
    let cells = CellReader(workbook)
    var text: [UInt8] = []
    while try rows.advance() {
      for (i, cell) in rows.row.cells.enumerated() {
        if i > 0 { text.append(9) }
        _ = cells.read(cell, of: rows.row, into: &text)
      }
      text.append(10)
      guard text.count <= limit else { return nil }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
