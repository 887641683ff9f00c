import Model
import Words

/// Finds the rows of the declared table among the pages of a PDF.
struct PDFTables {
  private enum State {
    /// No title was seen yet, or the table has ended.
    case outside
    /// After the title: the header comes next.
    case waiting
    case inside
  }

  private let reading: Reading
  private let name: String
  private let header: PDFHeader
  private var state: State
  private var columns: PDFColumns?
  private var sections: PDFSections
  /// True once a header was found, or a title where there is none.
  private(set) var hasBegun = false
  private var hasTitle = false
  private var end: PDFEnd
  /// Where the cells were below the last header, and on which page that was.
  private var places: (PDFPlaces, page: Int)?
  /// The number of rows of the last header.
  private var headerRows = 1
  /// The columns that the best line so far lacks, and where it is.
  private var nearest: (columns: [Int], place: String)?
  /// The rows above the first header, by page.
  private var above: [(page: Int, rows: [PDFRow])] = []
  private var numbers = PDFPages.Numbers()
  /// The first header whose columns are in another order, in words.
  private var otherOrder: String?

  private static let longestLine = 10_000

  init(_ reading: Reading, name: String) throws {
    self.reading = reading
    self.name = name
    header = PDFHeader(reading)
    end = PDFEnd(reading.pdf)
    sections = try PDFSections(reading.pdf)
    if !reading.pdf.ranges.isEmpty { columns = PDFColumns(declared: reading.pdf.ranges) }
    state = reading.pdf.title != nil ? .outside : reading.pdf.hasHeaderLine ? .waiting : .inside
    hasBegun = state == .inside
  }

  /// The rows of the table on the next page.
  mutating func records(of page: PDFPage) throws -> [PDFRecord] {
    let table = reading.pdf
    let all = page.rows(gap: table.rowGap).map {
      (row: $0, texts: $0.texts.map { String($0.prefix(Self.longestLine)) })
    }
    let marks = Set(reading.marks)
    let lines = all.map { one in
      table.sections.isEmpty ? [] : PDFSections.Line.all(of: one.row, marks: marks)
    }
    let ofPage = sections.setPage(lines)
    let number = table.leavesOutPageNumbers ? numbers.row(of: all.map(\.texts), on: page.number) : nil
    let kept = all.enumerated().filter { $0 != number && !$1.row.begins(with: table.leaveOut, $1.texts) }.map {
      (row: $1.row, texts: $1.texts, lines: lines[$0], isOfPage: ofPage.contains($0))
    }
    let left = all.map(\.row).filter { row in row.begins(with: table.leaveOut, row.texts) }
    let rows = kept.map(\.row)
    guard !rows.isEmpty else { return page.words.isEmpty ? blank(page) : [] }
    var records: [PDFRecord] = []
    var found = table.hasHeaderLine ? header.found(in: rows, from: 0) : nil
    let other = table.hasHeaderLine ? header.inOtherOrder(in: rows) : nil
    let isContinued = state == .inside
    /// The first record below the first header of the page, and the first below its last one.
    var (first, last): (Int?, Int?)
    var i = 0
    while i < rows.count {
      let (row, texts, lines, isOfPage) = kept[i]
      let isSection = sections.set(lines)
      let isTitle = table.title.map { row.begins(with: [$0], texts) } ?? false
      if row.begins(with: table.until, texts) {
        state = table.title == nil && table.hasHeaderLine ? .waiting : .outside
        end.reach()
      } else if isTitle {
        hasTitle = true
        end.leave()
        state = table.hasHeaderLine ? .waiting : .inside
        if !table.hasHeaderLine { hasBegun = true }
      } else if let header = found, header.rows.lowerBound == i {
        i = header.rows.upperBound
        found = self.header.found(in: rows, from: i)
        end.leave()
        if state != .outside {
          try begin(header, page)
          (first, last) = (first ?? records.count, records.count)
        }
        continue
      } else if let other, other.rows.lowerBound == i, state == .inside || (state == .waiting && hasTitle) {
        throw problem(orderOf: other, page)
      } else if state == .inside, !isSection, let columns {
        if table.hasHeaderLine, let lacking = header.lacking(in: rows[i..<min(i + headerRows, rows.count)]) {
          throw problem(lacking, rows[i..<min(i + headerRows, rows.count)], page)
        }
        if isOfPage, columns.filled(row) ?? 0 < 2 {
          i += 1
          continue
        }
        let doubt = sections.note(row, texts, columns, page: page.number) ?? sections.pageDoubt
        records.append(
          PDFRecord(page: page.number, row: row, columns: columns, sections: sections.values, doubt: doubt))
        end.note(row, columns)
      } else if state != .inside, !isSection {
        if !hasBegun, reading.pdf.title == nil, !isOfPage { noteAbove(row, page) }
        try end.check(row, columns, at: "\(name), page \(page.number)")
      }
      i += 1
    }
    if isContinued { try compare(records[..<(first ?? records.count)], page.number) }
    if let last { keepPlaces(records[last...], page.number) }
    if !hasBegun, otherOrder == nil, let other { otherOrder = words(orderOf: other, page) }
    if !hasBegun, let missing = header.missing(in: rows), !missing.columns.isEmpty,
      missing.columns.count < nearest?.columns.count ?? .max
    {
      nearest = (missing.columns, "page \(page.number), y \(PDFBox.whole(missing.box.y0))")
    }
    addLeftOut(left, to: &records)
    learn(&records)
    markLabels(&records)
    return records
  }

