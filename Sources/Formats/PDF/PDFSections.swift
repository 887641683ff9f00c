import Model

/// The texts outside of the rows that become columns (`read.sections`).
struct PDFSections {
  /// A line of a row, as a section is looked for in it.
  struct Line {
    /// Without the marks of footnotes that the reading names.
    var text: String
    /// What may be another one.
    var mark: PDFWord?

    /// The lines of a row. A mark that is raised so far that it would be a line of its own is one of the line that it is raised from.
    ///
    /// - Parameter marks: small words behind others that are no content.
    static func all(of row: PDFRow, marks: Set<String>) -> [Line] {
      var lines = PDFWord.lines(row.words)
      guard lines.count > 1 else { return lines.map { Line($0, marks: marks) } }
      for (i, line) in lines.enumerated() where line.count == 1 {
        let of = lines.indices.first { other in
          other != i
            && lines[other].contains { word in
              line[0].isRaised(behind: word) && line[0].box.x0 > word.box.x1 - 0.5 * line[0].box.height
            }
        }
        guard let of else { continue }
        let after = lines[of].firstIndex { $0.box.x0 > line[0].box.x0 } ?? lines[of].endIndex
        lines[of].insert(line[0], at: after)
        lines[i] = []
      }
      return lines.filter { !$0.isEmpty }.map { Line($0, marks: marks) }
    }

    private init(_ words: [PDFWord], marks: Set<String>) {
      let words = PDFRecord.withoutMarks(words, marks)
      text = String(PDFWord.text(words).prefix(Self.longest))
      mark =
        zip(words, words.dropFirst()).first { word, next in
          !NoteMark.isEnding(next.text)
            && (next.isRaised(behind: word) || (next.isSmall(beside: word) && word.touches(next)))
        }?.1
    }

    private static let longest = 10_000
  }

  private let sections: [PDFTable.Section]
  private var texts: SectionTexts
  var values: [String?] { texts.values }
  /// Why the values of the rows below are not certain; nil where they are.
  private(set) var doubt: String?
  /// Why the values of the page are not certain.
  private(set) var pageDoubt: String?
  /// The first words of the lines that matched, each digit as 0.
  private var beginnings: Set<String> = []
  /// The sections without a line since the doubt arose.
  private var unsettled: Set<Int> = []

  private var above: [Int] { sections.indices.filter { sections[$0].place == .above } }

  init(_ table: PDFTable) throws {
    sections = table.sections
    texts = try SectionTexts(sections.map(\.pattern))
  }

  /// Sets what the first matching line of a page says.
  ///
  /// - Parameter rows: the lines of each row of the page.
  /// - Returns: the rows that these lines are in.
  mutating func setPage(_ rows: [[Line]]) -> Set<Int> {
    var found: Set<Int> = []
    pageDoubt = nil
    for (i, section) in sections.enumerated() where section.place == .page {
      texts.set(i, to: nil)
      for (row, lines) in rows.enumerated() {
        guard let line = lines.first(where: { texts.value(of: i, in: [$0.text]) != nil }) else { continue }
        texts.set(i, to: texts.value(of: i, in: [line.text]))
        if line.mark != nil { pageDoubt = words(of: line) }
        found.insert(row)
        break
      }
    }
    return found
  }

  /// True if a line of the row is one of a section for the rows below.
  mutating func set(_ lines: [Line]) -> Bool {
    let all = lines.map(\.text)
    guard texts.set(all, among: above) else { return false }
    let isOne = { (text: String, section: Int, texts: SectionTexts) in texts.value(of: section, in: [text]) != nil }
    if let line = lines.first(where: { line in
      line.mark != nil && above.contains { isOne(line.text, $0, texts) }
    }) {
      unsettled = Set(above)
      doubt = words(of: line)
      return true
    }
    unsettled.subtract(above.filter { texts.value(of: $0, in: all) != nil })
    if unsettled.isEmpty { doubt = nil }
    beginnings.formUnion(all.compactMap(Self.beginning))
    return true
  }

  private func words(of line: Line) -> String {
    "'\(line.mark?.text ?? "")' is small or raised in the line '\(line.text.prefix(80))', which may begin another section than it says "
      + "(read.marks names what is left out)"
  }

  /// Takes note of a row that no pattern matches. Words in one place alone may be the line of another section: `FY2020*` instead of `FY2020`.
  ///
  /// - Returns: why the row is not certain to be a record; nil where nothing speaks against it but an earlier such row.
  mutating func note(_ row: PDFRow, _ texts: [String], _ columns: PDFColumns, page: Int) -> String? {
    guard !above.isEmpty, columns.ranges.count > 1, !row.isHigh else { return doubt }
    let words = texts.compactMap(Self.beginning)
    let hasLetters = texts.contains { $0.contains(where: \.isLetter) }
    // A number alone is that of the page, if it has fewer digits than a year, and no section's line begins so.
    let isYear = words.contains { word in
      word.hasPrefix("0000") || beginnings.contains { word.hasPrefix($0) }
    }
    guard hasLetters || isYear else { return doubt }
    let isLike = hasLetters && words.contains(where: beginnings.contains) && !columns.hasNumbers(row)
    guard isLike || columns.isOfOnePlace(row) else { return doubt }
    let line = "'\(texts.joined(separator: " ").prefix(80))' (page \(page), y \(PDFBox.whole(row.box.y0)))"
    let names = above.map { "'\(sections[$0].name)'" }.joined(separator: ", ")
    unsettled = Set(above)
    doubt =
      "\(line) above it matches no pattern of read.sections, and may begin another section: \(names) may be of an earlier one"
    return
      "\(line) has no numbers, or words in one column alone, and may begin a section that no pattern of read.sections matches; a line that "
      + "begins none goes under read.leave_out"
  }

  /// The first word of a line, in which all years are alike; nil where it says too little.
  private static func beginning(_ line: String) -> String? {
    let word = line.prefix { !$0.isWhitespace }
    return word.count < 2 ? nil : String(word.prefix(20).map { $0.isNumber ? "0" : $0 })
  }
}
