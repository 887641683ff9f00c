/// A table of wikitext as ranges of the page.
struct WikitextTable {
  struct Cell {
    /// The text before the bar, as in `| rowspan="2" | text`; empty if there is none.
    var attributes: Range<Int>
    var content: Range<Int>
    /// Whether the cell covers more than one place of the grid.
    var isSpanning = false
  }

  struct Row {
    var range: Range<Int>
    /// The text after the `|-`.
    var attributes: Range<Int>
    var cells: [Cell] = []
  }

  /// From `{|` through `|}`.
  var range = 0..<0
  /// The text after the `{|`.
  var attributes = 0..<0
  var caption: Range<Int>?
  /// Only rows that have cells.
  var rows: [Row] = []
  /// Lines outside of all cells: text between rows, a caption after the first row.
  var strayLines: [Range<Int>] = []
  /// Whether there was a `|}`.
  var isClosed = false

  /// All tables of a page, nested ones before those around them, and the lines outside of any table that look like
  /// rows. Records the tables in the markup as constructs.
  static func all(in markup: inout WikitextMarkup) -> (tables: [WikitextTable], lostRows: [Int]) {
    var tables: [WikitextTable] = []
    var lostRows: [Int] = []
    var open: [Builder] = []
    var line = 0
    while line < markup.bytes.count {
      let end =
        markup.firstBare(in: line..<markup.bytes.count) { markup.bytes[$0] == UInt8(ascii: "\n") } ?? markup.bytes.count
      let mark = beginning(of: line..<end, markup)
      if let start = tableStart(at: mark, before: end, markup) {
        open.append(
          Builder(start: start, attributes: start + 2..<max(end, start + 2), rowStart: min(end + 1, markup.bytes.count))
        )
      } else if !open.isEmpty {
        if let closing = closingLength(at: mark, markup) {
          var builder = open.removeLast()
          builder.finishRow(at: line)
          builder.table.isClosed = true
          builder.table.range = builder.start..<mark + closing.own
          markup.note(.table, from: builder.start, to: mark + closing.all)
          tables.append(builder.table)
          open.indices.last.map { open[$0].take(text: line..<end) }
        } else {
          open[open.count - 1].take(line: line, mark: mark, end: end, markup)
        }
      } else if markup.starts(with: "|-", at: mark) || markup.starts(with: "|}", at: mark) {
        lostRows.append(mark)
      }
      line = end + 1
    }
    while var builder = open.popLast() {
      builder.finishRow(at: markup.bytes.count)
      builder.table.range = builder.start..<markup.bytes.count
      tables.append(builder.table)
    }
    return (tables, lostRows)
  }

  /// The length of `|}` or of `{{end}}`, which stands for it; nil for anything else. A template is no part of the table.
  private static func closingLength(at mark: Int, _ markup: WikitextMarkup) -> (own: Int, all: Int)? {
    if markup.starts(with: "|}", at: mark) { return (2, 2) }
    guard let construct = markup.construct(safelyAt: mark), construct.kind == .template,
      WikitextCall(mark..<construct.end, markup).name == "end"
    else { return nil }
    return (0, construct.end - mark)
  }

  /// The start of a line's own text, after blanks and comments.
  private static func beginning(of line: Range<Int>, _ markup: WikitextMarkup) -> Int {
    var i = line.lowerBound
    while i < line.upperBound {
      if let construct = markup.construct(at: i), construct.kind == .comment {
        i = construct.end
      } else if markup.bytes[i].isBlank {
        i += 1
      } else {
        break
      }
    }
    return i
  }

  private static func tableStart(at mark: Int, before end: Int, _ markup: WikitextMarkup) -> Int? {
    var i = mark
    while i < end, markup.bytes[i] == UInt8(ascii: ":") { i += 1 }
    return markup.construct(safelyAt: i) == nil && markup.starts(with: "{|", at: i) ? i : nil
  }
}