  private mutating func noteAbove(_ row: PDFRow, _ page: PDFPage) {
    if above.last?.page != page.number { above.append((page.number, [])) }
    above[above.count - 1].rows.append(row)
    if above.count > Self.mostPagesAbove { above.removeFirst() }
  }

  /// A header is not looked for so far below its rows.
  private static let mostPagesAbove = 20

  /// A row that begins as a head or a foot of a page does, and has numbers as records have, would be lost.
  private func addLeftOut(_ rows: [PDFRow], to records: inout [PDFRecord]) {
    guard let first = records.first, let last = records.last else { return }
    for row in rows where !row.isHigh && row.box.y0 > first.row.box.y0 {
      // The columns of the row above it.
      let columns = records.last { $0.row.box.y0 < row.box.y0 }?.columns ?? first.columns
      guard state == .inside || row.box.y0 < last.row.box.y0, let filled = columns.filled(row),
        columns.numbers(in: row) >= 2 || (filled > 1 && filled == columns.ranges.count && columns.numbers(in: row) > 0)
      else { continue }
      records.append(
        PDFRecord(
          page: first.page, row: row, columns: columns, sections: sections.values,
          doubt: "the row begins as read.leave_out says, and has numbers in its cells as records have"))
    }
  }

  /// Words alone in one column, right below or above a record, are the rest of its label, a heading, a note or the number of the page.
  private func markLabels(_ records: inout [PDFRecord]) {
    guard !reading.pdf.hasLabelsAlone, reading.header.count > 1 else { return }
    for i in records.indices where records[i].doubt == nil && !records[i].row.isHigh {
      let columns = records[i].columns
      guard columns.isOfOnePlace(records[i].row) else { continue }
      records[i].doubt =
        "the row has words in one column alone: they may be the rest of a label of the row above or below (read.row_gap joins them), a note "
        + "(read.until, read.leave_out), the page's number (page_numbers: leave_out) or a heading (read.sections); labels_alone: read takes them "
        + "for records"
    }
  }

  /// The columns of a page are those of the header above them; how cells are aligned is seen on their own page.
  private func learn(_ records: inout [PDFRecord]) {
    var start = 0
    while start < records.count {
      let end = records[start...].firstIndex { $0.columns != records[start].columns } ?? records.count
      var columns = records[start].columns
      columns.learn(records[start..<end].map(\.row).filter { !$0.isHigh })
      for i in start..<end { records[i].columns = columns }
      start = end
    }
  }

  /// A page in the middle of a table without any words is not known to be empty: it may be a picture.
  private func blank(_ page: PDFPage) -> [PDFRecord] {
    guard state == .inside, let columns else { return [] }
    let word = PDFWord(box: PDFBox(x0: 0, y0: 0, x1: page.width, y1: page.height), text: "")
    return [PDFRecord(page: page.number, row: PDFRow(word, isHigh: true), columns: columns, sections: sections.values)]
  }

