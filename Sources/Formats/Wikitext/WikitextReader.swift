import Glibc
import Model
import Words

/// Reads the rows of one table of a wiki page, found by its caption.
package final class WikitextReader: RecordReader {
  private struct Column {
    /// The cell's place in its row.
    var place: Int
    /// The attribute whose value is the field; nil for the cell's text.
    var attribute: String?
    var keepsMarkup: Bool
  }

  private static let largestPage = 64 << 20

  /// The names of the fields, from the reading.
  package let header: [String]
  /// The number of the current row, from 1 and without the header row; 0 before the first.
  package private(set) var recordNumber = 0
  /// See ``RecordReader``.
  package let fields: UnsafePointer<FieldBytes>
  /// Why the current row cannot be read.
  package private(set) var defect: String?

  private let slots: UnsafeMutablePointer<FieldBytes>
  private let page: UnsafeMutableBufferPointer<UInt8>
  private let markup: WikitextMarkup
  private let ranges: [Range<Int>]
  private let rows: [[WikitextTable.Cell]]
  private let columns: [Column]
  /// How many cells a row has.
  private let width: Int
  /// The texts of the current row, one behind the other.
  private var texts: UnsafeMutablePointer<UInt8>?

  /// Opens a page and finds its table.
  ///
  /// - Parameter isEnvelope: the file is JSON and holds the page at `reading.text`; else it is the page itself.
  /// - Throws: ``Problem`` where there is no such table, or where its header cells differ from the reading's.
  package init(path: String, name: String, reading: Reading, isEnvelope: Bool) throws {
    let bytes =
      if isEnvelope {
        try Self.pageInEnvelope(path: path, name: name, pointer: reading.text ?? "")
      } else {
        try Self.wholeFile(path: path, name: name)
      }
    var markup = WikitextMarkup(bytes)
    let table = try Self.table(in: &markup, name: name, reading: reading)
    let grid = WikitextGrid(table, markup)
    let cells = grid.rows.first.map { row in
      row.map { String(decoding: WikitextPlain.reduce($0.content, markup).text, as: UTF8.self) }
    }
    let found = cells ?? []
    columns = try Self.columns(of: reading, found: found, place: "\(name), table '\(reading.caption ?? "")'")
    header = reading.header
    width = found.count
    ranges = table.rows.dropFirst().map(\.range)
    rows = Array(grid.rows.dropFirst())
    self.markup = markup
    page = .allocate(capacity: bytes.count)
    _ = page.initialize(from: bytes)
    slots = .allocate(capacity: max(header.count, 1))
    slots.initialize(repeating: .absent, count: max(header.count, 1))
    fields = UnsafePointer(slots)
  }

  deinit {
    page.deallocate()
    slots.deallocate()
    texts?.deallocate()
  }

  /// The wikitext of the current row.
  package var verbatim: UnsafeBufferPointer<UInt8> {
    guard recordNumber > 0 else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(rebasing: page[markup.trimmed(ranges[recordNumber - 1])])
  }

  /// Moves on to the next row.
  package func advance() throws -> Bool {
    guard recordNumber < rows.count else { return false }
    recordNumber += 1
    defect = nil
    for i in header.indices { slots[i] = .absent }
    let cells = rows[recordNumber - 1]
    if cells.count != width {
      defect = "\(English.count(cells.count, "cell")), expected \(width)"
    } else if TextCheck.fault(verbatim) != nil {
      defect = "a NUL byte, or bytes that are not UTF-8"
    } else {
      read(cells)
    }
    return true
  }

  private func read(_ cells: [WikitextTable.Cell]) {
    let values = zip(header, columns).map { name, column -> [UInt8]? in
      let cell = cells[column.place]
      if let attribute = column.attribute { return WikitextPlain.attribute(attribute, in: cell.attributes, markup) }
      if column.keepsMarkup { return Array(markup.bytes[markup.trimmed(cell.content)]) }
      let plain = WikitextPlain.reduce(cell.content, markup)
      // A blank cell is a statement of its own, so one that only looks blank from here must not pass for it.
      if plain.text.isEmpty, let template = plain.unread {
        defect = defect ?? "'\(name)' holds nothing but the template {{\(template)}}, whose text is not on the page"
      }
      return plain.text
    }
    texts?.deallocate()
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: max(values.reduce(0) { $0 + ($1?.count ?? 0) }, 1))
    texts = memory
    var used = 0
    for (i, value) in values.enumerated() {
      guard let value else { continue }
      slots[i] = FieldBytes(start: UnsafePointer(memory + used), count: value.count)
      value.withUnsafeBufferPointer { if let start = $0.baseAddress { memcpy(memory + used, start, $0.count) } }
      used += value.count
    }
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
      return Column(place: place, attribute: part.attribute, keepsMarkup: reading.keepMarkup.contains(name))
    }
  }

  private static func table(in markup: inout WikitextMarkup, name: String, reading: Reading) throws -> WikitextTable {
    let tables = WikitextTable.all(in: &markup)
    let page = markup
    let captions = tables.map { table in
      table.caption.map {
        String(decoding: WikitextPlain.reduce(page.cell($0).content, page).text, as: UTF8.self)
      } ?? ""
    }
    let wanted = reading.caption ?? ""
    let fitting = zip(tables, captions).filter { $1.hasPrefix(wanted) }.map(\.0)
    let remedy = "if the page was rearranged, edit read.caption in the dataset's dataset.yaml, then: soundings check"
    guard let table = fitting.first else {
      let known = captions.filter { !$0.isEmpty }.map { "'\($0.prefix(60))'" }
      throw Problem(
        .badInput, at: name,
        "no table has a caption that begins with '\(wanted)'; the page has "
          + (known.isEmpty
            ? "\(tables.count) tables without a caption" : "the captions " + known.joined(separator: ", ")),
        remedy: remedy)
    }
    guard fitting.count == 1 else {
      throw Problem(
        .badInput, at: name, "\(fitting.count) tables have a caption that begins with '\(wanted)'",
        remedy: "write more of the caption under read.caption in the dataset's dataset.yaml, then: soundings check")
    }
    guard table.isClosed else {
      throw Problem(
        .badInput, at: name,
        "the table '\(wanted)' has no end: '|}' is missing after row \(max(table.rows.count - 1, 0))",
        remedy: "the page is cut off or being edited: fetch it again later")
    }
    return table
  }

  private static func pageInEnvelope(path: String, name: String, pointer: String) throws -> [UInt8] {
    if let text = try JSONLookup.text(path: path, name: name, pointer: pointer) { return Array(text.utf8) }
    // MediaWiki reports errors with status 200 in this place.
    let message = (try? JSONLookup.text(path: path, name: name, pointer: "/error/info")) ?? nil
    if let message {
      throw Problem(
        .badInput, at: name, "the publisher sent an error message instead of a page: \(message.prefix(200))",
        remedy: "check the address under 'fetch:' in the dataset's dataset.yaml, or try again later")
    }
    throw Problem(
      .badInput, at: name, "there is no page text at \(pointer)",
      remedy: "the page was renamed or removed, or read.text in the dataset's dataset.yaml needs editing")
  }

  private static func wholeFile(path: String, name: String) throws -> [UInt8] {
    let bytes = try InputFile.prefix(path: path, name: name, count: largestPage + 1)
    guard bytes.count <= largestPage else {
      throw Problem(
        .badInput, at: name, "the file is larger than \(largestPage >> 20) MiB, too large for a wiki page",
        remedy: "check that it is the page and nothing else")
    }
    return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
  }
}
