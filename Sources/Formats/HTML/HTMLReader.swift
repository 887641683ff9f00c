import Model
import Words

/// Reads the rows of one table of a web page, found by its caption, by the heading before it, or by its header.
package final class HTMLReader: KeptRecordReader {
  /// The names of the table's columns.
  package let header: [String]
  /// The number of the current row, from 1 and without the header; 0 before the first.
  package private(set) var recordNumber = 0
  /// See ``KeptRecordReader``.
  package let record: RecordFields

  private let page: HTMLPage
  private let reading: Reading
  private let place: String
  private let rows: ArraySlice<HTMLTable.Row>
  private let isIgnored: [Bool]
  private let isCounted: [Bool]
  private let isFormed: [Bool]
  private let isProse: [Bool]
  private let isUnclear: [Bool]
  private let hiddenColumns: Set<Int>
  private let headerCells: Set<HTMLPage.Node>
  private let isText: [Bool]
  private let formMarks: [Set<String>]

  /// Opens a page and finds its table.
  ///
  /// - Parameter contentType: what the publisher's server said that the file is.
  /// - Throws: ``Problem`` (`.badInput`) when there is no such table, or when its header differs from the reading's.
  package init(path: String, name: String, reading: Reading, contentType: String?) throws {
    self.reading = reading
    let bytes = try HTMLPage.bytes(
      path: path, name: name, declared: reading.dialect.encoding,
      sent: contentType.flatMap { TextEncoding(contentType: $0) })
    // A footer that is found says itself that nothing above it is missing.
    if reading.dialect.footer.isEmpty { try HTMLPage.checkEnd(bytes, name: name) }
    page = try HTMLPage(bytes, name: name)
    if reading.sheet.hidden != .read { PageStyle.mark(page) }
    let table = try HTMLTableChoice(HTMLTable.all(in: page, name: name, marks: Set(reading.marks)), reading, name: name)
      .table
    place = "\(name), the table on line \(HTMLPage.line(table.element))"
    if let stray = table.stray {
      throw Problem(
        .badInput, at: "\(name), the table on line \(HTMLPage.line(table.element))",
        "the cell '\(PageText(stray).text.prefix(40))' on line \(HTMLPage.line(stray)) stands in no row of the table: its row has no <tr>, or "
          + "another element around it, which only a browser mends",
        remedy:
          "open the page in a browser, save it as a complete page, which has it mended, and add that file: soundings add"
      )
    }
    let found = HTMLHeader(table, reading)
    guard found.fits else { throw found.drift(at: place) }
    if let problem = found.markProblem(at: place) { throw problem }
    headerCells = found.cells
    header = found.names
    let (ignored, pivoted) = (Set(found.choice.ignored), Set(found.choice.pivoted))
    isIgnored = header.indices.map(ignored.contains)
    // What is declared of the values of an unpivoted table is declared of their column.
    let names = header.enumerated().map { pivoted.contains($0) ? reading.unpivot?.value ?? "" : $1 }
    isCounted = names.map(reading.counted.contains)
    isFormed = names.map(reading.formed.contains)
    isProse = names.map(reading.prose.contains)
    isUnclear = names.map(reading.unclear.contains)
    isText = names.map(reading.texts.contains)
    formMarks = names.map { Set(reading.formMarks[$0] ?? []) }
    hiddenColumns = table.hiddenColumns
    rows = try Self.records(found.rows, reading.dialect.footer, place)
    record = RecordFields(header.count)
  }

  /// What a reader sees of the row, with bars between the cells.
  package var verbatim: UnsafeBufferPointer<UInt8> {
    guard recordNumber > 0 else { return UnsafeBufferPointer(start: nil, count: 0) }
    return record.text { Array(row.cells.map(\.cell.content.text).joined(separator: " | ").utf8) }
  }

  /// The text of the row's only cell that is not blank, as far as a reader of the page sees it.
  package var loneText: String? { loneCell?.content.text }

  package var loneFault: String? {
    guard let cell = loneCell else { return nil }
    for element in [row.element, cell.element] {
      if case .unclear(let why) = PageText.sight(of: element) { return "it has \(why)" }
    }
    let content = cell.content
    let mark =
      content.hasMarkedNumber || content.note != nil
      ? "a part of it is raised or leads to a note (read.marks names what is left out)" : nil
    return content.fault ?? mark ?? content.splitNumber
  }

  private var loneCell: HTMLTable.Cell? {
    guard row.filled == 1, Self.sight(of: row) != .unseen,
      let cell = row.cells.first(where: { !$0.cell.content.text.isEmpty })?.cell,
      PageText.sight(of: cell.element) != .unseen
    else { return nil }
    return cell
  }

  /// Moves to the next row.
  package func advance() throws -> Bool {
    guard recordNumber < rows.count else { return false }
    recordNumber += 1
    record.begin()
    let row = row
    if row.cells.count != header.count {
      record.flag(nil, "\(English.count(row.cells.count, "cell")), expected \(header.count)")
      return true
    }
    if let cell = row.cells.first(where: { headerCells.contains($0.cell.element) })?.cell {
      record.flag(
        nil,
        "the cell '\(cell.content.text.prefix(80))' of the header reaches into the row: the header may have more lines (read.header_lines), "
          + "or the page a mistake")
    }
    switch Self.sight(of: row) {
    case .seen: break
    case .unseen: record.flag(nil, "the row is hidden or struck out")
    case .unclear(let why): record.flag(nil, "the row has \(why)")
    }
    record.set(row.cells.map { Array($0.cell.content.text.utf8) })
    for (i, placed) in row.cells.enumerated() where record.defect == nil && !isIgnored[i] {
      guard let why = fault(of: placed, i) else { continue }
      record.flag(i, "'\(header[i])' is \"\(placed.cell.content.text.prefix(120))\": \(why)")
    }
    return true
  }

  private var row: HTMLTable.Row { rows[rows.startIndex + recordNumber - 1] }

  /// Whether a row and the part of the table that it is in are seen.
  private static func sight(of row: HTMLTable.Row) -> WikitextAttributes.Sight {
    let own = PageText.sight(of: row.element)
    guard own == .seen, let part = HTMLPage.parent(of: row.element), HTMLPage.name(part) != "table" else { return own }
    return PageText.sight(of: part)
  }

  private func fault(of placed: SpanGrid<HTMLTable.Cell>.Placed, _ column: Int) -> String? {
    let content = placed.cell.content
    if hiddenColumns.contains(column) { return "its column is hidden by a <col>, or has a style that may hide it" }
    switch PageText.sight(of: placed.cell.element) {
    case .seen: break
    case .unseen: return "it is hidden or struck out"
    case .unclear(let why): return "it has \(why)"
    }
    if let fault = content.fault { return fault }
    // What the contract takes off the number is no part of it.
    let isDeclared =
      !content.marks.isEmpty && content.marks.allSatisfy(formMarks[column].contains)
      && (isFormed[column] || !content.hasLettersBesideMarks)
    if isCounted[column], content.isRaised, !isDeclared {
      return "it has raised or lowered letters, which may be a note"
    }
    // Prose that is a number may become one.
    let isRunning = isProse[column] && isText[column]
    if content.hasMarkedNumber, !isRunning, !isDeclared {
      return "a part of it is raised, lowered or leads to a note, and would be digits of its number"
    }
    if let why = content.splitNumber, !isProse[column] { return why }
    if !isProse[column], !isDeclared, let note = content.note {
      return
        "\"\(note)\" in it is raised or leads to a note, and may be no part of the name: read.marks names what is left out, "
        + "read.prose the columns in which it is text like any other"
    }
    if isUnclear[column] { return CountedCell.spanFault(content.text, isSpanning: placed.isSpanning) }
    guard isCounted[column] else { return nil }
    return CountedCell.fault(content.text, isSpanning: placed.isSpanning, isFormed: isFormed[column])
  }

  /// The rows before the footer.
  private static func records(
    _ rows: ArraySlice<HTMLTable.Row>, _ footer: [String], _ place: String
  ) throws -> ArraySlice<HTMLTable.Row> {
    guard !footer.isEmpty else { return rows }
    let end = rows.firstIndex { row in
      row.cells.first.map { cell in footer.contains { cell.cell.content.text.hasPrefix($0) } } ?? false
    }
    guard let end else {
      throw Problem(
        .badInput, at: place,
        "no row below the header begins with \(footer.map { "'\($0)'" }.joined(separator: " or "))",
        remedy: "the page may be cut off: fetch it again; if the publisher dropped the footer, edit read.footer in the "
          + "dataset's dataset.yaml, then: soundings check")
    }
    try checkWhatFollows(rows[end...], rows[..<end], footer, place)
    return rows[..<end]
  }

  /// A row below the footer that has as many filled cells as records have would be lost.
  private static func checkWhatFollows(
    _ rows: ArraySlice<HTMLTable.Row>, _ records: ArraySlice<HTMLTable.Row>, _ footer: [String], _ place: String
  ) throws {
    let fewest = max(records.map(\.filled).min() ?? .max, 2)
    for row in rows {
      let texts = row.cells.map(\.cell.content.text)
      let isFooter = footer.contains { texts.first?.hasPrefix($0) ?? false }
      guard !isFooter, row.filled >= fewest else { continue }
      throw Problem(
        .badInput, at: "\(place), the row on line \(HTMLPage.line(row.element))",
        "the row is below the footer (read.footer) and looks like a record: '\(texts.joined(separator: " | ").prefix(80))'",
        remedy:
          "make read.footer in the dataset's dataset.yaml name the beginnings of all rows that are no records, and only these"
      )
    }
  }
}
