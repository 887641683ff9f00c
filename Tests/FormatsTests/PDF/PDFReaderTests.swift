import Model
import Testing

@testable import Formats

@Suite struct PDFReaderTests {
  private static func reading(
    _ header: [String] = ["Country", "Grants", "Denials"], _ change: (inout PDFTable) -> Void = { _ in }
  ) -> Reading {
    var reading = Reading(format: .pdf, header: header)
    change(&reading.pdf)
    return reading
  }

  /// A header over two rows, of which the second lacks its first number.
  private static func table() -> Words {
    var words = Words()
    words.startPage()
    words.line(40, (100, "Decisions by country"))
    words.line(100, (100, "Country"), (200, "Grants"), (300, "Denials"))
    words.line(120, (100, "Venezuela"), (210, "1,031"), (310, "199"))
    words.line(140, (100, "St. Lucia"), (310, "7"))
    return words
  }

  @Test func blankCellsAreSeenByTheirPlace() throws {
    let read = try Self.table().read(Self.reading())
    #expect(read.header == ["Country", "Grants", "Denials"])
    #expect(read.fields == [["Venezuela", "1,031", "199"], ["St. Lucia", nil, "7"]])
    #expect(read.defects == [nil, nil])
    #expect(
      read.rows.map(\.verbatim) == [
        "page 1, x 100 y 120: Venezuela 1,031 199", "page 1, x 100 y 140: St. Lucia 7",
      ])
  }

  @Test func declaredPlaces() throws {
    let places = [(80.0, 195.0), (196, 260), (290, 340)].map { PDFTable.Range(from: $0, to: $1) }
    #expect(try Self.table().read(Self.reading { $0.ranges = places }).fields.count == 2)
    var words = Words()
    words.startPage()
    words.line(10, (100, "Venezuela"), (210, "1,031"), (310, "199"), (400, "5"))
    words.line(30, (100, "A word that is really long"), (310, "7"))
    let read = try words.read(
      Self.reading {
        $0.ranges = places
        $0.hasHeaderLine = false
      })
    #expect(
      read.defects == [
        "'5' (page 1, x 400 to 405, y 10) lies in no column",
        "'really' (page 1, x 175 to 205, y 30) lies across the columns 'Country' and 'Grants'",
      ])
  }

  @Test func columnsThatMoved() throws {
    let places = [(80.0, 195.0), (240, 280), (290, 340)].map { PDFTable.Range(from: $0, to: $1) }
    let problem = try #require(try Self.table().read(Self.reading { $0.ranges = places }).problem)
    #expect(problem.place == "t.pdf, page 1")
    #expect(problem.what == "the columns have moved: 'Grants' is at x 200 to 230, declared at x 240 to 280")
    #expect(problem.kind == .badInput)
  }

  /// A number that begins left of the middle between two headers belongs to the column whose other numbers end where it ends, or of whose
  /// neighbor it is clear.
  @Test func alignmentIsFoundFromTheCells() throws {
    func words(from start: Double, to end: Double, rows: Int = 3) -> Words {
      var words = Words()
      words.startPage()
      words.line(10, (100, "Country"), (200, "Grants"), (300, "Denials"))
      for i in 0..<rows { words.line(30 + Double(i) * 20, (100, "A"), (200, "7"), (325, "12")) }
      words.add(start, 90, end - start, "123,456,789,012,345")
      return words
    }
    func last(_ words: Words, _ reading: Reading = Self.reading()) throws -> Row? { try words.read(reading).rows.last }
    for found in [words(from: 203, to: 335), words(from: 245, to: 330)] {
      #expect(try last(found)?.fields == [nil, nil, "123,456,789,012,345"])
    }
    let across = " lies across the columns 'Grants' and 'Denials'"
    #expect(
      try last(words(from: 203, to: 327))?.defect == "'123,456,789,012,345' (page 1, x 203 to 327, y 90)\(across)")
    let unknown = words(from: 245, to: 330, rows: 1)
    #expect(try last(unknown)?.defect == "'123,456,789,012,345' (page 1, x 245 to 330, y 90)\(across)")
    let declared = Self.reading { $0.alignments = ["Denials": .right, "Grants": .right] }
    #expect(try last(unknown, declared)?.fields == [nil, nil, "123,456,789,012,345"])
  }

  /// A label that reaches over the next column, where it is clear of all its numbers; but not two cells that nearly touch.
  @Test func longLabels() throws {
    var words = Words()
    words.startPage()
    words.line(10, (100, "Country"), (200, "Grants"), (300, "Denials"))
    for i in 0..<3 { words.line(30 + Double(i) * 20, (100, "Peru"), (215, "77"), (315, "12")) }
    words.line(90, (100, "Republic of the Sea"), (315, "5"))
    words.line(110, (100, "Peru"), (260, "1"), (269, "2"))
    let read = try words.read(Self.reading())
    #expect(read.fields.dropFirst(3) == [["Republic of the Sea", nil, "5"], ["Peru", "1", "2"]])
    #expect(read.defects.dropLast().allSatisfy { $0 == nil })
    #expect(
      read.defects.last??.contains("stands apart from where the other numbers of its column on the page do") == true)
  }

  @Test func headersOfSeveralLines() throws {
    var words = Words()
    words.startPage()
    words.line(10, (190, "ALL BORDERS TOGETHER"))
    words.line(24, (200, "Grant"), (300, "Grant"), (400, "Admin"))
    words.line(38, (100, "Country"), (200, "Rate"), (300, "Count"), (395, "Closure"))
    words.add(430, 38, 4, "4", height: 6)
    words.line(60, (100, "Peru"), (200, "5%"), (300, "6"), (400, "7"))
    let reading = Self.reading(["Country", "Grant Rate", "Grant Count", "Admin Closure4"]) {
      $0.over = ["ALL BORDERS TOGETHER"]
    }
    #expect(try words.read(reading).fields == [["Peru", "5%", "6", "7"]])
    var other = reading
    other.header = ["Country", "Grant Rate", "Grant Count"]
    let problem = try #require(try words.read(other).problem)
    #expect(problem.what == "the header has the unknown 'Admin', 'Closure4', the first at x 400 to 425, y 24")
    other.header = ["Country", "Grant Rate", "Grant Count", "Admin Closure5"]
    #expect(
      try words.read(other).problem?.what == "the header (page 1, y 10) lacks 'Admin Closure5'")
    other.header = ["Name", "Persons"]
    #expect(
      try words.read(other).problem?.what == "no line of 1 page has the words of the header, 'Name', 'Persons'")
  }

  /// The header is on the first page and on the third, where it stands elsewhere; heads and feet of pages are left out.
  @Test func severalPages() throws {
    var words = Self.table()
    words.line(700, (300, "Page 1 of 3"))
    words.startPage()
    words.line(20, (100, "Chile"), (310, "3"))
    words.line(700, (300, "Page 2 of 3"))
    words.startPage()
    words.line(20, (100, "Annual report"))
    words.line(100, (50, "Country"), (100, "Grants"), (150, "Denials"))
    words.line(120, (50, "Peru"), (100, "1"), (150, "2"))
    words.line(140, (50, "Source: the office"))
    words.line(160, (50, "Not a row"))
    let read = try words.read(
      Self.reading {
        $0.leaveOut = ["Page ", "Annual report"]
        $0.until = ["Source:"]
      })
    #expect(read.fields.map { $0[0] } == ["Venezuela", "St. Lucia", "Chile", "Peru"])
    #expect(read.fields[2] == ["Chile", nil, "3"] && read.fields[3] == ["Peru", "1", "2"])
    #expect(read.rows[3].verbatim == "page 3, x 50 y 120: Peru 1 2")
  }

  /// A head or a foot of a page has no numbers as records have: a record that begins like one is not lost.
  @Test func whatIsLeftOutIsNoRecord() throws {
    var words = Self.table()
    words.line(160, (100, "12 de octubre"), (210, "7"), (310, "8"))
    words.line(700, (300, "12"))
    let read = try words.read(Self.reading { $0.leaveOut = ["12"] })
    #expect(read.rows.count == 3 && read.defects.filter { $0 != nil }.count == 1)
    #expect(read.defects.last??.contains("begins as read.leave_out says, and has numbers in its cells") == true)
  }

  @Test func theRestOfALabelIsNoRecord() throws {
    var words = Self.table()
    words.line(160, (100, "and others"))
    let read = try words.read(Self.reading())
    #expect(read.defects.last??.contains("words in one column alone") == true)
    #expect(try words.read(Self.reading { $0.hasLabelsAlone = true }).defects.allSatisfy { $0 == nil })
  }

  @Test func theTableOfATitle() throws {
    var words = Words()
    words.startPage()
    for (y, title) in [(10.0, "Table 1: last year"), (110, "Table 2: this year"), (210, "Table 3: plans")] {
      words.line(y, (100, title))
      words.line(y + 20, (100, "Country"), (200, "Grants"), (300, "Denials"))
      words.line(y + 40, (100, title.suffix(4).description), (200, "1"), (300, "2"))
    }
    let read = try words.read(
      Self.reading {
        $0.title = "Table 2"
        $0.until = ["Table 3"]
      })
    #expect(read.fields == [["year", "1", "2"]])
    #expect(
      try words.read(Self.reading { $0.title = "Table 9" }).problem?.what
        == "no line of 1 page begins with 'Table 9', the title of the table")
  }

  @Test func sections() throws {
    var words = Words()
    words.startPage()
    words.line(10, (100, "Apprehensions in FY2019"))
    words.line(30, (100, "Country"), (200, "Grants"), (300, "Denials"))
    words.line(50, (100, "SECTOR Rio Grande"))
    words.line(70, (100, "Peru"), (200, "1"), (300, "2"))
    words.line(90, (100, "SECTOR Tucson"))
    words.line(110, (100, "Peru"), (200, "3"), (300, "4"))
    words.line(700, (100, "Data as of October 1"))
    let read = try words.read(
      Self.reading {
        $0.until = ["Data"]
        $0.sections = [
          .init(name: "year", pattern: #"in FY(\d{4})$"#), .init(name: "sector", pattern: "^SECTOR (.+)$"),
          .init(name: "made", pattern: "as of (.+)$", place: .page),
        ]
      })
    #expect(read.header == ["Country", "Grants", "Denials", "year", "sector", "made"])
    #expect(
      read.fields == [
        ["Peru", "1", "2", "2019", "Rio Grande", "October 1"], ["Peru", "3", "4", "2019", "Tucson", "October 1"],
      ])
  }

  /// A header on the second page alone says nothing of the rows on the first; they are not passed over.
  @Test func rowsAboveTheFirstHeaderAreNotLost() throws {
    func read(_ first: (Double, String)...) throws -> Outcome {
      var words = Words()
      words.startPage()
      words.line(40, (100, "Decisions by country in 2024"))
      for cell in first { words.line(60, cell) }
      words.startPage()
      words.line(100, (100, "Country"), (200, "Grants"), (300, "Denials"))
      words.line(120, (100, "Peru"), (210, "1"), (310, "2"))
      return try words.read(Self.reading())
    }
    #expect(
      try read((100, "Chile"), (210, "3"), (310, "4")).problem?.what
        == "the row 'Chile 3 4' (x 100 y 60) is above the first header, on page 2, and lies in its columns as records do: it would be lost"
    )
    #expect(try read((100, "Chile"), (210, "3")).fields == [["Peru", "1", "2"]])
    #expect(try read().fields == [["Peru", "1", "2"]])
  }

  /// The number of a page and a note under the table have one cell alone.
  @Test(arguments: ["12", "1 Includes 34 from the year before", "Source: the Office, 2025"])
  func oneCellAloneIsNoRecord(_ line: String) throws {
    var words = Self.table()
    words.line(300, (100, line))
    let found = try words.read(Self.reading())
    #expect(found.defects.map { $0 != nil } == [false, false, true])
    guard line == "12" else { return }
    #expect(found.defects[2]?.hasPrefix("the row has words in one column alone") == true)
    #expect(try words.read(Self.reading { $0.hasLabelsAlone = true }).fields.last == [line, nil, nil])
  }

  /// A year in another writing, or with a raised mark, is no section that is declared; the rows below it are not those of the year before.
  @Test(arguments: ["2025*", "2024/25", "mark"]) func yearsThatMayBeSections(_ line: String) throws {
    var words = Words()
    words.startPage()
    words.line(30, (100, "Country"), (200, "Grants"), (300, "Denials"))
    words.line(50, (100, "2023"))
    words.line(70, (100, "Peru"), (200, "1"), (300, "2"))
    words.line(90, (100, line == "mark" ? "2024" : line))
    if line == "mark" { words.add(120, 88, 3, "1", height: 6) }
    words.line(110, (100, "Peru"), (200, "3"), (300, "4"))
    words.line(130, (100, "2026"))
    words.line(150, (100, "Peru"), (200, "5"), (300, "6"))
    func read(_ marks: [String]) throws -> Outcome {
      var reading = Self.reading { $0.sections = [.init(name: "year", pattern: #"^(\d+)$"#)] }
      reading.marks = marks
      return try words.read(reading)
    }
    let found = try read([])
    let sure = found.rows.filter { $0.defect == nil }.map(\.fields)
    #expect(sure == [["Peru", "1", "2", "2023"], ["Peru", "5", "6", "2026"]])
    #expect(found.rows.contains { $0.fields.first == "Peru" && $0.fields[1] == "3" })
    if line == "mark" {
      #expect(try read(["1"]).fields.map(\.last) == ["2023", "2024", "2026"])
    }
  }

  /// A label of three lines beside one line of numbers; the lines of the label are closer than those of two rows.
  @Test func rowsOfSeveralLines() throws {
    var words = Words()
    words.startPage()
    words.line(10, (100, "Country"), (200, "Grants"), (300, "Denials"))
    words.line(40, (100, "Stateless"))
    words.line(50.7, (100, "and unable to"), (200, "1"), (300, "2"))
    words.line(61.4, (100, "name one"))
    words.line(72.8, (100, "Peru"), (200, "3"), (300, "4"))
    let read = try words.read(Self.reading { $0.rowGap = 0.9 })
    #expect(read.fields == [["Stateless and unable to name one", "1", "2"], ["Peru", "3", "4"]])
    #expect(try words.read(Self.reading()).rows.count == 4)
  }

  /// "1,031" with a raised 2 must not become 10312, and what no reader sees must not become anything.
  @Test func whatIsNotUnderstoodIsDefective() throws {
    var words = Self.table()
    words.line(160, (100, "Peru"), (210, "1,031"), (310, "\u{F8FF}\u{F0B7}"))
    words.add(235, 159, 4, "2", height: 6)
    words.line(180, (100, "Chile"), (210, "1"), (310, "\u{F0B7}"))
    words.add(700, 200, 20, "beyond")
    words.add(20, 300, 10, "confidential", height: 90)
    let read = try words.read(Self.reading())
    #expect(
      read.defects.dropFirst(2) == [
        "'Grants': the digits '1,031' (page 1, x 210 to 235, y 160) and '2' (page 1, x 235 to 239, y 159) touch, and are "
          + "not of one size: one may be a footnote's mark (read.marks names what is left out)",
        "'Denials': '\u{F0B7}' (page 1, x 310 to 315, y 180) has letters that the file does not name",
        "the word 'confidential' (page 1, x 20 to 30, y 300) is so high that it stands beside several rows",
      ])
  }

  @Test func marksThatAreDeclaredAreLeftOut() throws {
    var words = Self.table()
    words.line(160, (100, "Peru"), (210, "1,031"), (310, "5"))
    words.add(235, 159, 4, "2", height: 6)
    words.add(122, 159, 4, "(1)", height: 6)
    words.line(180, (100, "Chile 2"), (210, "2"), (310, "2"))
    var reading = Self.reading()
    reading.marks = ["2", "(1)"]
    let read = try words.read(reading)
    #expect(read.defects.allSatisfy { $0 == nil })
    #expect(read.fields.suffix(2) == [["Peru", "1,031", "5"], ["Chile 2", "2", "2"]])
    reading.marks = ["3"]
    #expect(try words.read(reading).defects.map { $0 != nil } == [false, false, true, false])
  }

  /// As pdftotext writes a page that is shown turned: each word is as high as it is long.
  @Test func aTurnedPageSaysSo() throws {
    var words = Words()
    words.startPage()
    for (column, text) in ["Country", "Grants", "Denials", "Venezuela", "1,031", "222"].enumerated() {
      words.add(100 + Double(column / 3) * 20, 700 - Double(column % 3) * 150, 9, text, height: Double(text.count) * 5)
    }
    let problem = try #require(try words.read(Self.reading()).problem)
    #expect(
      problem.place == "t.pdf, page 1" && problem.what.hasPrefix("the words of the page stand sideways"), "\(problem)")
    // A line that runs up the margin of a table turns nothing.
    var table = Self.table()
    table.add(5, 100, 9, "Confidential", height: 60)
    #expect(try table.read(Self.reading()).problem?.what.contains("sideways") != true)
  }

  @Test func aScannedPDFSaysSo() throws {
    var words = Words()
    for _ in 0..<3 { words.startPage() }
    let problem = try #require(try words.read(Self.reading()).problem)
    #expect(problem.what == "the PDF has 3 pages and not one word: it is scanned, or drawn as pictures")
    var mixed = Self.table()
    mixed.startPage()
    #expect(
      try mixed.read(Self.reading()).defects == [nil, nil, "page 2 has no words: it is blank, or a picture"])
  }
}
