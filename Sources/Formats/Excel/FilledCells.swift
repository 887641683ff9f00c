import Model

/// The values of cells that are merged over several rows, for the rows below the first.
struct FilledCells {
  enum Value {
    case absent
    case text([UInt8], FieldOrigin)
    case defect(String)
  }

  private let columns: [TableColumns.Column]
  private var values: [Int: Value] = [:]

  init(_ columns: [TableColumns.Column]) { self.columns = columns }

  /// Remembers the values of the merged cells that begin in this row.
  mutating func note(_ row: SheetRow, _ ranges: [MergedCells.Range], _ cells: CellReader) {
    guard !columns.isEmpty else { return }
    for range in ranges where range.first.row == row.number {
      guard let column = columns.first(where: { $0.place == range.first.column }) else { continue }
      guard let cell = row.cells.first(where: { $0.column == column.place }) else {
        values[column.place] = .absent
        continue
      }
      var text: [UInt8] = []
      switch cells.read(cell, of: row, asShown: column.isAsShown, errors: column.errors, into: &text) {
      case .absent: values[column.place] = .absent
      case .text: values[column.place] = .text(text, cells.origin(of: cell, asShown: column.isAsShown))
      case .defect(let what): values[column.place] = .defect(what)
      }
    }
  }

  /// Whether a merged cell that is filled covers this row from above: then a reader sees its value there.
  func covers(_ row: SheetRow, _ ranges: [MergedCells.Range]) -> Bool {
    ranges.contains { range in
      guard range.first.row < row.number, columns.contains(where: { $0.place == range.first.column }) else {
        return false
      }
      if case .absent = value(of: range.first.column) { return false }
      return true
    }
  }

  /// The value of the merged cell in a column.
  func value(of column: Int) -> Value { values[column] ?? .absent }
}
