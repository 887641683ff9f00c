import Foundation
import Manifest
import Model
import TestTools
import Testing

@testable import Publishing

/// Workbooks, read back by openpyxl, which has nothing in common with what wrote them.
@Suite(.tags(.slow), .enabled(if: PublicTool.python("python") != nil, "openpyxl is not installed: scripts/setup test"))
struct WorkbookTests {
  /// A sheet as workbook.py tells it.
  struct Sheet: Decodable {
    var name: String
    /// Each cell as `type value`, with ` format` where it has one: `n 3 #,##0`. Empty cells are "".
    var rows: [[String]]
    var freeze: String?
    var filter: String?
    var tables: [String: String]
    var widths: [String: Double]
    var boldHeader: Bool
    var comments: [String: String]
    var links: [String: String]
    var landscape: Bool
    var fitToWidth: Bool
    var titleRows: String?
    var printArea: String?
    var charts: [Chart]
  }

  struct Chart: Decodable {
    var kind: String
    /// Row and column of its upper left corner, from 0.
    var at: String
    /// Of each series, where its name, its places and its numbers are.
    var series: [[String]]
  }

  struct Book: Decodable {
    var sheets: [Sheet]
    var created: String
    var modified: String
    var formulas: Int
    var zipTimes: [[Int]]

    func sheet(_ name: String) throws -> Sheet { try #require(sheets.first { $0.name == name }) }
  }

  static func read(_ bytes: [UInt8]) throws -> Book {
    let path = NSTemporaryDirectory() + "soundings-workbook-\(UUID().uuidString).xlsx"
    defer { unlink(path) }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let python = try #require(PublicTool.python("python"))
    let script = PublicTool.root + "/Tests/PublishingTests/workbook.py"
    let answer = try PublicTool.run(python, [script, path], in: NSTemporaryDirectory())
    try #require(answer.status == 0, "\(answer.err)")
    return try JSONDecoder().decode(Book.self, from: Data(answer.out.utf8))
  }

  /// One column, the header left out.
  private func cells(_ kind: TableColumn.Kind, decimals: Int = 0, _ values: [Value]) throws -> [String] {
    let (result, manifest) = Sample.column(kind, decimals: decimals, values)
    let rows = try Self.read(Workbook.bytes(of: [(manifest, result)])).sheet("x").rows.dropFirst(5)
    return rows.map { $0[0] }
  }

