import Model
import Words

/// Reads the rows of one table of a wiki page, found by its caption or by its header.
package final class WikitextReader: KeptRecordReader {
  private struct Column {
    /// The index of the cell in its row.
    var place: Int
    /// The attribute whose value is the field; nil for the cell's text.
    var attribute: String?
    var keepsMarkup: Bool
    /// True if a cell is read only when everything visible in it is understood.
    var isExact: Bool
    var isCounted: Bool
    /// True if its contract declares how it is written.
    var isFormed: Bool
    /// True if nothing says whether its numbers are added up.
    var isUnclear: Bool
  }

  /// The names of the fields, from the reading.
  package let header: [String]
  /// The number of the current row, from 1 and without the header row; 0 before the first.
  package private(set) var recordNumber = 0
  /// See ``KeptRecordReader``.
  package let record: RecordFields

  private let page: UnsafeMutableBufferPointer<UInt8>
  private let markup: WikitextMarkup
  /// Each row as written, and its cells including those that span into it from other rows.
  private let rows: [(row: WikitextTable.Row, cells: [WikitextTable.Cell])]
  private let columns: [Column]
  /// The number of cells in a row.
  private let width: Int

  /// Opens a page and finds its table.
  ///
  /// - Parameter isEnvelope: the file is JSON and contains the page at `reading.text`; otherwise the file is the page
  ///   itself.
  /// - Throws: ``Problem`` when there is no such table, when its header cells differ from the reading's, or when the
  ///   page may have other rows than its wikitext.
  package init(path: String, name: String, reading: Reading, isEnvelope: Bool) throws {
    if isEnvelope { try WikitextPage.checkEnvelope(path: path, name: name, reading: reading) }
    let bytes = try WikitextPage.bytes(path: path, name: name, envelope: isEnvelope ? reading.text ?? "" : nil)
    var markup = WikitextMarkup(bytes)
    let page = try WikitextPage(&markup, name: name, reading: reading)
    columns = try Self.columns(of: reading, found: page.header, place: page.place)
    header = reading.header
    width = page.header.count
    rows = Array(zip(page.table.rows, page.grid.rows).dropFirst())
    self.markup = markup
    self.page = .allocate(capacity: bytes.count)
    _ = self.page.initialize(from: bytes)
    record = RecordFields(header.count)
  }

  deinit { page.deallocate() }

  /// The wikitext of the current row.
  package var verbatim: UnsafeBufferPointer<UInt8> {
    guard recordNumber > 0 else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(rebasing: page[markup.trimmed(rows[recordNumber - 1].row.range)])
  }

  /// Moves to the next row.
  package func advance() throws -> Bool {
    guard recordNumber < rows.count else { return false }
    recordNumber += 1
    record.begin()
    let (row, cells) = rows[recordNumber - 1]
    if cells.count != width {
      record.flag(nil, "\(English.count(cells.count, "cell")), expected \(width)")
    } else if TextCheck.fault(verbatim) != nil {
      record.flag(nil, "a NUL byte, or bytes that are not UTF-8")
    } else if let why = fault(ofRow: row) {
      record.flag(nil, why)
    } else {
      read(cells)
    }
    return true
  }

  private func read(_ cells: [WikitextTable.Cell]) {
    let values = zip(header, columns).enumerated().map { i, field -> [UInt8]? in
      let (name, column) = field
      let cell = cells[column.place]
      if let attribute = column.attribute { return WikitextAttributes(cell.attributes, markup)[attribute] }
      if column.keepsMarkup { return Array(markup.bytes[markup.trimmed(cell.content)]) }
      let shown = WikitextPlain.shown(cell.content, markup)
      if record.defect == nil, let why = fault(of: shown, in: cell, column) {
        record.flag(i, "'\(name)' is \(quoted(cell)): \(why)")
      }
      return shown.text
    }
    record.set(values)
  }

  private func fault(ofRow row: WikitextTable.Row) -> String? {
    guard !row.attributes.isEmpty, columns.contains(where: \.isExact) else { return nil }
    switch WikitextAttributes(row.attributes, markup).sightOfCell {
    case .seen: return nil
    case .unseen: return "the row is hidden or struck out"
    case .unclear(let why): return "the row has \(why)"
    }
  }

  private func fault(of shown: WikitextPlain.Shown, in cell: WikitextTable.Cell, _ column: Column) -> String? {
    // A blank cell has a meaning of its own, so a cell must not pass for blank when its only content is an unread
    // template.
    if shown.text.isEmpty, let template = shown.unread {
      return "it contains only the template {{\(template)}}, whose text is not on the page"
    }
    guard column.isExact else { return nil }
    if let fault = shown.fault { return fault }
    switch WikitextAttributes(cell.attributes, markup).sightOfCell {
    case .seen: break
    case .unseen: return "it is hidden or struck out"
    case .unclear(let why): return "it has \(why)"
    }
    if column.isUnclear {
      return CountedCell.spanFault(String(decoding: shown.text, as: UTF8.self), isSpanning: cell.isSpanning)
    }
    guard column.isCounted else { return nil }
    return CountedCell.fault(
      String(decoding: shown.text, as: UTF8.self), isSpanning: cell.isSpanning, isFormed: column.isFormed)
  }

  /// The cell as written, shortened if it is long.
  private func quoted(_ cell: WikitextTable.Cell) -> String {
    let whole = markup.trimmed(min(cell.attributes.lowerBound, cell.content.lowerBound)..<cell.content.upperBound)
    let text = markup.text(whole).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return "\"\(text.count > 120 ? text.prefix(120) + "…" : text)\""
  }

  private static func columns(of reading: Reading, found: [String], place: String) throws -> [Column] {
    var parts: [(cell: String, attribute: String?)] = []
    for name in reading.header {
      if let at = name.lastIndex(of: "@"), !found.contains(name) {
        parts.append((String(name[..<at]), String(name[name.index(after: at)...])))
      } else {
        parts.append((name, nil))
      }
    }
    let cells = parts.filter { $0.attribute == nil }.map(\.cell)
    guard cells == found else { throw HeaderDrift(found: found, readings: [cells]).problem(at: place) }
    return try zip(reading.header, parts).map { name, part in
      guard let place = found.firstIndex(of: part.cell) else {
        throw Problem(
          .badInput, at: place, "'\(name)' asks for an attribute of '\(part.cell)', which is not in the header",
          remedy: "correct read.header in the dataset's dataset.yaml, then: soundings check")
      }
      let keepsMarkup = reading.keepMarkup.contains(name)
      return Column(
        place: place, attribute: part.attribute, keepsMarkup: keepsMarkup,
        isExact: part.attribute == nil && !keepsMarkup && !reading.prose.contains(name),
        isCounted: reading.counted.contains(name), isFormed: reading.formed.contains(name),
        isUnclear: reading.unclear.contains(name))
    }
  }
}
