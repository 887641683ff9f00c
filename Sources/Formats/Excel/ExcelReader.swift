import Model
import Words

/// Reads the rows of a table on a sheet of an Excel workbook.
///
/// A record has the number of its row on the sheet, and its text is the row's cells with their addresses.
package final class ExcelReader: KeptRecordReader {
  /// The names of the fields: those of the file's columns, as the reading has them.
  package let header: [String]
  /// The row on the sheet; 0 before the first.
  package private(set) var recordNumber = 0
  /// See ``KeptRecordReader``.
  package let record: RecordFields

  private let sheet: SheetName
  private let shape: SheetShape
  private let rows: SheetRows
  private let cells: CellReader
  private let table: TableColumns
  private var merged: MergedCells
  private var filled: FilledCells
  private var end: SheetEnd
  private let headerRow: Int

  private var texts: [UInt8] = []
  private var places: [Range<Int>?]
  private var origins: [FieldOrigin]
  private var scales = PercentScales()

  /// Opens a workbook, and reads up to the header of the table.
  ///
  /// - Throws: ``Problem`` (`.badInput`) when there is no such sheet or header, or when the workbook cannot be read.
  package init(path: String, name: String, reading: Reading) throws {
    let marks = Set(reading.marks)
    let workbook = try ExcelWorkbook(path: path, name: name, skipping: marks)
    shape = reading.sheet
    let (found, part) = try workbook.sheet(shape)
    sheet = SheetName(file: name, sheet: found.name)
    cells = CellReader(workbook)
    if workbook.isFrom1904, let column = shape.unplacedSerial {
      throw Problem(
        .badInput, at: name,
        "the workbook counts its days from 1904, and the contract reads '\(column)' as days since 1900 (SERIAL)",
        remedy:
          "name the sheet's column like that under read.names in the dataset's dataset.yaml: its numbers are then converted"
      )
    }
    merged = try SheetScan.mergedCells(of: part, in: workbook.file)
    rows = try SheetRows(try workbook.file.part(part), skipping: marks)
    let head = try SheetHeader(rows, &merged, cells, reading: reading, sheet: sheet)
    table = TableColumns(head, reading)
    header = head.names
    headerRow = head.row
    filled = FilledCells(table.filled)
    end = SheetEnd(shape.end, after: head.row)
    places = Array(repeating: nil, count: header.count)
    origins = Array(repeating: .text, count: header.count)
    record = RecordFields(header.count)
    guard shape.hidden == nil else { return }
    for column in head.columns where rows.hiddenColumns.contains(where: { $0.contains(column) }) {
      throw sheet.hidden("the column \(CellAddress.letters(column))")
    }
  }

  /// The row's cells with their addresses: `'Annual Count'!7: A7 2005 | B7 1171400`.
  package var verbatim: UnsafeBufferPointer<UInt8> {
    guard recordNumber > 0 else { return UnsafeBufferPointer(start: nil, count: 0) }
    return record.text(row)
  }

  private func row() -> [UInt8] {
    let row = rows.row
    var text = Array("\(CellAddress.quoted(sheet: sheet.sheet))!\(row.number):".utf8)
    for (i, cell) in row.cells.enumerated() {
      text += "\(i == 0 ? "" : " |") \(CellAddress(column: cell.column, row: row.number).text) ".utf8
      if case .defect = cells.read(cell, of: row, into: &text) { text += row.bytes[cell.value] }
    }
    return text
  }

  /// Numbers are told from texts.
  package let hasNumbers = true

  /// What a field of the current row is in the workbook.
  package func origin(of field: Int) -> FieldOrigin { origins[field] }

  /// The text of the row's only cell that shows something, merged with others or not; a number is one.
  package var loneText: String? {
    var text: [UInt8] = []
    guard let cell = loneCell, cells.read(cell, of: rows.row, into: &text) == .text else { return nil }
    return String(decoding: text, as: UTF8.self)
  }

  package var loneFault: String? {
    var text: [UInt8] = []
    guard let cell = loneCell, cells.read(cell, of: rows.row, into: &text) == .text else { return nil }
    return cells.markFault(cell, of: rows.row, text[...]).map { "it is a text \($0)" }
  }

  private var loneCell: SheetRow.Cell? {
    var shown = rows.row.cells.filter { cells.shows($0, of: rows.row) }
    guard let cell = shown.popLast(), shown.isEmpty, !filled.covers(rows.row, merged.current) else { return nil }
    return cell
  }

  /// Moves to the next row of the table.
  package func advance() throws -> Bool {
    record.begin()
    while !end.isReached {
      guard try rows.advance() else {
        try end.finish(sheet)
        break
      }
      let row = rows.row
      guard merged.move(to: row.number) else { throw rows.stream.problem("merged cells overlap in row \(row.number)") }
      filled.note(row, merged.current, cells)
      let isBlank = !row.cells.contains { cells.shows($0, of: row) } && !filled.covers(row, merged.current)
      guard !end.ends(at: row, isBlank: isBlank, cells) else { break }
      guard !isBlank else { continue }
      if row.isHidden {
        guard let hidden = shape.hidden else { throw sheet.hidden("the row \(row.number) of the table") }
        if hidden == .skip { continue }
      }
      recordNumber = row.number
      read(row)
      return true
    }
    if end.isReached { try end.checkWhatFollows(rows, cells, table, sheet) }
    recordNumber = 0
    return false
  }

  private func read(_ row: SheetRow) {
    texts.removeAll(keepingCapacity: true)
    for i in places.indices { (places[i], origins[i]) = (nil, .text) }
    var next = 0
    for cell in row.cells {
      while next < table.columns.count, table.columns[next].place < cell.column { next += 1 }
      guard next < table.columns.count, table.columns[next].place == cell.column else {
        if cells.shows(cell, of: row), !(shape.hidden == .skip && isHidden(cell.column)) {
          record.flag(nil, "\(address(cell.column, row)) has a value, and is beside the columns of the header")
        }
        continue
      }
      let column = table.columns[next]
      guard !column.isIgnored else { continue }
      let start = texts.count
      switch cells.read(cell, of: row, asShown: column.isAsShown, errors: column.errors, into: &texts) {
      case .absent: break
      case .text:
        places[next] = start..<texts.count
        origins[next] = cells.origin(of: cell, asShown: column.isAsShown)
        if column.isSerial, cells.isFrom1904, origins[next] == .number {
          let day = ExcelDay.since1900(texts[start...])
          texts.replaceSubrange(start..., with: day)
          places[next] = start..<texts.count
        }
        checkScale(cell, row, next, texts[start...])
        if let fault = cells.markFault(
          cell, of: row, texts[start...], declared: column.marks, isProse: column.isProse)
        {
          record.flag(
            next,
            "'\(header[next])' in \(address(cell.column, row)) is '\(String(decoding: texts[start...].prefix(60), as: UTF8.self))', \(fault)"
          )
        }
      case .defect(let what):
        texts.removeSubrange(start...)
        record.flag(next, "'\(header[next])' in \(address(cell.column, row)) \(what)")
      }
    }
    takeMerged(row)
    end.note(row, table)
    store()
  }

  /// A merged cell below the header would be counted in one of its places and missing in the others, unless it is declared to be filled.
  private func takeMerged(_ row: SheetRow) {
    for range in merged.current {
      let touched = table.columns.indices.filter {
        (range.first.column...range.last.column).contains(table.columns[$0].place) && !table.columns[$0].isIgnored
      }
      guard let first = touched.first else { continue }
      let isFilled = table.columns[first].isFilled && range.first.column == range.last.column
      guard isFilled, range.first.row > headerRow else {
        record.flag(
          first,
          "'\(header[first])' in \(address(table.columns[first].place, row)) is part of the merged cells \(range.text)")
        continue
      }
      guard row.number > range.first.row else { continue }
      let start = texts.count
      switch filled.value(of: range.first.column) {
      case .text(let bytes, let origin):
        texts += bytes
        origins[first] = origin
        places[first] = start..<texts.count
      case .absent: places[first] = nil
      case .defect(let what): record.flag(first, "'\(header[first])' in \(address(range.first.column, row)) \(what)")
      }
    }
  }

  /// A number that is shown in percent and a text with a percent sign say the same with different digits.
  private func checkScale(_ cell: SheetRow.Cell, _ row: SheetRow, _ field: Int, _ text: ArraySlice<UInt8>) {
    let kind: PercentScales.Kind?
    switch origins[field] {
    case .number: kind = cells.isPercent(cell) ? .number : text.contains { (49...57).contains($0) } ? .plain : nil
    case .text: kind = PercentScales.Kind(text)
    case .shown: kind = nil
    }
    guard let kind else { return }
    guard let other = scales.note(kind, in: table.columns[field].scale, at: address(cell.column, row)) else { return }
    let shown = String(decoding: text.prefix(60), as: UTF8.self)
    record.flag(
      field,
      "'\(header[field])' in \(address(cell.column, row)) is \(shown), \(kind.words), and \(other.address) is \(other.kind.words): "
        + "two scales in one column (read.as_shown reads all as they are shown)")
  }

  private func address(_ column: Int, _ row: SheetRow) -> String { sheet.address(column: column, row: row.number) }

  private func isHidden(_ column: Int) -> Bool { rows.hiddenColumns.contains { $0.contains(column) } }

  private func store() {
    record.set(texts, places)
    if record.defect == nil, let fault = texts.withUnsafeBufferPointer(TextCheck.fault) {
      record.flag(nil, fault.isNUL ? "the row contains a NUL character" : "the row's texts are not UTF-8")
    }
  }
}