extension WikitextMarkup {
  fileprivate func construct(safelyAt i: Int) -> (kind: Kind, end: Int)? { i < bytes.count ? construct(at: i) : nil }

  /// Splits `attributes | content`. As in MediaWiki, a bar after `[[` belongs to the content.
  func cell(_ range: Range<Int>) -> WikitextTable.Cell {
    let whole = WikitextTable.Cell(attributes: range.lowerBound..<range.lowerBound, content: range)
    guard let bar = firstBare(in: range, where: { bytes[$0] == UInt8(ascii: "|") }) else { return whole }
    var i = range.lowerBound
    while i < bar {
      if starts(with: "[[", at: i) || starts(with: "-{", at: i) { return whole }
      i = construct(at: i)?.end ?? i + 1
    }
    return WikitextTable.Cell(attributes: range.lowerBound..<bar, content: bar + 1..<range.upperBound)
  }
}

/// A table whose end has not been reached yet.
private struct Builder {
  let start: Int
  var table = WikitextTable()
  private var row: WikitextTable.Row
  private var isInCaption = false

  init(start: Int, attributes: Range<Int>, rowStart: Int) {
    self.start = start
    table.attributes = attributes
    row = WikitextTable.Row(range: rowStart..<rowStart, attributes: rowStart..<rowStart)
  }

  mutating func take(line: Int, mark: Int, end: Int, _ markup: WikitextMarkup) {
    if markup.starts(with: "|-", at: mark) {
      finishRow(at: line)
      let next = min(end + 1, markup.bytes.count)
      var attributes = mark + 2
      while attributes < end, markup.bytes[attributes] == UInt8(ascii: "-") { attributes += 1 }
      row = WikitextTable.Row(range: next..<next, attributes: attributes..<max(end, attributes))
    } else if markup.starts(with: "|+", at: mark) {
      if table.caption == nil, table.rows.isEmpty, row.cells.isEmpty {
        table.caption = mark + 2..<max(end, mark + 2)
        isInCaption = true
      } else {
        table.strayLines.append(line..<end)
      }
      row.range = min(end + 1, markup.bytes.count)..<min(end + 1, markup.bytes.count)
    } else if mark < end, markup.bytes[mark] == UInt8(ascii: "|") || markup.bytes[mark] == UInt8(ascii: "!") {
      isInCaption = false
      addCells(mark + 1..<end, isHeader: markup.bytes[mark] == UInt8(ascii: "!"), markup)
    } else {
      take(text: line..<end, isBlank: mark == end)
    }
  }

  /// Adds a line of text that continues over several lines.
  mutating func take(text line: Range<Int>, isBlank: Bool = false) {
    let end = line.upperBound
    if isInCaption, let caption = table.caption {
      table.caption = caption.lowerBound..<max(end, caption.upperBound)
    } else if let last = row.cells.indices.last {
      row.cells[last].content = row.cells[last].content.lowerBound..<end
    } else if !isBlank {
      table.strayLines.append(line)
    }
  }

  mutating func finishRow(at end: Int) {
    isInCaption = false
    row.range = row.range.lowerBound..<max(end, row.range.lowerBound)
    if !row.cells.isEmpty { table.rows.append(row) }
    row.cells = []
  }

  /// Adds the cells of one line: `| a || b`, `! a !! b`.
  private mutating func addCells(_ range: Range<Int>, isHeader: Bool, _ markup: WikitextMarkup) {
    let bytes = markup.bytes
    var start = range.lowerBound
    while let separator = markup.firstBare(
      in: start..<range.upperBound,
      where: { i in
        guard i + 1 < range.upperBound, bytes[i] == bytes[i + 1] else { return false }
        return bytes[i] == UInt8(ascii: "|") || (isHeader && bytes[i] == UInt8(ascii: "!"))
      })
    {
      row.cells.append(markup.cell(start..<separator))
      start = separator + 2
    }
    row.cells.append(markup.cell(start..<range.upperBound))
  }
}
