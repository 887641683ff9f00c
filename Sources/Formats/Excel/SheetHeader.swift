import Model
import Words

/// The header of a table on a sheet: the first row whose texts are the declared ones, together with the rows above it that belong to it.
///
/// Blanks and line ends in a text count as one blank: they are how the text is set in its cell.
struct SheetHeader {
  /// The columns of the table.
  let columns: [Int]
  /// Their names: as the reading has them where it names them.
  let names: [String]
  /// The last row of the header.
  let row: Int

  /// A header is not looked for in more rows than these where the reading has another number of them.
  private static let mostLines = 4

  /// Reads rows up to the header.
  ///
  /// - Parameter sheet: the name of the file and of the sheet in messages.
  /// - Throws: ``Problem`` (`.badInput`) where there is no such row among those that may have it; it shows the one most like it.
  init(
    _ rows: SheetRows, _ merged: inout MergedCells, _ cells: CellReader, reading: Reading, sheet: SheetName
  ) throws {
    let folded = Self.folded(reading)
    let wanted = Set(folded.header)
    var above: [Int: [Int: String]] = [:]
    // By row and column: why a text may have the mark of a note in it.
    var faults: [Int: [Int: String]] = [:]
    var nearest: (row: Int, names: [String], common: Int)?
    var other: (row: Int, lines: Int, fills: Bool)?
    while try rows.advance(), rows.row.number <= reading.sheet.headerWithin {
      let number = rows.row.number
      guard merged.move(to: number) else { throw rows.stream.problem("merged cells overlap in row \(number)") }
      if rows.row.isHidden, reading.sheet.hidden == .skip { continue }
      (above[number], faults[number]) = Self.texts(rows.row, merged, cells)
      /// The columns of a header of so many rows that ends here, and their names.
      func header(of rowCount: Int, fills: Bool) -> (columns: [Int], names: [String])? {
        var lines = ((number - rowCount + 1)...number).map { above[$0] ?? [:] }
        let shown = Set(lines.flatMap(\.keys)).filter { column in
          reading.sheet.hidden != .skip || !rows.hiddenColumns.contains { $0.contains(column) }
        }
        guard let first = shown.min(), let last = shown.max() else { return nil }
        let columns = (first...last).filter { column in
          reading.sheet.hidden != .skip || !rows.hiddenColumns.contains { $0.contains(column) }
        }
        if fills { for i in lines.indices.dropLast() { Self.fill(&lines[i], columns) } }
        return (columns, columns.map { column in lines.compactMap { $0[column] }.joined(separator: " ") })
      }
      guard let (columns, names) = header(of: reading.sheet.headerRows, fills: reading.sheet.fillsHeader) else {
        continue
      }
      guard !ColumnChoice(names, folded).fits(names, folded) else {
        if rows.row.isHidden, reading.sheet.hidden == nil {
          throw sheet.hidden("the row \(number), which is the header,")
        }
        (self.columns, row) = (columns, number)
        for i in ColumnChoice(names, folded).pivoted {
          for line in (number - reading.sheet.headerRows + 1)...number {
            guard let fault = faults[line]?[columns[i]] else { continue }
            throw Problem(
              .badInput, at: "\(sheet.file), \(sheet.address(column: columns[i], row: line))",
              "the header's '\(names[i])' would be a value (read.unpivot), and is a text \(fault)",
              remedy: "name the mark under read.marks in the dataset's dataset.yaml, then: soundings check")
          }
        }
        let declared = Dictionary(
          zip(folded.header + folded.ignore, reading.header + reading.ignore), uniquingKeysWith: { first, _ in first })
        self.names = names.map { declared[$0] ?? $0 }
        return
      }
      if other == nil {
        for lines in 1...Self.mostLines where other == nil {
          for fills in lines > 1 ? [false, true] : [false] where other == nil {
            let isOne =
              header(of: lines, fills: fills).map { ColumnChoice($0.names, folded).fits($0.names, folded) } ?? false
            if isOne { other = (number, lines, fills) }
          }
        }
      }
      let common = Set(names).intersection(wanted).count
      // Of a header of several rows the last one is shown.
      let isWhole = common > 0 && common == nearest?.common && nearest?.row ?? 0 < reading.sheet.headerRows
      if common > nearest?.common ?? 0 || isWhole { nearest = (number, names, common) }
    }
    if let other {
      let isCounted = other.lines == reading.sheet.headerRows
      throw Problem(
        .badInput, at: sheet.place(row: other.row),
        isCounted
          ? "the header fits where its blank cells \(other.fills ? "belong to the cells at their left" : "stay blank")"
          : "the header is \(English.count(other.lines, "row")), down to this one, and read: says \(reading.sheet.headerRows)",
        remedy: (other.fills || !isCounted
          ? "write "
            + [isCounted ? nil : "header_lines: \(other.lines)", other.fills ? "header_blanks: left" : nil]
            .compactMap(\.self).joined(separator: " and ")
          : "remove header_blanks") + " under read: in the dataset's dataset.yaml, then: soundings check")
    }
    if let nearest {
      throw HeaderDrift(found: ColumnChoice(nearest.names, folded).rest, readings: [folded.header])
        .problem(at: sheet.place(row: nearest.row), of: folded, columns: nearest.names)
    }
    throw Problem(
      .badInput, at: sheet.place,
      "none of the first \(reading.sheet.headerWithin) rows has a cell of the header: "
        + folded.header.prefix(8).joined(separator: ", "),
      remedy: "look at the sheet; correct read.sheet, read.header or read.header_within in the dataset's dataset.yaml, "
        + "then: soundings check")
  }

  /// Gives each blank cell the text of the nearest one at its left; those before the first text stay blank.
  private static func fill(_ line: inout [Int: String], _ columns: [Int]) {
    var last: String?
    for column in columns {
      if let text = line[column] { last = text } else if let last { line[column] = last }
    }
  }

  /// The texts of a row by column. A merged cell's text stands in each of its columns, in the first of its rows.
  private static func texts(
    _ row: SheetRow, _ merged: MergedCells, _ cells: CellReader
  ) -> (texts: [Int: String], faults: [Int: String]) {
    var texts: [Int: String] = [:]
    var faults: [Int: String] = [:]
    for cell in row.cells {
      var bytes: [UInt8] = []
      guard cells.read(cell, of: row, into: &bytes) == .text else { continue }
      let text = fold(String(decoding: bytes, as: UTF8.self))
      if !text.isEmpty { texts[cell.column] = text }
      faults[cell.column] = cells.markFault(cell, of: row, bytes[...])
    }
    for range in merged.current {
      let text = range.first.row == row.number ? texts[range.first.column] : nil
      // A banner over a whole sheet is merged over all of its columns.
      let fault = range.first.row == row.number ? faults[range.first.column] : nil
      for column in range.first.column...range.last.column { (texts[column], faults[column]) = (text, fault) }
    }
    return (texts, faults)
  }

  private static func folded(_ reading: Reading) -> Reading {
    var reading = reading
    reading.header = reading.header.map(fold)
    reading.ignore = reading.ignore.map(fold)
    return reading
  }

  private static func fold(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
