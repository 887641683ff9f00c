import Model
import TestTools
import Testing

@testable import Formats

@Suite("Excel: where the table is on its sheet")
struct ExcelReaderTests {
  private static func row(_ number: Int, _ cells: String?..., attributes: String = "") -> String {
    TestWorkbook.row(number, cells, attributes: attributes)
  }

  private static let reading = TestWorkbook.reading(["Year", "Country", "People"])
  private static let header = row(1, "Year", "Country", "People")

  @Test func rowsAreRecordsWithTheirAddresses() throws {
    let book = TestWorkbook(
      Self.row(1, "Report of the year") + Self.row(3, "Year", "Coun\ntry ", "People")
        + Self.row(4, "2024", "Peru", "12")
        + Self.row(7, "2025", nil, "0"))
    let found = try book.read(TestWorkbook.reading(["Year", "Coun try", "People"]))
    #expect(found.problem == nil)
    #expect(found.header == ["Year", "Coun try", "People"])
    #expect(found.fields == [["2024", "Peru", "12"], ["2025", nil, "0"]])
    #expect(found.rows.map(\.number) == [4, 7])
    #expect(found.rows.map(\.verbatim) == ["Data!4: A4 2024 | B4 Peru | C4 12", "Data!7: A7 2025 | C7 0"])
  }

  /// A day's number counts from 1904 in such a workbook, and the contract's SERIAL from 1900.
  @Test func dayNumbersOf1904() throws {
    let book = TestWorkbook(
      Self.header + Self.row(2, "44228", "Peru", "44228.5") + Self.row(3, "0", "Peru", "7"),
      properties: "<workbookPr date1904=\"1\"/>")
    var reading = Self.reading
    reading.sheet.serials = ["Year"]
    #expect(try book.read(reading).fields == [["45690", "Peru", "44228.5"], ["1462", "Peru", "7"]])
    reading.sheet.unplacedSerial = "day"
    #expect(try book.read(reading).problem?.what.contains("counts its days from 1904") == true)
    let other = TestWorkbook(Self.header + Self.row(2, "44228", "Peru", "1"))
    #expect(try other.read(reading).fields == [["44228", "Peru", "1"]])
  }