  /// Rows that lie in the columns as records do, and are above the first header, would be lost: a table may have its header on a later page.
  ///
  /// - Throws: ``Problem`` (`.badInput`) where there is one.
  private mutating func checkAbove(_ columns: PDFColumns, _ page: PDFPage) throws {
    defer { above = [] }
    guard columns.ranges.count > 1 else { return }
    for (number, rows) in above {
      let row = rows.first { row in
        !row.isHigh && columns.filled(row) == columns.ranges.count
          && columns.numbers(in: row) >= min(2, columns.ranges.count - 1)
      }
      guard let row else { continue }
      throw Problem(
        .badInput, at: "\(name), page \(number)",
        "the row '\(row.texts.joined(separator: " / ").prefix(80))' (\(row.box.corner)) is above the first header, on page "
          + "\(page.number), and lies in its columns as records do: it would be lost",
        remedy:
          "if it is none, say in which line the table begins: title: TEXT under read: in the dataset's dataset.yaml; if it is one, no header is "
          + "above it: write header_line: false and columns_at there; then: soundings check")
    }
  }

  private mutating func begin(_ found: PDFHeader.Found, _ page: PDFPage) throws {
    let place = "\(name), page \(page.number)"
    if let unknown = found.unknown.first {
      throw Problem(
        .badInput, at: place,
        "the header has the unknown \(Self.quoted(found.unknown.map { "\($0.text)" })), the first at \(unknown.box.width), y "
          + "\(PDFBox.whole(unknown.box.y0))",
        remedy:
          "if the publisher added a column, write it under read.header in the dataset's dataset.yaml; words over several columns "
          + "go under read.over; then: soundings check")
    }
    if reading.pdf.ranges.isEmpty {
      let boxes = found.boxes.compactMap(\.self)
      guard boxes.count == found.boxes.count else {
        throw Problem(
          .badInput, at: place, "a column without words in its header cannot be found by them",
          remedy: "write columns_at: [[FROM, TO], ...] under read: in the dataset's dataset.yaml")
      }
      columns = PDFColumns(boxes, alignments: reading.header.map { reading.pdf.alignments[$0] })
    } else {
      try checkMoved(found, place)
    }
    if !hasBegun, reading.pdf.title == nil, let columns { try checkAbove(columns, page) }
    state = .inside
    hasBegun = true
    headerRows = max(found.rows.count, 1)
  }

  private func checkMoved(_ found: PDFHeader.Found, _ place: String) throws {
    let moved = zip(reading.header, zip(found.boxes, reading.pdf.ranges)).compactMap { name, pair -> String? in
      guard let box = pair.0, !(pair.1.from...max(pair.1.from, pair.1.to)).contains(box.center) else { return nil }
      return "'\(name)' is at \(box.width), declared at x \(PDFBox.whole(pair.1.from)) to \(PDFBox.whole(pair.1.to))"
    }
    guard !moved.isEmpty else { return }
    let rest = moved.count > 4 ? ", and \(moved.count - 4) more" : ""
    throw Problem(
      .badInput, at: place, "the columns have moved: \(moved.prefix(4).joined(separator: ", "))\(rest)",
      remedy:
        "write the new places under read.columns_at in the dataset's dataset.yaml, or remove it: the columns are then found by "
        + "the header's words")
  }

  private mutating func keepPlaces(_ records: ArraySlice<PDFRecord>, _ page: Int) {
    guard reading.pdf.ranges.isEmpty else { return }
    places = records.first.map { (Self.places(records, $0.columns), page) }
  }

  private static func places(_ records: ArraySlice<PDFRecord>, _ columns: PDFColumns) -> PDFPlaces {
    let rows = records.map(\.row).filter { !$0.isHigh }
    return PDFPlaces(columns.cells(rows), numbers: columns.cells(rows, numbersOnly: true))
  }

  /// Rows without a header above them on their page are read with the columns of an earlier one, if these are where they were.
  ///
  /// - Throws: ``Problem`` (`.badInput`) where the columns stand elsewhere.
  private mutating func compare(_ records: ArraySlice<PDFRecord>, _ page: Int) throws {
    guard reading.pdf.ranges.isEmpty, let columns = records.first?.columns else { return }
    let here = Self.places(records, columns)
    guard let known = places else {
      places = (here, page)
      return
    }
    let moved = known.0.moved(on: here)
    guard !moved.isEmpty else {
      places?.0.add(here)
      return
    }
    let words = moved.prefix(4).map { "'\(reading.header[$0.column])' is at \($0.now), before at \($0.before)" }
    throw Problem(
      .badInput, at: "\(name), page \(page)",
      "the page has no header above its rows, and its columns are not where those of page \(known.page) are: "
        + words.joined(separator: ", ") + (moved.count > 4 ? ", and \(moved.count - 4) more" : ""),
      remedy:
        "look at both pages; write places that hold for all of them under read.columns_at in the dataset's dataset.yaml, or end the "
        + "table before that page with read.until")
  }

