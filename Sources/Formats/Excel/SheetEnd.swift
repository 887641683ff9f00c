import Model

/// Where a table on a sheet ends, and the check that what follows is not more of it.
struct SheetEnd {
  private let end: SheetShape.End
  private(set) var isReached = false
  /// The row before, which had content.
  private var last: Int
  /// The current row was read when the end was seen: a blank row that the part leaves out was before it.
  private var isPast = false
  /// Which of the last record's fields are numbers; nil where one is blank.
  private var shape: [Bool?] = []
  /// The smallest number of filled cells of a record.
  private var fewest = Int.max
  /// By column, whether all that records have there are numbers; nil where none has anything.
  private var isNumeric: [Bool?] = []

  /// - Parameter row: the last row of the header.
  init(_ end: SheetShape.End, after row: Int) { (self.end, last) = (end, row) }

  /// Whether the table ends before this row.
  mutating func ends(at row: SheetRow, isBlank: Bool, _ cells: CellReader) -> Bool {
    switch end {
    case .sheet: break
    case .blankRow:
      isPast = !isBlank
      isReached = isBlank || row.number > last + 1
    case .texts(let texts):
      guard let first = row.cells.first(where: { cells.shows($0, of: row) }) else { break }
      var bytes: [UInt8] = []
      isReached = cells.read(first, of: row, into: &bytes) == .text && texts.contains { bytes.starts(with: $0.utf8) }
    }
    if !isBlank { last = row.number }
    return isReached
  }

  /// What a record is like.
  mutating func note(_ row: SheetRow, _ table: TableColumns) {
    guard end != .sheet else { return }
    shape = Self.shape(row, table)
    fewest = min(fewest, shape.count { $0 != nil })
    if isNumeric.isEmpty { isNumeric = shape }
    for (i, isNumber) in shape.enumerated() {
      guard let isNumber else { continue }
      isNumeric[i] = isNumber && isNumeric[i] ?? true
    }
  }

  /// - Throws: ``Problem`` (`.badInput`) where the sheet ends before the declared end of the table.
  func finish(_ sheet: SheetName) throws {
    guard case .texts(let texts) = end else { return }
    throw Problem(
      .badInput, at: sheet.place,
      "the sheet ends without a row below the header that begins with \(texts.map { "'\($0)'" }.joined(separator: " or "))",
      remedy:
        "the file may be cut off: fetch it again; if the publisher dropped that row, edit read.until in the dataset's "
        + "dataset.yaml, then: soundings check")
  }

  /// Below a blank row there may be notes alone, to the end of the sheet; below a row that begins with a declared text, they may be
  /// followed by other tables after a gap.
  ///
  /// - Throws: ``Problem`` (`.badInput`) where a row below the end is like the records: it would be lost.
  mutating func checkWhatFollows(
    _ rows: SheetRows, _ cells: CellReader, _ table: TableColumns, _ sheet: SheetName
  ) throws {
    defer { shape = [] }
    // A record of one column is like any note.
    guard shape.count > 1 else { return }
    if isPast { try check(rows.row, table, sheet) }
    while try rows.advance() {
      let isBlank = !rows.row.cells.contains { cells.shows($0, of: rows.row) }
      let isApart = isBlank || rows.row.number > last + 1
      last = rows.row.number
      if case .texts = end, isApart { return }
      if isBlank { continue }
      try check(rows.row, table, sheet)
    }
  }

  private func check(_ row: SheetRow, _ table: TableColumns, _ sheet: SheetName) throws {
    let found = Self.shape(row, table)
    let isLikeTheLast = zip(found, shape).allSatisfy { $0 != nil && ($1 == nil || $0 == $1) }
    guard isLikeTheLast || (end == .blankRow && isLikeRecords(found)) else { return }
    throw Problem(
      .badInput, at: sheet.place(row: row.number),
      "the row is below the end of the table (read.until), and is like its records",
      remedy:
        "look at the sheet; make read.until in the dataset's dataset.yaml say where the table ends, then: soundings check"
    )
  }

  /// Whether a row has as many filled cells as records have, and a number where these have numbers.
  private func isLikeRecords(_ found: [Bool?]) -> Bool {
    guard found.count(where: { $0 != nil }) >= max(fewest, 2) else { return false }
    return !isNumeric.contains(true) || zip(found, isNumeric).contains { $0 == true && $1 == true }
  }

  private static func shape(_ row: SheetRow, _ table: TableColumns) -> [Bool?] {
    table.columns.filter { !$0.isIgnored }.map { column in
      row.cells.first { $0.column == column.place && $0.hasValue && !$0.value.isEmpty }.map { $0.kind == .number }
    }
  }
}