  @Test func theSheetIsNamedOrFound() throws {
    let sheet = { (name: String, state: String) in
      TestWorkbook.Sheet(name: name, state: state, rows: Self.header + Self.row(2, name == "B 1" ? "1" : "2", "x", "3"))
    }
    let book = TestWorkbook(sheets: [
      sheet("A", ""), sheet("B 1", ""), sheet("B 2", " state=\"hidden\""), sheet("C", " state=\"veryHidden\""),
    ])
    func read(_ choice: SheetShape.Choice, _ hidden: SheetShape.Hidden? = nil) throws -> Outcome {
      var reading = Self.reading
      (reading.sheet.choice, reading.sheet.hidden) = (choice, hidden)
      return try book.read(reading)
    }
    #expect(try read(.named("B 1")).rows.first?.verbatim == "'B 1'!2: A2 1 | B2 x | C2 3")
    #expect(try read(.like("B .*")).rows.first?.fields[0] == "1")
    let listed = "its sheets are 'A', 'B 1', 'B 2' (hidden), 'C' (hidden)"
    #expect(try read(.named("D")).problem?.what == "no sheet is named 'D'; " + listed)
    #expect(try read(.like("D|E")).problem?.what == "no sheet has a name like 'D|E'; " + listed)
    #expect(try read(.like("A|B.*")).problem?.what == "2 sheets fit; " + listed)
    #expect(try read(.only).problem?.what == "2 sheets fit; " + listed)
    #expect(
      try read(.named("C")).problem?.what == "the sheet 'C' is hidden, and nothing says whether to read it; " + listed)
    #expect(try read(.named("C"), .read).problem == nil)
    #expect(try read(.like("B.*"), .read).problem?.what == "2 sheets fit; " + listed)
  }

  @Test func anotherHeaderIsShownWithItsRow() throws {
    let book = TestWorkbook(Self.row(2, "Year", "Nation", "People") + Self.row(3, "1", "x", "2"))
    let problem = try #require(try book.read(Self.reading).problem)
    #expect(problem.place == "t.file, Data!2")
    #expect(problem.what == "the header has 'Nation' where 'Country' was expected (column 2)")
    let late = TestWorkbook(Self.row(31, "Year", "Country", "People"))
    #expect(
      try late.read(Self.reading).problem?.what
        == "none of the first 30 rows has a cell of the header: Year, Country, People")
    #expect(try late.read(TestWorkbook.reading(["Year", "Country", "People"]) { $0.headerWithin = 31 }).problem == nil)
  }

  @Test func aHeaderOfTwoRowsUnderABanner() throws {
    let book = TestWorkbook(
      Self.row(1, "All the numbers") + Self.row(2, "Country", "2024", nil, "2025", nil)
        + Self.row(3, nil, "Men", "Women", "Men", "Women") + Self.row(4, "Peru", "1", "2", "3", "4"),
      behind: "<mergeCells count=\"4\"><mergeCell ref=\"A1:E1\"/><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"B2:C2\"/>"
        + "<mergeCell ref=\"D2:E2\"/></mergeCells>")
    let header = ["Country", "2024 Men", "2024 Women", "2025 Men", "2025 Women"]
    let reading = TestWorkbook.reading(header) { $0.headerRows = 2 }
    #expect(try book.read(reading) == Outcome(header: header, rows: try book.read(reading).rows, problem: nil))
    #expect(try book.read(reading).fields == [["Peru", "1", "2", "3", "4"]])
    var unpivoted = TestWorkbook.reading(["Country"]) { $0.headerRows = 2 }
    unpivoted.unpivot = Unpivot(columns: #"\d{4} Men"#, name: "year", value: "men")
    unpivoted.ignore = ["2024 Women", "2025 Women"]
    #expect(try book.read(unpivoted).fields == [["Peru", "2024 Men", "1"], ["Peru", "2025 Men", "3"]])
  }

  /// The same header as people type it, without merged cells: the message says what to write, and that works, unpivoted too.
  @Test(arguments: [true, false]) func aHeaderOfTwoRowsThatAreNotMerged(countryIsAbove: Bool) throws {
    let (above, below) = countryIsAbove ? ("Country", nil) : (nil, "Country" as String?)
    let book = TestWorkbook(
      Self.row(1, above, "2024", nil, "2025", nil) + Self.row(2, below, "Men", "Women", "Men", "Women")
        + Self.row(3, "Peru", "1", "2", "3", "4"))
    let header = ["Country", "2024 Men", "2024 Women", "2025 Men", "2025 Women"]
    for lines in [1, 2] {
      let problem = try #require(try book.read(TestWorkbook.reading(header) { $0.headerRows = lines }).problem)
      let wanted = (lines == 1 ? "header_lines: 2 and " : "") + "header_blanks: left"
      #expect(problem.remedy.hasPrefix("write \(wanted) under read:"), "\(problem)")
    }
    let filled = TestWorkbook.reading(header) { ($0.headerRows, $0.fillsHeader) = (2, true) }
    #expect(try book.read(filled).fields == [["Peru", "1", "2", "3", "4"]])
    var unpivoted = TestWorkbook.reading(["Country"]) { ($0.headerRows, $0.fillsHeader) = (2, true) }
    unpivoted.unpivot = Unpivot(columns: #"\d{4} Men"#, name: "year", value: "men")
    unpivoted.ignore = ["2024 Women", "2025 Women"]
    #expect(try book.read(unpivoted).fields == [["Peru", "2024 Men", "1"], ["Peru", "2025 Men", "3"]])
    // Where a blank cell has a name of its own, that is said too.
    let plain = TestWorkbook(Self.row(1, "All", nil) + Self.row(2, "Men", "Women") + Self.row(3, "1", "2"))
    let wrong = TestWorkbook.reading(["All Men", "Women"]) { ($0.headerRows, $0.fillsHeader) = (2, true) }
    #expect(try plain.read(wrong).problem?.remedy.hasPrefix("remove header_blanks under read:") == true)
  }

  @Test func mergedDataIsADefectUnlessItIsFilled() throws {
    let book = TestWorkbook(
      Self.header + Self.row(2, "2024", "Peru", "1") + Self.row(3, nil, "Chile", "2") + Self.row(4, "2025", "Peru", "3")
        + Self.row(5, "2026", "Peru", nil),
      behind: "<mergeCells><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"B5:C5\"/></mergeCells>")
    let plain = try book.read(Self.reading)
    #expect(
      plain.defects == [
        "'Year' in Data!A2 is part of the merged cells A2:A3", "'Year' in Data!A3 is part of the merged cells A2:A3",
        nil, "'Country' in Data!B5 is part of the merged cells B5:C5",
      ])
    let filled = try book.read(TestWorkbook.reading(["Year", "Country", "People"]) { $0.fillMerged = ["Year"] })
    #expect(filled.defects.prefix(3) == [nil, nil, nil] && filled.defects[3] != nil)
    #expect(filled.fields.prefix(3) == [["2024", "Peru", "1"], ["2024", "Chile", "2"], ["2025", "Peru", "3"]])
  }

  /// A footnote's mark beside a number is no digit of it, and what is struck out counts no more; behind a name it would make another name.
  @Test func raisedAndStruckDigitsMakeNoNumber() throws {
    func rich(_ plain: String, _ mark: String, _ style: String) -> String {
      "<r><t>\(plain)</t></r><r><rPr>\(style)</rPr><t>\(mark)</t></r>"
    }
    let raised = "<vertAlign val=\"superscript\"/>"
    func row(_ n: Int, _ cells: String) -> String { "<row r=\"\(n)\"><c r=\"A\(n)\"><v>2024</v></c>\(cells)</row>" }
    func shared(_ column: String, _ n: Int, _ text: Int) -> String {
      "<c r=\"\(column)\(n)\" t=\"s\"><v>\(text)</v></c>"
    }
    let inline = "<c r=\"C5\" t=\"inlineStr\"><is>\(rich("7", "8", "<strike/>"))</is></c>"
    let book = TestWorkbook(
      Self.header + row(2, shared("B", 2, 2) + shared("C", 2, 0)) + row(3, shared("B", 3, 3) + shared("C", 3, 1))
        + row(4, shared("B", 4, 3) + shared("C", 4, 4)) + row(5, shared("B", 5, 3) + inline),
      strings: [
        rich("120", "1", raised), rich("34", "12", "<strike/>"), rich("Peru", "st", raised), "<t>Chile</t>",
        rich("1", "20", "<vertAlign val=\"baseline\"/><strike val=\"0\"/>"),
      ])
    let read = try book.read(Self.reading)
    #expect(read.fields.map { $0[1] } == ["Perust", "Chile", "Chile", "Chile"])
    #expect(read.defects.map { $0 != nil } == [true, true, false, true], "\(read.defects)")
    #expect(read.defects[0]?.contains("'People' in Data!C2 is '1201', of which a part is raised") == true)
    #expect(read.fields[2][2] == "120")
  }

  @Test func marksThatAreDeclared() throws {
    func rich(_ plain: String, _ mark: String) -> String {
      "<r><t>\(plain)</t></r><r><rPr><vertAlign val=\"superscript\"/></rPr><t xml:space=\"preserve\">\(mark)</t></r>"
    }
    func row(_ n: Int, _ name: Int, _ people: String) -> String {
      "<row r=\"\(n)\"><c r=\"A\(n)\"><v>2024</v></c><c r=\"B\(n)\" t=\"s\"><v>\(name)</v></c>"
        + "<c r=\"C\(n)\" t=\"inlineStr\"><is>\(people)</is></c></row>"
    }
    let book = TestWorkbook(
      Self.header + row(2, 0, rich("120", "1 ")) + row(3, 1, rich("7", "*")) + row(4, 2, "<t>5</t>"),
      strings: [rich("Peru", " a"), rich("Chile", "(1)"), rich("km", "2")])
    func read(_ change: (inout Reading) -> Void) throws -> Outcome {
      var reading = Self.reading
      change(&reading)
      return try book.read(reading)
    }
    let undeclared = try read { _ in }
    #expect(undeclared.defects.map { $0 != nil } == [true, true, false])
    #expect(undeclared.defects[0]?.hasPrefix("'Country' in Data!B2 is 'Peru a', of which 'a' is raised") == true)
    let left = try read { $0.marks = ["a", "1", "(1)", "*"] }
    #expect(left.defects.allSatisfy { $0 == nil })
    #expect(left.fields.map { $0[1] } == ["Peru", "Chile", "km2"] && left.fields.map { $0[2] } == ["120", "7", "5"])
    // What the contract takes off the numbers stays for it.
    let formed = try read { ($0.prose, $0.formMarks) = (["Country"], ["People": ["*"]]) }
    #expect(formed.defects.map { $0 != nil } == [true, false, false])
    #expect(formed.fields[1] == ["2024", "Chile(1)", "7*"])
  }

  @Test func bannersAreSections() throws {
    let rows =
      Self.header + Self.row(2, "Africa") + Self.row(3, "2024", "Mali", "1") + Self.row(4, nil, "Asia")
      + Self.row(5, "2024", "Laos", "2") + Self.row(6, "2025", nil, nil) + Self.row(7, nil, "South: total")
      + Self.row(8, "2025", "India", "3")
    let book = TestWorkbook(rows, behind: "<mergeCells><mergeCell ref=\"A2:C2\"/></mergeCells>")
    var reading = Self.reading
    reading.sections = [.init(name: "region", pattern: #"^([A-Z]\w+)$"#)]
    let read = try book.read(reading)
    #expect(read.problem == nil && read.header == ["Year", "Country", "People", "region"])
    #expect(read.rows.map(\.number) == [3, 5, 6, 7, 8])
    #expect(read.fields.map { $0[3] } == ["Africa", "Asia", "Asia", "Asia", "Asia"])
    #expect(read.defects.map { $0 != nil } == [false, false, true, true, true])
    #expect(read.defects[2]?.hasPrefix("'2025' stands alone in row 6") == true)
    #expect(
      read.defects[3]?.hasPrefix("'South: total' stands alone in row 7 and matches no pattern of read.sections") == true
    )
    reading.hasLabelsAlone = true
    #expect(try book.read(reading).defects.allSatisfy { $0 == nil })
  }

  /// A reader of the sheet sees the merged cell's value in each row that it covers.
  @Test func aRowUnderAFilledCellIsNotBlank() throws {
    let book = TestWorkbook(
      Self.header + Self.row(2, "2024", "Peru", "1") + Self.row(3, nil, nil, nil) + Self.row(4, "2025", "Chile", "3"),
      behind: "<mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells>")
    let read = try book.read(
      TestWorkbook.reading(["Year", "Country", "People"]) { ($0.fillMerged, $0.end) = (["Year"], .blankRow) })
    #expect(read.fields == [["2024", "Peru", "1"], ["2024", nil, nil], ["2025", "Chile", "3"]])
  }

  @Test func theTableEndsWhereItIsDeclaredToEnd() throws {
    let rows = Self.header + Self.row(2, "2024", "Peru", "1") + Self.row(3, "2025", "Peru", "2")
    let notes = Self.row(5, "Total", nil, "3") + Self.row(6, "Source: somebody")
    func read(_ rows: String, _ end: SheetShape.End) throws -> Outcome {
      try TestWorkbook(rows).read(TestWorkbook.reading(["Year", "Country", "People"]) { $0.end = end })
    }
    for end in [SheetShape.End.blankRow, .texts(["Total", "Source:"])] {
      let found = try read(rows + notes, end)
      #expect(found.problem == nil && found.fields == [["2024", "Peru", "1"], ["2025", "Peru", "2"]])
    }
    #expect(try read(rows + notes, .sheet).rows.count == 4)
    #expect(
      try read(rows, .texts(["Total"])).problem?.what
        == "the sheet ends without a row below the header that begins with 'Total'")
    let lost = "the row is below the end of the table (read.until), and is like its records"
    #expect(try read(rows + Self.row(5, "2026", "Peru", "3"), .blankRow).problem?.what == lost)
    #expect(
      try read(rows + Self.row(4, "Total", nil, "3") + Self.row(5, "2026", "Peru", "3"), .texts(["Total"])).problem?
        .what
        == lost)
    #expect(try read(rows + Self.row(4) + Self.row(5, "Year", "Town", "People"), .blankRow).problem == nil)
    // Notes, a gap, and more records: with all their cells, or with as few as a record has.
    let apart = rows + Self.row(4, "2025", nil, "2") + Self.row(6, "Note: x", "y") + Self.row(9, "Source: z")
    #expect(try read(apart, .blankRow).problem == nil)
    for late in [Self.row(12, "2026", "Peru", "3"), Self.row(12, "2026", nil, "3")] {
      let problem = try read(apart + late, .blankRow).problem
      #expect(problem?.what == lost && problem?.place == "t.file, Data!12")
    }
    #expect(
      try read(rows + Self.row(5, "Source: z") + Self.row(12, "2026", "Peru", "3"), .texts(["Source"])).problem == nil)
  }

  @Test func whatIsHiddenIsDeclared() throws {
    let rows =
      Self.header + Self.row(2, "2024", "Peru", "1")
      + Self.row(3, "2025", "Peru", "2", attributes: " hidden=\"1\"") + Self.row(4, "2026", "Peru", "3")
    func read(_ book: TestWorkbook, _ hidden: SheetShape.Hidden?, header: [String]? = nil) throws -> Outcome {
      try book.read(TestWorkbook.reading(header ?? ["Year", "Country", "People"]) { $0.hidden = hidden })
    }
    let book = TestWorkbook(rows)
    #expect(
      try read(book, nil).problem?.what
        == "the row 3 of the table is hidden, and nothing says whether to read what is hidden")
    #expect(try read(book, .skip).fields.map(\.first) == ["2024", "2026"])
    #expect(try read(book, .read).fields.map(\.first) == ["2024", "2025", "2026"])
    let columns = TestWorkbook(
      Self.header + Self.row(2, "2024", "Peru", "1"), before: "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols>")
    #expect(
      try read(columns, nil).problem?.what
        == "the column B is hidden, and nothing says whether to read what is hidden")
    #expect(try read(columns, .read).fields == [["2024", "Peru", "1"]])
    #expect(try read(columns, .skip, header: ["Year", "People"]).fields == [["2024", "1"]])
  }

  @Test func aValueBesideTheTableIsADefect() throws {
    let found = try TestWorkbook(Self.header + Self.row(2, "2024", "Peru", "1", nil, "see note")).read(Self.reading)
    #expect(found.defects == ["Data!E2 has a value, and is beside the columns of the header"])
  }

  @Test func aSearchSeesTheSheetsText() throws {
    let book = TestWorkbook(Self.header + Self.row(2, "2024", "Peru", "1") + Self.row(3, "Total", nil, "1"))
    let text = try withFile(book.bytes) { path in
      try Formats.pageText(path: path, name: "t", readings: [Self.reading])
    }
    #expect(text == "Year\tCountry\tPeople\n2024\tPeru\t1\nTotal\t1\n")
  }
  @Test func aSearchSeesNoHiddenRowOrColumn() throws {
    let book = TestWorkbook(
      "<row r=\"1\" hidden=\"1\"><c r=\"A1\" t=\"str\"><v>Draft</v></c></row>" + Self.row(2, "Updated", "old", "new"),
      before: "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols>")
    func text(_ hidden: SheetShape.Hidden?) throws -> String? {
      var reading = Self.reading
      reading.sheet.hidden = hidden
      return try withFile(book.bytes) { try Formats.pageText(path: $0, name: "t", readings: [reading]) }
    }
    #expect(try text(nil) == "Updated\tnew\n")
    #expect(try text(.skip) == "Updated\tnew\n")
    #expect(try text(.read) == "Draft\nUpdated\told\tnew\n")
  }
}