  /// What an article prints comes first, with who says so.
  @Test func figuresComeFirst() throws {
    let figure = WorkbookFigure(
      article: "An article", id: "boats", clause: "=21 boats", printed: "21 boats", then: "21 boats", now: "22 boats",
      verdict: "drifted, by hand", why: "a revision", restsOn: "rests on 1 unanchored row keyed by hand",
      lead: ["Reuters, Oct. 17, 2025: 21 (https://example.org/a): words never read"],
      sources: ["Reuters, Oct. 17, 2025: 21 (https://example.org/a): words never read", "and 3 more rows"])
    let book = try Self.read(Workbook.bytes(of: [(Sample.manifest, Sample.result)], figures: [figure]))
    #expect(book.sheets.map(\.name) == ["Figures", "Contents", "encounters", "Notes and sources"])
    #expect(book.formulas == 0)
    let rows = try book.sheet("Figures").rows
    #expect(
      rows[3].map { String($0.dropFirst(2).dropLast(2)) } == [
        "clause", "printed", "as of publication", "now", "verdict", "why", "who says so", "article", "all sources",
        "rests on", "signed off", "figure",
      ])
    #expect(
      rows[0][0] == "s Check of An article @"
        && rows[1][0] == "s The newest versions here, the last of Nov. 30, 2025. @", "\(rows[1])")
    #expect(rows.count == 5 && rows[4][0] == "s =21 boats @" && rows[4][4] == "s drifted, by hand @", "\(rows)")
    #expect(rows[4][6].contains("words never read\n1 more line under all sources"))
    #expect(rows[4][8].contains("words never read\nand 3 more rows"))
    var other = figure
    other.sources = []
    #expect(other.basis != figure.basis)
    // A table may have the sheet's name.
    var table = Sample.result
    table.table = "figures"
    #expect(
      try Self.read(Workbook.bytes(of: [(Sample.manifest, table)], figures: [figure])).sheets.map(\.name)[2]
        == "figures~2")
  }

  /// A chart of Excel's own stands beside its table; its numbers are on a sheet of their own, and it is not printed with the table.
  @Test func aChartStandsBesideItsTable() throws {
    let plotted = PlottedValues(
      title: "Encounters", unit: "encounters", form: .stackedColumns, places: ["2024", "2025 (partial year)"],
      series: [.init(name: "Land", values: [3, nil]), .init(name: "Other", values: [1.5, 2])])
    let days = PlottedValues(
      title: "By day", unit: "killed", form: .days, places: ["a", "b"], days: [Day("2025-09-02")!, Day("2025-11-15")!],
      series: [.init(name: "killed", values: [11, 83])])
    var second = (Sample.manifest, Sample.result)
    second.0.name = "others"
    second.1.table = "others"
    let book = try Self.read(
      Workbook.bytes(of: [(Sample.manifest, Sample.result), second], charts: ["encounters": plotted, "others": days]))
    #expect(book.sheets.map(\.name) == ["Contents", "encounters", "others", "Chart data", "Notes and sources"])
    let sheet = try book.sheet("encounters")
    #expect(sheet.charts.map(\.kind) == ["BarChart"] && sheet.charts[0].at == "4,7")
    #expect(
      sheet.charts[0].series == [
        ["'Chart data'!$B$2", "'Chart data'!$A$3:$A$4", "'Chart data'!$B$3:$B$4"],
        ["'Chart data'!$C$2", "'Chart data'!$A$3:$A$4", "'Chart data'!$C$3:$C$4"],
      ])
    #expect(sheet.printArea?.hasSuffix("$A$1:$F$7") == true, "\(sheet.printArea ?? "none")")
    let other = try book.sheet("others").charts
    #expect(other.map(\.kind) == ["ScatterChart"])
    #expect(other[0].series == [["'Chart data'!$B$7", "'Chart data'!$A$8:$A$9", "'Chart data'!$B$8:$B$9"]])
    let data = try book.sheet("Chart data").rows
    #expect(data[0][0].hasPrefix("s Encounters (encounters)") && data[1][1].hasPrefix("s Land"))
    #expect(data[3][0].hasPrefix("s 2025 (partial year)") && data[3][1].isEmpty && data[3][2].hasPrefix("n 2"))
    #expect(data[7][0].hasPrefix("d 2025-09-02"))
    #expect(book.formulas == 0)
  }

  @Test func everyKindHasItsType() throws {
    let book = try Self.read(Workbook.bytes(of: [(Sample.manifest, Sample.result)]))
    #expect(book.sheets.map(\.name) == ["Contents", "encounters", "Notes and sources"])
    #expect(book.formulas == 0)
    let sheet = try book.sheet("encounters")
    #expect(sheet.rows[4] == Sample.columns.map { "s \($0.name) @" })
    #expect(
      sheet.rows[5] == [
        "n 2024 0", "d 2024-10-01 yyyy-mm", "b False", "s Other @", "n 334914 #,##0", "n 9.6753 #,##0.0000",
      ])
    #expect(sheet.rows[6] == ["n 2025 0", "d 2025-01-01 yyyy-mm", "b True", "s Land, \"north\" @", "", ""])
  }

  @Test func aSheetIsReadyToUse() throws {
    let sheet = try Self.read(Workbook.bytes(of: [(Sample.manifest, Sample.result)])).sheet("encounters")
    #expect(sheet.freeze == "A6")
    #expect(sheet.tables == ["table_encounters": "A5:F7"] && sheet.filter == nil)
    #expect(sheet.boldHeader)
    #expect(sheet.comments["E5"] == "Unit: encounters. Encounters, not people.")
    #expect(sheet.comments["A5"] == "U.S. fiscal year.")
    #expect(sheet.landscape && sheet.fitToWidth && sheet.titleRows == "$1:$5")
    for (column, name) in zip("ABCDEF", Sample.columns.map(\.name)) {
      #expect(try #require(sheet.widths[String(column)]) > Double(name.utf8.count))
    }
  }

  /// A long table is printed on one page with its newest rows, and says so; the head of the sheet stands above them.
  @Test func aLongTablePrintsItsNewestRows() throws {
    func book(_ rows: Int, _ reversed: Bool = false, kind: TableColumn.Kind = .year) throws -> Sheet {
      let values = (0..<rows).map { Value.integer(Int64(1000 + (reversed ? rows - $0 : $0))) }
      let (result, manifest) = Sample.column(kind, values)
      return try Self.read(Workbook.bytes(of: [(manifest, result)])).sheet("x")
    }
    let short = try book(20)
    #expect(short.printArea?.hasSuffix("$A$1:$A$25") == true && !short.rows[1][0].contains("On paper"))
    let long = try book(900)
    #expect(long.rows.count == 905, "all are on the sheet")
    #expect(long.titleRows == "$1:$5" && long.printArea?.hasSuffix(":$A$905") == true, "\(long.printArea ?? "none")")
    #expect(long.rows[1][0].contains("On paper: the newest 48 of 900 rows."), "\(long.rows[1][0])")
    #expect(long.printArea?.hasSuffix("$A$858:$A$905") == true, "\(long.printArea ?? "none")")
    #expect(try book(900, true).printArea?.hasSuffix("$A$1:$A$53") == true)
    let unordered = try book(900, kind: .integer)
    #expect(unordered.rows[1][0].contains("On paper: the first 48 of 900 rows."))
    #expect(unordered.printArea?.hasSuffix("$A$1:$A$53") == true)
  }

  /// Columns that would only fit in letters that nobody can read are not printed, and the sheet says so.
  @Test func aWideTablePrintsTheColumnsThatFit() throws {
    let columns = (0..<30).map { TableColumn(name: "column_number_\($0)", kind: .text, description: "") }
    var (result, manifest) = Sample.column(.text, [])
    manifest.columns = columns
    result.columns = columns.map(\.name)
    result.rows = [columns.map { _ in .text("x") }]
    let sheet = try Self.read(Workbook.bytes(of: [(manifest, result)])).sheet("x")
    #expect(sheet.rows[1][0].contains("On paper: the first 13 of 30 columns."), "\(sheet.rows[1][0])")
    #expect(sheet.printArea?.hasSuffix("$A$1:$M$6") == true, "\(sheet.printArea ?? "none")")
    #expect(sheet.rows[4].count == 30, "all are on the sheet")
  }

  /// What it is, whose, and in which units, above the header.
  @Test func aSheetSaysWhatItIs() throws {
    var result = Sample.result
    result.asOf = Day("2025-11-19")
    let sheet = try Self.read(Workbook.bytes(of: [(Sample.manifest, result)])).sheet("encounters")
    #expect(sheet.rows[0][0] == "s Encounters by region @")
    #expect(
      sheet.rows[1][0]
        == "s As of Nov. 19, 2025: what had been published by then. Source: \(Sample.source.publisher). @")
    #expect(sheet.links["A3"] == "'Notes and sources'!A1")
    #expect(sheet.rows[3][4] == "s encounters @" && sheet.rows[3][0] == "")
  }

  /// One of many cells is written as it comes, with arrows instead of a table.
  @Test func aLargeWorkbookHasNoTables() throws {
    let tables = [(Sample.manifest, Sample.result)]
    let sheet = try Self.read(
      Workbook.bytes(of: tables, rowsPerSheet: Workbook.rowsPerSheet, mostKeptCells: 0)
    ).sheet("encounters")
    #expect(sheet.tables.isEmpty && sheet.filter == "A5:F7")
    #expect(sheet.rows == (try Self.read(Workbook.bytes(of: tables)).sheet("encounters").rows))
  }

  @Test func numbersKeepTheirDigits() throws {
    #expect(
      try cells(
        .integer, [.integer(-1_234_567), .integer(0), .integer(999_999_999_999_999), .integer(1_000_000_000_000_000)])
        == ["n -1234567 #,##0", "n 0 #,##0", "n 999999999999999 #,##0", "s 1000000000000000 @"])
    #expect(
      try cells(.integer, [.integer(.min), .real(2.5), .real(3), .text("<1")])
        == ["s -9223372036854775808 @", "n 2.5 General", "n 3 #,##0", "s <1 @"])
    #expect(
      try cells(
        .decimal, decimals: 2,
        [.real(-0.005), .real(1.005), .integer(7), .real(.nan), .real(0.1), .real(99.9), .real(-0.0)])
        == [
          "n -0.01 #,##0.00", "n 1.01 #,##0.00", "n 7 #,##0.00", "", "n 0.1 #,##0.00", "n 99.9 #,##0.00",
          "n 0 #,##0.00",
        ])
    #expect(
      try cells(
        .decimal, decimals: 4, [.real(99_999_999_999.1234), .real(999_999_999_999.1234), .integer(100_000_000_000)])
        == ["n 99999999999.1234 #,##0.0000", "s 999999999999.1234 @", "s 100000000000.0000 @"])
    #expect(try cells(.year, [.integer(2025), .text("2025-26")]) == ["n 2025 0", "s 2025-26 @"])
    #expect(try cells(.boolean, [.integer(1), .integer(2)]) == ["b True", "n 2 General"])
  }

  @Test func datesAreDates() throws {
    #expect(
      try cells(
        .date,
        [.text("2025-11-19"), .text("1900-03-01"), .text("1900-02-28"), .text("9999-12-31"), .text("2025-02-30")])
        == [
          "d 2025-11-19 yyyy-mm-dd", "d 1900-03-01 yyyy-mm-dd", "s 1900-02-28 @", "d 9999-12-31 yyyy-mm-dd",
          "s 2025-02-30 @",
        ])
    #expect(
      try cells(.month, [.text("2024-02"), .text("2024-13"), .text("2024-02-01")])
        == ["d 2024-02-01 yyyy-mm", "s 2024-13 @", "s 2024-02-01 @"])
  }

  @Test func textsStayTexts() throws {
    let texts = [
      "=1+1", "+1", "-2+3", "@SUM(A1)", "007", "2025-01-01", "TRUE", "1e5", "{=A1}", "https://example.org", "a\nb",
      " a ",
      "a\tb", "<b>&amp;\"", "é🚤委", "'", "_x0041_", "_X", "a_x00e9_b", "\u{1}", "\u{FFFD}", "\u{7F}",
      "x\u{FFFE}\u{FFFF}",
      "\r\n",
    ]
    let cells = try cells(.text, texts.map(Value.text))
    #expect(cells == texts.map { "s \($0) @" })
    #expect(try self.cells(.text, [.text("a\0b")]) == ["s a\u{FFFD}b @"])
    #expect(try self.cells(.text, [.text(""), .null, .integer(5), .text("z")]) == ["", "", "s 5 @", "s z @"])
  }

  @Test func aTableWithoutRowsHasNoSheet() throws {
    let (result, manifest) = Sample.column(.integer, [])
    let book = try Self.read(Workbook.bytes(of: [(manifest, result), (Sample.manifest, Sample.result)]))
    #expect(book.sheets.map(\.name) == ["Contents", "encounters", "Notes and sources"])
    let contents = try book.sheet("Contents")
    #expect(contents.rows[1][0].hasPrefix("s no rows") && contents.links["A2"] == nil)
    #expect(contents.links["A3"] == "'encounters'!A1")
    // Why it has none stands with the notes.
    #expect(try book.sheet("Notes and sources").rows.contains { $0[0].contains(result.table) })
  }

  @Test func theNotesTellWhatTheCellsCannot() throws {
    let (result, manifest) = Sample.column(.integer, [.integer(.max), .text(""), .null])
    let notes = try Self.read(Workbook.bytes(of: [(manifest, result)])).sheet("Notes and sources").rows.map { $0[2] }
    #expect(notes.contains { $0.contains("one number of x is a text, because Excel keeps fifteen digits") })
    #expect(notes.contains { $0.contains("one empty cell of x is an empty text") })
  }

  @Test func contentsAndNotesTellTheTable() throws {
    var result = Sample.result
    result.asOf = Day("2025-11-19")
    result.remarks = ["Nothing of 2026 yet."]
    let book = try Self.read(Workbook.bytes(of: [(Sample.manifest, result)]))
    let contents = try book.sheet("Contents")
    #expect(
      contents.rows[1].prefix(6) == [
        "s encounters General", "s encounters @", "s Encounters by region @", "s One row per fiscal year. @",
        "d 2025-11-19 yyyy-mm-dd", "n 2 #,##0",
      ])
    #expect(contents.links["A2"] == "'encounters'!A1")
    #expect(contents.links["A3"] == "'Notes and sources'!A1")
    let notes = try book.sheet("Notes and sources").rows.map { row in
      row.map { $0.split(separator: " ").dropFirst().dropLast().joined(separator: " ") }
    }
    #expect(notes.contains { $0[1] == "column" && $0[3] == "venezuelan" && $0[4] == "encounters" })
    #expect(notes.contains { $0[1] == "note" && $0[2] == "Encounters are not people." })
    #expect(notes.contains { $0[1] == "note" && $0[2] == "Nothing of 2026 yet." })
    // The notes alone are printed, and come first.
    #expect(try book.sheet("Notes and sources").printArea?.hasSuffix("$A$1:$C$5") == true)
    #expect(notes[4][2] == "Encounters are not people." && notes[5][1] == "title")
    let source = try #require(notes.first { $0[1] == "source" })
    #expect(source[3] == Sample.source.publisher)
    #expect(source[2].hasPrefix("Nationwide Encounters, edition of 2025-11 (published 2025-11-30), for 2024, 2025."))
    #expect(source[5] == "U.S. Government work, https://www.usa.gov/government-works")
    #expect(source[6] == "https://www.cbp.gov/a/b.csv")
    #expect(source[7] == "ab12")
  }

  @Test func aTableThatIsTooLongGoesOnInAnotherSheet() throws {
    let (result, manifest) = Sample.column(.integer, (1...7).map { .integer($0) })
    let book = try Self.read(Workbook.bytes(of: [(manifest, result)], rowsPerSheet: 3))
    #expect(book.sheets.map(\.name) == ["Contents", "x", "x_2", "x_3", "Notes and sources"])
    #expect(try book.sheet("x").rows.count == 8)
    #expect(try book.sheet("x_3").rows.suffix(2) == [["s x @"], ["n 7 #,##0"]])
    #expect(try book.sheet("x_3").tables == ["table_x_3": "A5:A6"])
    #expect(try book.sheet("Contents").rows[2].last == "s rows 4 to 6 of 7 @")
    #expect(try book.sheet("Notes and sources").rows.contains { $0[2] == "s Has rows 7 to 7 of 7. @" })
  }

  @Test func whatDoesNotFitIsRefused() throws {
    let long = String(repeating: "é", count: 32_767)
    #expect(try cells(.text, [.text(long)]) == ["s \(long) @"])
    let (result, manifest) = Sample.column(.text, [.text("a"), .text(long + "é")])
    #expect {
      try Workbook.bytes(of: [(manifest, result)])
    } throws: { error in
      let problem = error as? Problem
      return problem?.place == "x"
        && problem?.what.contains("row 2 has a text of 32768 characters in the column 'x'") == true
        && problem?.remedy == "export it as csv: soundings export x --format csv"
    }
    let columns = (0...Workbook.columnsPerSheet).map { "c\($0)" }
    let wide = TableResult(table: "wide", columns: columns, rows: [], asOf: nil, sources: [])
    #expect(throws: Problem.self) { try Workbook.bytes(of: [(Sample.table([]), wide)]) }
  }

  @Test func manyAndOddNamesOfTables() throws {
    let names = [
      "history", "contents", "a_name_that_is_longer_than_excel_allows_1", "a_name_that_is_longer_than_excel_allows_2",
      "A",
      "a", "x/y:z", "'q'", "", "fy2025", "R1C1", "rc", "2025_strikes", "true", "abcd1", "x1y", "é\u{FFFF}",
    ]
    let tables = names.map { name in
      (Sample.table([]), TableResult(table: name, columns: ["c"], rows: [[.integer(1)]], asOf: nil, sources: []))
    }
    let book = try Self.read(Workbook.bytes(of: tables))
    let sheets = book.sheets.map(\.name)
    #expect(
      sheets.dropFirst().dropLast() == [
        "history~2", "contents~2", "is_longer_than_excel_allows_1", "is_longer_than_excel_allows_2", "A", "a~2",
        "x_y_z",
        "_q_", "table", "fy2025_", "R1C1_", "rc_", "_2025_strikes", "true_", "abcd1", "x1y", "é_",
      ])
    #expect(try book.sheet("Contents").rows[3][1] == "s a_name_that_is_longer_than_excel_allows_1 @")
    #expect(try book.sheet("Contents").rows[2][0] == "s contents~2 General")
    let bare = TableResult(table: "bare", columns: [], rows: [[], [.integer(1)]], asOf: nil, sources: [])
    #expect(try Self.read(Workbook.bytes(of: [(Sample.table([]), bare)])).sheets.count == 3)
    #expect(try Self.read(Workbook.bytes(of: [])).sheets.map(\.name) == ["Contents", "Notes and sources"])
  }

  @Test func theBytesKnowNoClockAndNoTimeZone() throws {
    let tables = [(Sample.manifest, Sample.result)]
    let first = try Workbook.bytes(of: tables)
    let zone = getenv("TZ").map { String(cString: $0) }
    setenv("TZ", "Asia/Kathmandu", 1)
    tzset()
    defer {
      if let zone { setenv("TZ", zone, 1) } else { unsetenv("TZ") }
      tzset()
    }
    #expect(try Workbook.bytes(of: tables) == first)
    let book = try Self.read(first)
    // Every time in the file, those of its parts too: libxlsxwriter's default is the clock's.
    #expect(book.created == "2025-11-30T00:00:00")
    #expect(book.modified == "2025-11-30T00:00:00")
    #expect(book.zipTimes.allSatisfy { $0 == [1980, 1, 1, 0, 0, 0] }, "\(book.zipTimes)")
  }
}
