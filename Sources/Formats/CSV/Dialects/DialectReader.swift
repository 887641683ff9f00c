import Model

/// Reads CSV that is not RFC 4180 in UTF-8, as far as the manifest declares how it differs (``Dialect``).
///
/// Title lines, comments, the header, blank lines and the footer are not records and are not counted. What a record means without a
/// declaration is as in ``CSVReader``, and so is what is thrown and what is a defect.
final class DialectReader: DelimitedReader {
  static let mostColumns = 4096

  private(set) var header: [String] = []
  let fields: UnsafePointer<FieldBytes>
  private(set) var recordNumber = 0

  let name: String
  let dialect: Dialect
  let slots: UnsafeMutablePointer<FieldBytes>
  /// Outside of the object: Swift checks every access to a class's variables at run time.
  let state: UnsafeMutablePointer<DialectState>
  /// The columns whose content nobody reads.
  private(set) var skipped: [Bool] = []
  private(set) var columns = mostColumns

  private let file: DecodedFile
  private let comment: [UInt8]
  private let footer: [[UInt8]]
  private var isInFooter = false
  /// Whether the blank line at which the table ends is passed.
  private var isPastEnd = false
  /// The smallest number of filled fields of a record, where it is known what follows the records.
  private var fewest = Int.max

  /// - Parameters:
  ///   - declared: the header of the manifest, which a file without one has.
  ///   - sent: the encoding of the Content-Type.
  init(
    path: String, name: String, dialect: Dialect, declared: [String], sent: TextEncoding? = nil,
    bufferSize: Int = 256 << 10
  ) throws {
    self.name = name
    self.dialect = dialect
    file = try DecodedFile(path: path, name: name, declared: dialect.encoding, sent: sent)
    comment = Array((dialect.comment ?? "").utf8)
    footer = dialect.footer.map { Array($0.utf8) }
    slots = .allocate(capacity: Self.mostColumns + 1)
    slots.initialize(repeating: .absent, count: Self.mostColumns + 1)
    fields = UnsafePointer(slots)
    state = .allocate(capacity: 1)
    state.initialize(to: DialectState(capacity: max(bufferSize, 64)))
    if dialect.hasSeparatorLine { try readSeparatorLine() }
    try skipTitle()
    if dialect.headerLines == 0 {
      header = declared
    } else {
      try readHeader()
    }
    columns = header.count
    state.pointee.widest = 1
    state.pointee.length = 0
    for i in 0...columns { slots[i] = .absent }
  }

  deinit {
    state.pointee.deallocate()
    state.deallocate()
    slots.deallocate()
  }

  var linesSpanned: Int { state.pointee.innerLineEnds + 1 }
  var mostLinesInField: Int { state.pointee.widest }
  var endsWithoutLineEnd: Bool { !state.pointee.hasLineEnd }
  func allowLines(_ count: Int) { state.pointee.allowedLines = count }

