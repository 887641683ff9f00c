import Model

/// The texts outside of the rows that become columns (`read.sections`).
struct PDFSections {
  private let sections: [PDFTable.Section]
  private var texts: SectionTexts
  var values: [String?] { texts.values }
  /// Why the values of the rows below are not certain; nil where they are.
  private(set) var doubt: String?
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
  mutating func setPage(_ rows: [[String]]) -> Set<Int> {
    var found: Set<Int> = []
    for (i, section) in sections.enumerated() where section.place == .page {
      texts.set(i, to: nil)
      for (row, lines) in rows.enumerated() {
        guard let value = texts.value(of: i, in: lines) else { continue }
        texts.set(i, to: value)
        found.insert(row)
        break
      }
    }
    return found
  }

  /// True if a line of the row is one of a section for the rows below.
  mutating func set(_ lines: [String]) -> Bool {
    guard texts.set(lines, among: above) else { return false }
    unsettled.subtract(above.filter { texts.value(of: $0, in: lines) != nil })
    if unsettled.isEmpty { doubt = nil }
    beginnings.formUnion(lines.compactMap(Self.beginning))
    return true
  }

  /// Takes note of a row that no pattern matches. Words in one place alone may be the line of another section: `FY2020*` instead of `FY2020`.
  ///
  /// - Returns: why the row is not certain to be a record; nil where nothing speaks against it but an earlier such row.
  mutating func note(_ row: PDFRow, _ texts: [String], _ columns: PDFColumns, page: Int) -> String? {
    guard !above.isEmpty, columns.ranges.count > 1, !row.isHigh,
      texts.contains(where: { $0.contains(where: \.isLetter) })
    else { return doubt }
    let isLike = texts.compactMap(Self.beginning).contains(where: beginnings.contains) && !columns.hasNumbers(row)
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
