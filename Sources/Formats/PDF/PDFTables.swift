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
  private let patterns: [Regex<AnyRegexOutput>]
  private var state: State
  private var columns: PDFColumns?
  private var sections: [String?]
  /// True once a header was found, or a title where there is none.
  private(set) var hasBegun = false
  private var hasTitle = false
  private var end: PDFEnd
  /// Where the cells were below the last header, and on which page that was.
  private var places: (PDFPlaces, page: Int)?
  /// The columns that the best line so far lacks, and where it is.
  private var nearest: (columns: [Int], place: String)?

  private static let longestLine = 10_000

  init(_ reading: Reading, name: String) throws {
    self.reading = reading
    self.name = name
    header = PDFHeader(reading)
    end = PDFEnd(reading.pdf)
    patterns = try reading.pdf.sections.map { try Regex($0.pattern) }
    sections = patterns.map { _ in nil }
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
    setPageSections(all.flatMap(\.texts))
    let kept = all.filter { !$0.row.begins(with: table.leaveOut, $0.texts) }
    let rows = kept.map(\.row)
    guard !rows.isEmpty else { return page.words.isEmpty ? blank(page) : [] }
    var records: [PDFRecord] = []
    var found = table.hasHeaderLine ? header.found(in: rows, from: 0) : nil
    let isContinued = state == .inside
    /// The first record below the first header of the page, and the first below its last one.
    var (first, last): (Int?, Int?)
    var i = 0
    while i < rows.count {
      let (row, texts) = kept[i]
      let isSection = setSections(texts)
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
      } else if state == .inside, !isSection, let columns {
        records.append(PDFRecord(page: page.number, row: row, columns: columns, sections: sections))
        end.note(row, columns)
      } else if state != .inside, !isSection {
        try end.check(row, columns, at: "\(name), page \(page.number)")
      }
      i += 1
    }
    if isContinued { try compare(records[..<(first ?? records.count)], page.number) }
    if let last { keepPlaces(records[last...], page.number) }
    if !hasBegun, let missing = header.missing(in: rows), missing.columns.count < nearest?.columns.count ?? .max {
      nearest = (missing.columns, "page \(page.number), y \(PDFBox.whole(missing.box.y0))")
    }
    learn(&records)
    return records
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
    return [PDFRecord(page: page.number, row: PDFRow(word, isHigh: true), columns: columns, sections: sections)]
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
    state = .inside
    hasBegun = true
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
    PDFPlaces(columns.cells(records.map(\.row).filter { !$0.isHigh }))
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

  private mutating func setPageSections(_ lines: [String]) {
    for (i, section) in reading.pdf.sections.enumerated() where section.place == .page {
      sections[i] = Self.value(lines, patterns[i])
    }
  }

  /// True if a line of the row is one of a section.
  private mutating func setSections(_ lines: [String]) -> Bool {
    var isSection = false
    for (i, section) in reading.pdf.sections.enumerated() where section.place == .above {
      guard let value = Self.value(lines, patterns[i]) else { continue }
      sections[i] = value
      isSection = true
    }
    return isSection
  }

  /// The value of the first line that matches.
  private static func value(_ lines: [String], _ pattern: Regex<AnyRegexOutput>) -> String? {
    for line in lines {
      guard let output = (try? pattern.firstMatch(in: line))?.output else { continue }
      // Of several groups, such as those of alternatives, the one that matched.
      return (output.dropFirst().lazy.compactMap(\.substring).first ?? output[0].substring).map(String.init)
    }
    return nil
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
      nearest.map { "the header (\($0.place)) lacks \(Self.quoted($0.columns.map { reading.header[$0] }))" }
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