  /// The current record without its line end, decoded.
  var verbatim: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: state.pointee.base + state.pointee.start, count: state.pointee.length)
  }

  /// Leaves the content of columns unread, as indices into the header.
  func skip(_ columns: [Int]) {
    skipped = header.indices.map(columns.contains)
  }

  func advance() throws -> Bool {
    while try nextRow() {
      if dialect.endsAtBlankLine, isPastEnd || (recordNumber > 0 && isBlank) {
        try checkEnd()
        continue
      }
      if dialect.endsAtBlankLine, isBlank { continue }
      if !footer.isEmpty, isInFooter || beginsFooter() {
        try checkFooter()
        continue
      }
      recordNumber += 1
      settle()
      if dialect.endsAtBlankLine || (!footer.isEmpty && dialect.allowsShortRecords) {
        fewest = min(fewest, filled(columns))
      }
      return true
    }
    state.pointee.length = 0
    guard footer.isEmpty || isInFooter else {
      throw Problem(
        .badInput, at: name,
        "the file ends without its footer: no line after the header begins with \(shown(dialect.footer))",
        remedy: "the file may be cut off: fetch it again; if the publisher dropped the footer, edit read.footer in the "
          + "dataset's dataset.yaml")
    }
    return false
  }

  /// What does not fit the encoding in a part of the text, in words.
  func fault(from start: Int, to end: Int) -> String? { file.fault(from: start, to: end).map(file.words) }

  /// The offset in the file of a byte of the current record; for UTF-8 only, where both have the same length.
  func offset(of byte: Int) -> Int { file.markLength + state.pointee.consumed + state.pointee.start + byte }

  // MARK: - rows

  /// Moves to the next row that is neither blank nor a comment.
  private func nextRow() throws -> Bool {
    let s = state
    while true {
      if !comment.isEmpty {
        if s.pointee.next >= s.pointee.end, s.pointee.isAtEnd { return false }
        switch begins(comment, at: s.pointee.next) {
        case nil:
          try fill()
          continue
        case true?:
          if !header.isEmpty {
            guard let isRecord = looksLikeRecord() else {
              try fill()
              continue
            }
            if isRecord, scan() == .record {
              s.pointee.defect = .commented
              return true
            }
          }
          try skipLine()
          continue
        case false?: break
        }
      }
      switch scan() {
      case .record:
        if s.pointee.length > dialect.recordSize { throw tooLong() }
        return true
      case .blank:
        if dialect.endsAtBlankLine, !header.isEmpty { return true }
      case .end: return false
      case .openQuote: throw openQuote()
      case .tooWide: throw tooWide()
      case .moreNeeded: try fill()
      }
    }
  }

  private func fill() throws {
    let s = state
    if s.pointee.end - s.pointee.next > dialect.recordSize { throw tooLong() }
    s.pointee.makeRoom(most: dialect.recordSize)
    let (count, isAtEnd) = try file.read(
      into: s.pointee.base + s.pointee.end, count: s.pointee.capacity - s.pointee.end)
    s.pointee.end += count
    s.pointee.isAtEnd = isAtEnd
  }

  private func skipLine() throws { _ = try takeLine() }

  /// Moves past a physical line and returns it; nil at the end of the file.
  @discardableResult
  private func takeLine() throws -> [UInt8]? {
    let s = state
    while true {
      if s.pointee.next >= s.pointee.end, s.pointee.isAtEnd { return nil }
      guard let line = line(at: s.pointee.next) else {
        try fill()
        continue
      }
      let text = Array(UnsafeBufferPointer(start: s.pointee.base + s.pointee.next, count: line.stop - s.pointee.next))
      s.pointee.next = line.after
      s.pointee.nextLine += 1
      return text
    }
  }

  // MARK: - before the records

  private func readSeparatorLine() throws {
    let found = String(decoding: try takeLine() ?? [], as: UTF8.self)
    let line = found.filter { $0 != "\"" }
    guard line != "sep=" + String(Unicode.Scalar(dialect.separator)) else { return }
    throw Problem(
      .badInput, at: name,
      "the first line is '\(found.prefix(60))', expected 'sep=' and \(dialect.separatorName) (read.sep_line)",
      remedy: "correct read.separator, or remove read.sep_line, in the dataset's dataset.yaml")
  }

  private func skipTitle() throws {
    switch dialect.title {
    case nil: return
    case .lines(let count)?: for _ in 0..<count { try skipLine() }
    case .until(let text)?:
      while true {
        switch begins(Array(text.utf8), at: state.pointee.next) {
        case nil: try fill()
        case true?: return
        case false?:
          guard try takeLine() != nil else {
            throw Problem(
              .badInput, at: name,
              "no line begins with '\(text)', where read.header_starts_with says that the header is",
              remedy:
                "look at the first lines of the file, and correct read.header_starts_with in the dataset's dataset.yaml"
            )
          }
        }
      }
    }
  }

  private func readHeader() throws {
    var rows: [[String]] = []
    while rows.count < dialect.headerLines {
      guard try nextRow() else {
        throw Problem(
          .badInput, at: name, rows.isEmpty ? "the file has no header line" : "the file ends within the header",
          remedy: "fetch it again; if nothing changes, compare its first lines with read: in the dataset's dataset.yaml"
        )
      }
      settleText()
      if let defect {
        throw Problem(
          .badInput, at: name, "the header line cannot be read: \(defect)",
          remedy:
            "look at line \(state.pointee.line) of the file, and compare it with read: in the dataset's dataset.yaml")
      }
      guard state.pointee.found <= Self.mostColumns else {
        throw Problem(
          .badInput, at: name, "the header has \(state.pointee.found) columns; at most \(Self.mostColumns) are read",
          remedy: "check read.separator in the dataset's dataset.yaml")
      }
      var row = (0..<state.pointee.found).map { slots[$0].text ?? "" }
      // Before the rows are joined: a blank cell above would take the name of the cell at its left.
      if dialect.hasTrailingSeparator, row.count > 1, row.last == "" { row.removeLast() }
      rows.append(row)
    }
    header = Self.joined(rows)
  }

  /// The names of a header of several lines: the cells of a column, with a blank between. A blank cell above belongs to the
  /// cell at its left, as in merged cells.
  private static func joined(_ rows: [[String]]) -> [String] {
    guard rows.count > 1 else { return rows.first ?? [] }
    let count = rows.map(\.count).max() ?? 0
    var names = [[String]](repeating: [], count: count)
    for (r, row) in rows.enumerated() {
      var last = ""
      for i in 0..<count {
        var cell = i < row.count ? row[i] : ""
        if cell.isEmpty, r < rows.count - 1 { cell = last }
        last = cell
        if !cell.isEmpty { names[i].append(cell) }
      }
    }
    return names.map { $0.joined(separator: " ") }
  }

  // MARK: - the end

  private var isBlank: Bool { filled(state.pointee.found) == 0 }

  /// A row below the blank line that looks like a record would be lost.
  private func checkEnd() throws {
    isPastEnd = true
    guard columns > 1, filled(state.pointee.found) >= max(fewest, 2) else { return }
    throw Problem(
      .badInput, at: name,
      "line \(state.pointee.line) is below the blank line that ends the table (read.until), and has as many filled fields as its records: "
        + "'\(String(decoding: verbatim.prefix(80), as: UTF8.self))'",
      remedy:
        "look at the file; if these are records too, remove until: blank under read: in the dataset's dataset.yaml"
        + ", or name what ends the table under footer:")
  }

  private func beginsFooter() -> Bool {
    let first = slots[0]
    guard let start = first.start else { return false }
    let text = UnsafeBufferPointer(start: start, count: first.count)
    return footer.contains { text.starts(with: $0) || verbatim.starts(with: $0) }
  }

  /// A row below the footer that looks like a record would be lost.
  private func checkFooter() throws {
    if !isInFooter {
      isInFooter = true
      return
    }
    // A note that a spreadsheet wrote has all columns too, but text in one of them only.
    let found = state.pointee.found
    let isWhole = found == columns || found == columns + 1
    guard columns > 1, isWhole || (dialect.allowsShortRecords && found < columns), !beginsFooter() else { return }
    guard filled(found) >= (isWhole ? 2 : max(fewest, 2)) else { return }
    throw Problem(
      .badInput, at: name,
      "line \(state.pointee.line) is below the footer and looks like a record: "
        + "'\(String(decoding: verbatim.prefix(80), as: UTF8.self))'",
      remedy: "make read.footer in the dataset's dataset.yaml name only texts with which no record begins")
  }

  /// How many of the first fields have content.
  private func filled(_ count: Int) -> Int { (0..<min(count, columns)).count { !slots[$0].isBlank } }

  private func shown(_ texts: [String]) -> String { texts.map { "'\($0)'" }.joined(separator: " or ") }
}