  /// The columns of a header from left to right, with their places.
  private func words(orderOf found: PDFHeader.Found, _ page: PDFPage) -> String {
    let places = zip(reading.header, found.boxes).compactMap { name, box in box.map { (name: name, box: $0) } }
      .sorted { $0.box.x0 < $1.box.x0 }.map { "'\($0.name)' at \($0.box.width)" }
    return
      "the header on page \(page.number) (y \(PDFBox.whole(found.boxes.compactMap { $0?.y0 }.min() ?? 0))) has its columns in another order: \(places.prefix(6).joined(separator: ", "))"
      + (places.count > 6 ? ", and \(places.count - 6) more" : "")
  }

  private func problem(orderOf found: PDFHeader.Found, _ page: PDFPage) -> Problem {
    Problem(
      .badInput, at: name,
      words(orderOf: found, page) + "; expected, from left to right: \(Self.quoted(reading.header))",
      remedy:
        "if the publisher changed the whole file, correct read.header in the dataset's dataset.yaml; if these are two tables, choose one "
        + "with read.title and read.until; then: soundings check")
  }

  /// A header that is not quite the declared one would become a record, and the rows below it would be read in the places of the one before.
  private func problem(_ lacking: [Int], _ rows: ArraySlice<PDFRow>, _ page: PDFPage) -> Problem {
    let words = rows.flatMap(\.texts).joined(separator: " / ")
    return Problem(
      .badInput, at: "\(name), page \(page.number)",
      "the line '\(words.prefix(80))' (\(rows.first?.box.corner ?? "")) is a header, and lacks "
        + Self.quoted(lacking.map { reading.header[$0] }),
      remedy:
        "look at that page: another table goes after read.until; a line that repeats parts of the header goes under read.leave_out in "
        + "the dataset's dataset.yaml; then: soundings check")
  }

  /// Why the document ends without the table, or in the middle of its beginning; nil if it does not.
  func problemAtEnd(_ pages: PDFPages) -> Problem? {
    if pages.words == 0 {
      return Problem(
        .badInput, at: name,
        "the PDF has \(English.count(pages.pages, "page")) and not one word: it is scanned, or drawn as pictures",
        remedy:
          "ask the publisher for the file from which it was printed; a program that reads pictures may misread digits")
    }
    if let page = pages.sidewaysPage, !hasBegun {
      return Problem(
        .badInput, at: "\(name), page \(page)", "the words of the page stand sideways, so that it has no lines to read",
        remedy:
          "turn the pages upright, and add the turned file: qpdf --rotate=+90 FILE upright.pdf (or -90; apt-get install qpdf), then: "
          + "soundings add DATASET upright.pdf --published DATE")
    }
    if let title = reading.pdf.title, !hasTitle {
      return Problem(
        .badInput, at: name,
        "no line of \(English.count(pages.pages, "page")) begins with '\(title)', the title of the table",
        remedy: "compare the file with read.title in the dataset's dataset.yaml, then: soundings check")
    }
    guard !hasBegun || (state == .waiting && reading.pdf.title != nil) else {
      return end.problem(pages: pages.pages, name: name)
    }
    let what =
      otherOrder ?? nearest.map {
        "the header (\($0.place)) lacks \(Self.quoted($0.columns.map { reading.header[$0] }))"
      }
      ?? "no line of \(English.count(pages.pages, "page")) has the words of the header, \(Self.quoted(reading.header))"
    return Problem(
      .badInput, at: name, what,
      remedy:
        "compare the file with read.header in the dataset's dataset.yaml: pdftotext -layout FILE - | less; then: soundings check"
    )
  }

  private static func quoted(_ names: [String]) -> String {
    let rest = names.count > 6 ? ", and \(names.count - 6) more" : ""
    return names.prefix(6).map { "'\($0.count > 60 ? $0.prefix(60) + "…" : $0[...])'" }.joined(separator: ", ") + rest
  }
}
