import Model
import Words

/// What form a delimited text file has.
struct CSVSurvey {
  private let text: [UInt8]
  private var split: LooseSplit
  private var dialect = Dialect()
  private var reasons: [String] = []

  private static let separators = [",", ";", "\t", "|"].map { Array($0.utf8)[0] }
  /// So many records show what form a file has.
  private static let tried = 2000
  private static let largest = 256 << 20
  /// What is above a header is not longer.
  private static let mostAbove = 30

  /// - Throws: ``Problem`` (`.badInput`) where the file cannot be read, or has no table.
  static func readings(path: String, name: String) throws -> [SurveyedReading] {
    let (encoding, why) = try Self.encoding(path: path, name: name)
    guard
      let text = try DecodedFile.text(path: path, name: name, encoding ?? .utf8, limit: largest)
    else {
      throw Problem(
        .badInput, at: name, "is larger than \(largest >> 20) MB, too large to be looked through",
        remedy:
          "look at a part of it: head -n 100000 \(ShellWord.quoted(name)) > part.csv, then: soundings new with --file part.csv"
      )
    }
    var bytes = Array(text.utf8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    // Old files of a Mac end their lines with a carriage return alone.
    let hasLineEnds = bytes.contains(UInt8(ascii: "\n"))
    guard hasLineEnds || !bytes.contains(UInt8(ascii: "\r")) else {
      throw Problem(
        .badInput, at: name, "its lines end with a carriage return alone",
        remedy: "write it anew: tr '\\r' '\\n' < \(ShellWord.quoted(name)) > new.csv, then give new.csv")
    }
    let splits = Self.splits(of: bytes)
    var found: [SurveyedReading] = []
    for split in splits.prefix(3) {
      var survey = CSVSurvey(bytes, split)
      survey.dialect.encoding = encoding
      if let why { survey.reasons.append(why) }
      if let reading = survey.reading() { found.append(reading) }
    }
    guard !found.isEmpty else {
      throw Problem(
        .badInput, at: name, "no table was found in the text",
        remedy: "open it: it may be a page of text, or be written in columns of fixed width, which are not read")
    }
    return found
  }

  private init(_ text: [UInt8], _ split: LooseSplit) {
    self.text = text
    self.split = split
    dialect.separator = split.separator
    dialect.escape = split.escape
    dialect.quote = split.quote
    if split.quote == nil { dialect.escape = .none }
  }

  // MARK: - encoding

  private static func encoding(path: String, name: String) throws -> (TextEncoding?, why: String?) {
    let start = try InputFile.prefix(path: path, name: name, count: 1 << 20)
    if let mark = TextEncoding(markAt: start) { return (mark == .utf8 ? nil : mark, nil) }
    let zeros = start.prefix(4096).enumerated().filter { $0.element == 0 }.map(\.offset)
    if zeros.count * 8 > min(start.count, 4096) {
      let isLittle = zeros.count { $0 % 2 == 1 } * 2 > zeros.count
      return (
        isLittle ? .utf16LE : .utf16BE, "encoding: every second byte is 0, as in UTF-16 without a byte order mark"
      )
    }
    let raw = try InputFile.prefix(path: path, name: name, count: largest)
    guard let found = raw.withUnsafeBufferPointer(TextCheck.fault) else { return (nil, nil) }
    guard case .notUTF8(let fault) = found else {
      throw Problem(
        .badInput, at: name, "is no text: it has bytes of 0", remedy: "open it with the program that it was made for")
    }
    let line = 1 + raw[..<fault].count { $0 == UInt8(ascii: "\n") }
    return (
      .windows1252,
      "encoding: line \(line) is no UTF-8 (the byte 0x\(String(raw[fault], radix: 16, uppercase: true))); read as Windows-1252, "
        + "the usual one of Western Europe and the Americas: look at the names with accents"
    )
  }

  // MARK: - separator and quotes

  /// The ways to divide the text, the likeliest first.
  private static func splits(of text: [UInt8]) -> [LooseSplit] {
    let start = Array(text.prefix(512 << 10))
    let quote = UInt8(ascii: "\"")
    let hasBackslash = zip(start, start.dropFirst()).contains { $0 == UInt8(ascii: "\\") && $1 == quote }
    var escapes: [(UInt8?, Dialect.Escape)] = [(quote, .doubled)]
    if hasBackslash { escapes.insert((quote, .backslash), at: 0) }
    if start.contains(quote) { escapes.append((nil, .doubled)) }
    var scored: [(split: LooseSplit, score: Double)] = []
    for (place, (quote, escape)) in escapes.enumerated() {
      for separator in separators {
        let trial = LooseSplit(text: start, separator: separator, quote: quote, escape: escape)
        let records = trial.records(tried).filter { !trial.isBlank($0) }
        guard let usual = usualCount(records), usual > 1 else { continue }
        let fitting = records.count { $0.count == usual }
        // What stands above the header is short; quotes that are none make records of many lines.
        let above = records.prefix { $0.count != usual }.count
        let long = records.max { $0.lines < $1.lines }?.lines ?? 1
        let score =
          Double(fitting) / Double(records.count) + Double(min(usual, 50)) / 1000 - Double(min(above, 10)) / 200
          - (long > 100 ? 0.2 : 0) - Double(place) / 1000
        scored.append((LooseSplit(text: text, separator: separator, quote: quote, escape: escape), score))
      }
    }
    scored.sort { $0.score > $1.score }
    let plain = LooseSplit(text: text, separator: separators[0], quote: quote, escape: .doubled)
    return scored.isEmpty ? [plain] : scored.map(\.split)
  }

  /// The number of fields that most records have; of two that are as frequent the larger.
  private static func usualCount(_ records: [LooseSplit.Record]) -> Int? {
    var counts: [Int: Int] = [:]
    for record in records { counts[record.count, default: 0] += 1 }
    let wide = counts.filter { $0.key > 1 }
    return (wide.isEmpty ? counts : wide).max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
  }

  // MARK: - lines

  private mutating func reading() -> SurveyedReading? {
    var all = split.records()
    takeSeparatorLine(&all)
    takeComments(&all)
    let filled = all.filter { !split.isBlank($0) }
    guard var width = Self.usualCount(filled) else { return nil }
    takeTrailingSeparator(filled.filter { [width] in $0.count == width }, &width)
    let widths = dialect.hasTrailingSeparator ? [width, width + 1] : [width]
    func isWhole(_ record: LooseSplit.Record) -> Bool { widths.contains(record.count) }
    let least = width > 2 ? 2 : 1
    guard
      var head = filled.firstIndex(where: { isWhole($0) && fields($0).count { !$0.isEmpty } >= least })
    else { return nil }
    // A title with a separator in it has as many fields as records, and a blank line below it.
    let gap = all.prefix(Self.mostAbove).first { record in split.isBlank(record) && record.line > filled[head].line }
    if let gap, let below = filled.firstIndex(where: { $0.line > gap.line }), isWhole(filled[below]),
      below - head <= 3, filled.count - below > 1
    {
      head = below
    }
    var body = Array(filled[(head + 1)...])
    takeFooter(&body, of: all, isWhole)
    if body.contains(where: { $0.count < width }), body.allSatisfy({ $0.count <= width }) {
      dialect.allowsShortRecords = true
      reasons.append("missing: \(body.count { $0.count < width }) records have fewer fields than the header")
    }
    var names = Array(split.fields(of: filled[head], isExact: true).prefix(width))
    takeHeader(&names, filled[head], body)
    guard width > 1 || isList(body) else { return nil }
    if head > 0, dialect.headerLines > 0 { takeTitle(filled[head], head, all) }
    var reading = Reading(format: .csv, header: names)
    reading.dialect = dialect
    let lines = body.map(\.lines).max() ?? 1
    if lines > 1 { reading.linesPerRecord = lines }
    if (body.map { $0.bytes.count }.max() ?? 0) >= Dialect.usualRecordSize {
      reading.dialect.recordSize = Dialect.largestRecordSize
    }
    return SurveyedReading(reading, reasons)
  }

  private static func bare(_ text: Substring) -> String {
    String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }

  private func fields(_ record: LooseSplit.Record) -> [String] { split.fields(of: record) }

  /// Whether one column is a list, and no text of sentences.
  private func isList(_ body: [LooseSplit.Record]) -> Bool {
    body.prefix(Self.tried).allSatisfy { record in
      let text = fields(record)[0]
      return CellLook.isFigure(text) || (text.count <= 40 && !text.hasSuffix("."))
    }
  }

  private mutating func takeSeparatorLine(_ all: inout [LooseSplit.Record]) {
    guard let first = all.first else { return }
    let line = String(decoding: text[first.bytes], as: UTF8.self).lowercased()
    guard line.hasPrefix("sep=") else { return }
    dialect.hasSeparatorLine = true
    all.removeFirst()
  }

  private mutating func takeComments(_ all: inout [LooseSplit.Record]) {
    for mark in ["#", "//"] {
      let marked = all.filter { text[$0.bytes].starts(with: mark.utf8) }
      guard !marked.isEmpty, marked.count * 2 < all.count || marked.first?.line == 1 else { continue }
      // A column may be called #, and a street be #1.
      guard marked.allSatisfy({ $0.count == 1 || text[$0.bytes].dropFirst(mark.utf8.count).first == 32 }) else {
        continue
      }
      dialect.comment = mark
      reasons.append(
        "comment: \(English.count(marked.count, "line")) \(marked.count == 1 ? "begins" : "begin") with \(mark)")
      all.removeAll { text[$0.bytes].starts(with: mark.utf8) }
      return
    }
  }

  private mutating func takeTrailingSeparator(_ whole: [LooseSplit.Record], _ width: inout Int) {
    // The header is one of them: a last column that is blank in all records and has a name is a column.
    guard width > 1, whole.count > 1, whole.prefix(Self.tried).allSatisfy({ fields($0).last == "" }) else { return }
    dialect.hasTrailingSeparator = true
    width -= 1
    reasons.append("trailing_separator: the lines end with a separator, and nothing is behind it")
  }

  /// Takes what stands below the records: totals, sources, notes.
  private mutating func takeFooter(
    _ body: inout [LooseSplit.Record], of all: [LooseSplit.Record], _ isWhole: (LooseSplit.Record) -> Bool
  ) {
    var foot: [LooseSplit.Record] = []
    while let last = body.last, foot.count < 60 {
      let first = fields(last).first { !$0.isEmpty } ?? ""
      let isBelowBlank = all.contains { split.isBlank($0) && $0.line == last.line - 1 }
      // A line that is too short may be a record that was cut off; one of words, or below a blank line, is none.
      let isNote = last.count == 1 && (isBelowBlank || first.contains(" "))
      guard CellLook.isFoot(first) || (isNote && !isWhole(last)) else { break }
      foot.insert(last, at: 0)
      body.removeLast()
    }
    guard let first = foot.first else { return }
    guard !body.isEmpty else {
      body = foot
      return
    }
    let begin = String(fields(first)[0].prefix(40))
    let gap = all.first { split.isBlank($0) && $0.line == first.line - 1 }
    // Blank fields would be a record above the footer.
    if let gap, !CellLook.isFoot(begin) || begin.isEmpty || split.hasBlankFields(gap) {
      dialect.endsAtBlankLine = true
      reasons.append("until: a blank line, and below it no records but notes")
      return
    }
    let words = begin.isEmpty ? String(decoding: text[first.bytes].prefix(20), as: UTF8.self) : begin
    guard !words.isEmpty, !body.contains(where: { fields($0)[0].hasPrefix(words) }) else {
      body += foot
      return
    }
    // The words before a number or a colon: a date or a sum behind them is another in the next edition.
    let fixed = Self.bare(words.prefix { !$0.isNumber })
    dialect.footer = [fixed.isEmpty ? words : fixed]
    reasons.append("footer: line \(first.line) begins with '\(dialect.footer[0])', and no record is below it")
  }

  private mutating func takeHeader(
    _ names: inout [String], _ head: LooseSplit.Record, _ body: [LooseSplit.Record]
  ) {
    let rows = body.prefix(500).map(fields)
    // The first of them may be the header's second line.
    let figures = names.indices.filter { i in
      let texts = rows.dropFirst(rows.count > 2 ? 1 : 0).compactMap { $0.count > i && !$0[i].isEmpty ? $0[i] : nil }
      return !texts.isEmpty && texts.count(where: CellLook.isFigure) * 10 >= texts.count * 8
    }
    let above = figures.filter { CellLook.isFigure(names[$0]) }
    let areYears =
      above.count > 1 && above.allSatisfy { CellLook.isYear(names[$0]) }
      && !above.allSatisfy { i in rows.allSatisfy { $0.count <= i || $0[i].isEmpty || CellLook.isYear($0[i]) } }
    if !figures.isEmpty, above.count == figures.count, !areYears {
      dialect.headerLines = 0
      names = names.indices.map { "column_\($0 + 1)" }
      reasons.append(
        "header_lines: the first line has figures where the others have: the file has no header, so name the columns")
      return
    }
    if figures.isEmpty { reasons.append("header: no column has numbers, so the first line was taken for it") }
    guard !rows.isEmpty, let second = body.first, rows.count > 1 else { return }
    let next = fields(second)
    let isDoubled = names.contains("") || Set(names).count < names.count
    let hasWordsBelow =
      figures.allSatisfy { next.count > $0 && !CellLook.isFigure(next[$0]) }
      && !figures.isEmpty && next.contains { !$0.isEmpty }
    guard isDoubled, hasWordsBelow else { return }
    dialect.headerLines = 2
    reasons.append("header_lines: the names are on lines \(head.line) and \(second.line)")
    var left = ""
    names = names.indices.map { i in
      if !names[i].isEmpty { left = names[i] }
      return [left, next.count > i ? next[i] : ""].filter { !$0.isEmpty }.joined(separator: " ")
    }
  }

  private mutating func takeTitle(_ head: LooseSplit.Record, _ above: Int, _ all: [LooseSplit.Record]) {
    let lines = all.filter { $0.line < head.line }.reduce(0) { $0 + $1.lines }
    let line = String(decoding: text[head.bytes], as: UTF8.self)
    // Up to the first separator, where that is enough to know the line by.
    let name = line.prefix { $0 != Character(Unicode.Scalar(split.separator)) && !$0.isNewline }
    let start = line.prefix(name.count + 1)
    let isClear =
      !Self.bare(name).isEmpty && !all.contains { $0.line < head.line && text[$0.bytes].starts(with: start.utf8) }
    if isClear, dialect.headerLines == 1, dialect.comment == nil {
      dialect.title = .until(String(start))
    } else {
      dialect.title = .lines(lines - (dialect.hasSeparatorLine ? 1 : 0))
    }
    reasons.append("\(English.count(above, "line")) above the header \(above == 1 ? "is a title" : "are titles")")
  }
}
