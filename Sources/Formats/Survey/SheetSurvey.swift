import Model
import Words

/// The tables of an Excel workbook: of each visible sheet the one with a header near its top.
struct SheetSurvey {
  /// A row of a sheet, by column.
  private struct Row {
    var number: Int
    var isHidden: Bool
    var texts: [Int: String]
    /// The columns with numbers, dates and truth values.
    var figures: Set<Int>
  }

  private static let most = 3
  private static let mostTitles = 30
  private static let mostRows = 400_000

  private let sheet: ExcelWorkbook.Sheet
  private let isOnly: Bool
  private var rows: [Row] = []
  private var hiddenColumns: [ClosedRange<Int>] = []

  /// - Throws: ``Problem`` (`.badInput`) where the workbook cannot be read, or has no table.
  static func readings(path: String, name: String) throws -> [SurveyedReading] {
    let workbook = try ExcelWorkbook(path: path, name: name)
    let visible = workbook.sheets.filter { !$0.isHidden && $0.part != nil }
    var found: [(reading: SurveyedReading, weight: Int)] = []
    for sheet in visible {
      let survey = try SheetSurvey(sheet, of: workbook, isOnly: visible.count == 1)
      if let reading = survey.reading() { found.append(reading) }
    }
    found.sort { $0.weight > $1.weight }
    guard let best = found.first else {
      throw Problem(
        .badInput, at: name, "no visible sheet of the workbook has a table with a header",
        remedy: "open it, and write the dataset by hand: README, \"Adding a dataset\" and \"Excel workbooks\"")
    }
    var readings = found.prefix(most).map(\.reading)
    if found.count > 1, case .named(let chosen) = best.reading.reading.sheet.choice {
      readings[0].reasons.insert(
        "sheet: '\(chosen)' has the most numbers of \(found.count) sheets with tables", at: 0)
    }
    return readings
  }

  private init(_ sheet: ExcelWorkbook.Sheet, of workbook: ExcelWorkbook, isOnly: Bool) throws {
    (self.sheet, self.isOnly) = (sheet, isOnly)
    let cells = CellReader(workbook)
    let rows = try SheetRows(try workbook.file.part(sheet.part ?? ""))
    while try rows.advance(), self.rows.count < Self.mostRows {
      var row = Row(number: rows.row.number, isHidden: rows.row.isHidden, texts: [:], figures: [])
      for cell in rows.row.cells where cells.shows(cell, of: rows.row) {
        var bytes: [UInt8] = []
        let isText = cells.read(cell, of: rows.row, into: &bytes) == .text
        row.texts[cell.column] = isText ? Self.folded(bytes) : "#"
        if cell.kind == .number || cell.kind == .day || cell.kind == .boolean { row.figures.insert(cell.column) }
      }
      if !row.texts.isEmpty { self.rows.append(row) }
    }
    hiddenColumns = rows.hiddenColumns
  }

  private static func folded(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func reading() -> (reading: SurveyedReading, weight: Int)? {
    var counts: [Int: Int] = [:]
    for row in rows.prefix(1000) { counts[row.texts.count, default: 0] += 1 }
    // Titles and notes have one cell, however many they are.
    let wide = counts.filter { $0.key > 1 && $0.value > 1 }
    guard let usual = (wide.isEmpty ? counts : wide).max(by: { ($0.value, $0.key) < ($1.value, $1.key) })?.key else {
      return nil
    }
    let least = max(min(2, usual), usual * 2 / 3)
    guard
      let head = rows.prefix(Self.mostTitles).firstIndex(where: { row in
        row.texts.count >= least && row.figures.count(where: { !isYear(row, $0) }) == 0
          && Set(row.texts.values).count == row.texts.count
      }), head + 1 < rows.count, let first = rows[head].texts.keys.min(), let last = rows[head].texts.keys.max()
    else { return nil }
    var reading = Reading(format: .xlsx, header: (first...last).map { rows[head].texts[$0] ?? "" })
    var reasons: [String] = []
    if !isOnly { reading.sheet.choice = .named(sheet.name) }
    if rows[head].number > 30 { reading.sheet.headerWithin = rows[head].number }
    let records = takeEnd(&reading, Array(rows[(head + 1)...]), after: rows[head].number, first, &reasons)
    guard !records.isEmpty else { return nil }
    let isHidden = records.contains(where: \.isHidden) || hiddenColumns.contains { $0.overlaps(first...last) }
    if isHidden {
      reading.sheet.hidden = .read
      reasons.append("hidden: rows or columns of the table are hidden in the workbook; they are read like the others")
    }
    // A sheet of notes may be longer than the table, and has no numbers.
    let figures = records.reduce(0) { $0 + $1.figures.count }
    return (SurveyedReading(reading, reasons), records.count + 1000 * figures)
  }

  private func isYear(_ row: Row, _ column: Int) -> Bool { row.texts[column].map(CellLook.isYear) ?? false }

  /// Finds what ends the table; returns its records.
  private func takeEnd(
    _ reading: inout Reading, _ below: [Row], after head: Int, _ first: Int, _ reasons: inout [String]
  ) -> [Row] {
    var records: [Row] = []
    var last = head
    for (i, row) in below.enumerated() {
      let begin = row.texts[first] ?? row.texts.min { $0.key < $1.key }?.value ?? ""
      if row.number > last + 1 {
        reading.sheet.end = .blankRow
        reasons.append("until: row \(last + 1) is blank, and what is below it is no record")
        return records
      }
      let isFoot = CellLook.isFoot(begin) || (row.texts.count == 1 && row.figures.isEmpty && reading.header.count > 1)
      if isFoot, !records.isEmpty, below.count - i < 60,
        !records.contains(where: { ($0.texts[first] ?? "").hasPrefix(begin) })
      {
        let words = String(begin.prefix { !$0.isNumber }.prefix(30))
        guard !words.isEmpty else { break }
        reading.sheet.end = .texts([words])
        reasons.append("until: row \(row.number) begins with '\(words)'")
        return records
      }
      records.append(row)
      last = row.number
    }
    return records
  }
}
