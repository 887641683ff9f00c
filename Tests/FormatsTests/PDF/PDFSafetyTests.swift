import Model
import Testing

@testable import Formats

@Suite("PDF: what would be read as something else, or lost")
struct PDFSafetyTests {
  private static func reading(_ change: (inout PDFTable) -> Void = { _ in }) -> Reading {
    var reading = Reading(format: .pdf, header: ["Country", "Grants", "Denials"])
    change(&reading.pdf)
    return reading
  }

  private static let rows = [("Venezuela", "1,031", "199"), ("Peru", "12", "7"), ("St. Lucia", "1", "17")]

  /// A page with a header and three rows, numbers aligned at the right.
  private static func table() -> Words {
    var words = Words()
    words.startPage()
    words.line(20, (100, "Country"), (200, "Grants"), (300, "Denials"))
    add(to: &words, from: 40)
    return words
  }

  private static func add(to words: inout Words, from y: Double, shift: Double = 0) {
    for (i, row) in rows.enumerated() {
      let ends = [235.0, 335.0].map { $0 + shift }
      words.line(
        y + Double(i) * 20, (100 + shift, row.0), (ends[0] - Double(row.1.count) * 5, row.1),
        (ends[1] - Double(row.2.count) * 5, row.2))
    }
  }

  @Test func aPageWithoutAHeaderWhoseColumnsMoved() throws {
    for shift in [0, 1.5, -2.5] {
      var words = Self.table()
      words.startPage()
      Self.add(to: &words, from: 40, shift: shift)
      #expect(try words.read(Self.reading()).fields.count == 6)
    }
    for shift in [-40.0, -12, 12, 30] {
      var words = Self.table()
      words.startPage()
      Self.add(to: &words, from: 40, shift: shift)
      let problem = try #require(try words.read(Self.reading()).problem)
      #expect(problem.place == "t.pdf, page 2")
      #expect(
        problem.what.hasPrefix(
          "the page has no header above its rows, and its columns are not where those of page 1 are: "))
      if shift == 12 { #expect(problem.what.contains("'Grants' is at x 237 to 247, before at x 225 to 235")) }
      let places = [(50.0, 180.0), (181, 280), (281, 380)].map { PDFTable.Range(from: $0, to: $1) }
      if abs(shift) < 40 { #expect(try words.read(Self.reading { $0.ranges = places }).fields.count == 6) }
    }
  }

  /// Numbers that count up with the pages are left out where the manifest says so; any other number alone stays in doubt.
  @Test func numbersOfPages() throws {
    func pages(_ numbers: [String], at y: Double = 700) -> Words {
      var words = Words()
      for number in numbers {
        words.startPage()
        if y < 20 { words.line(y, (225, number)) }
        words.line(20, (100, "Country"), (200, "Grants"), (300, "Denials"))
        Self.add(to: &words, from: 40)
        if y > 20 { words.line(y, (225, number)) }
      }
      return words
    }
    let declared = Self.reading { $0.leavesOutPageNumbers = true }
    for numbers in [["1", "2", "3"], ["17", "18", "19"], ["- 4 -", "- 5 -", "- 6 -"], ["1/3", "2/3", "3/3"]] {
      for y in [5.0, 700] {
        let read = try pages(numbers, at: y).read(declared)
        #expect(read.fields.count == 9 && read.defects.allSatisfy { $0 == nil }, "\(numbers) \(read)")
      }
    }
    let undeclared = try pages(["1", "2", "3"]).read(Self.reading())
    #expect(undeclared.defects.compactMap { $0 }.count == 3)
    #expect(undeclared.defects.compactMap { $0 }.first?.contains("page_numbers: leave_out") == true)
    // 31 is not the number of the second page: it may be a value whose neighbors are missing.
    let odd = try pages(["1", "31", "3"]).read(declared)
    #expect(odd.defects.compactMap { $0 }.count == 1, "\(odd)")
  }

  /// Other numbers, a longer or an indented label and a page of few rows are no shift; a page with a header of its own has its own places.
  @Test func aPageThatIsOnlyFilledOtherwise() throws {
    var words = Self.table()
    words.startPage()
    words.line(40, (112, "men"), (230, "5"), (330, "1"))
    words.line(60, (112, "women"), (205, "12,345"), (310, "1,234"))
    words.startPage()
    words.line(20, (130, "Country"), (230, "Grants"), (330, "Denials"))
    Self.add(to: &words, from: 40, shift: 30)
    words.startPage()
    Self.add(to: &words, from: 40, shift: 30)
    let read = try words.read(Self.reading())
    #expect(read.problem == nil && read.defects.allSatisfy { $0 == nil } && read.rows.count == 11)
  }

  @Test func anEndThatNeverComes() throws {
    let words = Self.table()
    let problem = try #require(try words.read(Self.reading { $0.until = ["Source:", "Note"] }).problem)
    #expect(problem.what == "no line of 1 page begins with 'Source:' or 'Note', where the table ends (read.until)")
  }

  @Test func aRowBelowTheEndIsNotLost() throws {
    func read(_ lines: [[(Double, String)]], until: [String] = ["Total"]) throws -> Outcome {
      var words = Self.table()
      for (i, line) in lines.enumerated() {
        if line.isEmpty { words.startPage() }
        for text in line { words.line(120 + Double(i) * 20, text) }
      }
      return try words.read(Self.reading { $0.until = until })
    }
    let total = [(100.0, "Total"), (210, "1,044"), (320, "223")]
    let more = [(100.0, "Chile"), (230, "5"), (330, "6")]
    let note = [(100.0, "Source: the office, which counts every decision of its own")]
    let problem = try #require(try read([total, more]).problem)
    #expect(problem.place == "t.pdf, page 1")
    #expect(
      problem.what
        == "the row 'Chile 5 6' (x 100 y 140) is below the end of the table (read.until), and is like its records")
    #expect(try read([total, [], more]).problem?.place == "t.pdf, page 2")
    for others in [[total, note], [total, note, more], [total, [(100.0, "Chile")]], [total, total]] {
      #expect(try read(others).problem == nil)
      #expect(try read(others).fields.count == 3)
    }
  }

  @Test func aWordFarBehindTheLastColumn() throws {
    var words = Self.table()
    words.line(120, (100, "Chile"), (230, "5"), (330, "6"), (480, "7"))
    words.line(140, (100, "Cuba"), (230, "5"), (300, "a remark that begins in its column and goes on"))
    let read = try words.read(Self.reading())
    #expect(read.defects[3] == "'7' (page 1, x 480 to 485, y 120) lies in no column")
    #expect(read.defects[4] == nil && read.fields[4][2] == "a remark that begins in its column and goes on")
  }

  @Test func numbersFarApartAreNotOne() throws {
    for (start, isOne) in [(220.0, true), (222, false), (245, false)] {
      var words = Self.table()
      words.line(120, (100, "Chile"), (205, "12"), (start, "345"), (330, "6"))
      let last = try #require(try words.read(Self.reading()).rows.last)
      #expect(last.fields == ["Chile", "12 345", "6"])
      #expect((last.defect == nil) == isOne, "\(last)")
      if start == 245 {
        #expect(
          last.defect
            == "'Grants': the numbers '12' (page 1, x 205 to 215, y 120) and '345' (page 1, x 245 to 260, y 120) stand 30 points "
            + "apart, more than a blank: they may be two values")
      }
    }
  }

  /// Where cells are blank, one column of a page without a header may show alone that all have moved.
  @Test func aMovedColumnBesideBlankCells() throws {
    func read(_ cells: [(Double, String)]...) throws -> Outcome {
      var words = Self.table()
      words.startPage()
      for (i, row) in cells.enumerated() {
        words.line(40 + Double(i) * 20, (100, "Chile"))
        for cell in row { words.line(40 + Double(i) * 20, cell) }
      }
      return try words.read(Self.reading())
    }
    let problem = try #require(try read([(285, "5")], [(280, "12")]).problem)
    #expect(problem.place == "t.pdf, page 2")
    #expect(problem.what.hasSuffix("'Denials' is at x 285 to 290, before at x 325 to 335"))
    // In parentheses, of other lengths, or a dash in the middle.
    for rows in [
      [[(330.0, "5")], [(320, "123")]], [[(325, "(5)")], [(320, "(12)")]], [[(315, "–")], [(315, "–")]], [[(285, "5")]],
    ] {
      var words = Self.table()
      words.startPage()
      for (i, row) in rows.enumerated() {
        words.line(40 + Double(i) * 20, (100, "Chile"))
        for cell in row { words.line(40 + Double(i) * 20, cell) }
      }
      #expect(try words.read(Self.reading()).problem == nil, "\(rows)")
    }
  }

  @Test func aLaterHeaderWithItsColumnsInAnotherOrder() throws {
    var words = Self.table()
    words.startPage()
    words.line(20, (100, "Country"), (200, "Denials"), (300, "Grants"))
    Self.add(to: &words, from: 40)
    let problem = try #require(try words.read(Self.reading()).problem)
    #expect(
      problem.what
        == "the header on page 2 (y 20) has its columns in another order: 'Country' at x 100 to 135, 'Denials' at x 200 to 235, "
        + "'Grants' at x 300 to 330; expected, from left to right: 'Country', 'Grants', 'Denials'")
    #expect(try words.read(Self.reading { $0.leaveOut = ["Country  Denials", "Country Denials"] }).problem == nil)
    var alone = Words()
    alone.startPage()
    alone.line(20, (100, "Country"), (200, "Denials"), (300, "Grants"))
    Self.add(to: &alone, from: 40)
    #expect(
      try alone.read(Self.reading()).problem?.what
        == "the header on page 1 (y 20) has its columns in another order: 'Country' at x 100 to 135, 'Denials' at x 200 to 235, "
        + "'Grants' at x 300 to 330")
  }

  @Test func aLaterHeaderThatLacksAColumn() throws {
    var words = Self.table()
    words.startPage()
    words.line(20, (100, "Country"), (200, "Grants"), (300, "Appeals"))
    Self.add(to: &words, from: 40)
    let problem = try #require(try words.read(Self.reading()).problem)
    #expect(problem.what == "the line 'Country Grants Appeals' (x 100 y 20) is a header, and lacks 'Denials'")
    #expect(try words.read(Self.reading { $0.leaveOut = ["Country Grants A"] }).problem == nil)
  }

  @Test func aLineThatMayBeginAnotherSection() throws {
    var words = Words()
    words.startPage()
    words.line(10, (100, "FY2019"))
    words.line(30, (100, "Country"), (200, "Grants"), (300, "Denials"))
    words.line(50, (100, "Peru"), (200, "1"), (300, "2"))
    words.line(70, (100, "FY2020*"))
    words.line(90, (100, "Peru"), (200, "3"), (300, "4"))
    words.line(110, (100, "FY2021"))
    words.line(130, (100, "Peru"), (200, "5"), (300, "6"))
    let read = try words.read(Self.reading { $0.sections = [.init(name: "year", pattern: #"^FY(\d{4})$"#)] })
    #expect(read.fields.map { $0[3] } == ["2019", "2019", "2019", "2021"])
    #expect(
      read.defects == [
        nil,
        "'FY2020*' (page 1, y 70) has no numbers, or words in one column alone, and may begin a section that no pattern of read.sections matches; "
          + "a line that begins none goes under read.leave_out",
        "'FY2020*' (page 1, y 70) above it matches no pattern of read.sections, and may begin another section: 'year' may be of an "
          + "earlier one", nil,
      ])
    let out = try words.read(
      Self.reading {
        $0.sections = [.init(name: "year", pattern: #"^FY(\d{4})$"#)]
        $0.leaveOut = ["FY2020*"]
      })
    #expect(out.defects == [nil, nil, nil] && out.rows.count == 3)
    // Without sections, a row of which nothing but the name is filled is a row where the manifest says so.
    #expect(try words.read(Self.reading { $0.hasLabelsAlone = true }).defects.allSatisfy { $0 == nil })
  }

  @Test func theLineOfAPagesSectionIsNoRow() throws {
    var words = Self.table()
    words.line(120, (100, "as of May 2"))
    words.line(140, (100, "Chile"), (230, "5"), (330, "6"))
    let read = try words.read(
      Self.reading { $0.sections = [.init(name: "made", pattern: "^as of (.+)$", place: .page)] })
    #expect(read.fields.map { $0[0] } == ["Venezuela", "Peru", "St. Lucia", "Chile"])
    #expect(read.fields.allSatisfy { $0[3] == "May 2" } && read.defects.allSatisfy { $0 == nil })
    // A row of the table that matches is not lost.
    let row = try words.read(Self.reading { $0.sections = [.init(name: "made", pattern: "^Chile", place: .page)] })
    #expect(row.fields.map { $0[0] }.contains("Chile"))
  }

  @Test func aRaisedDigitBehindAName() throws {
    var words = Self.table()
    words.line(120, (100, "Chile"), (230, "5"), (330, "6"))
    words.add(127, 119, 3, "1", height: 6)
    let read = try words.read(Self.reading())
    #expect(
      read.defects.last
        == "'Country': '1' (page 1, x 127 to 130, y 119) is raised behind 'Chile' (page 1, x 100 to 125, y 120), and may be a "
        + "footnote's mark (read.marks names what is left out, read.prose reads it as text)")
    var prose = Self.reading()
    prose.prose = ["Country"]
    #expect(try words.read(prose).defects.allSatisfy { $0 == nil })
    #expect(try words.read(prose).fields.last?[0] == "Chile 1")
  }

  /// A number between two columns whose numbers are aligned is not known to be of the nearer one; an amount in parentheses or with a mark is.
  @Test func aNumberOutOfLine() throws {
    func read(_ cell: (Double, String), _ change: (inout PDFTable) -> Void = { _ in }) throws -> Row? {
      var words = Self.table()
      words.line(100, (100, "Chile"), (230, "5"), (330, "6"))
      words.line(120, (100, "Cuba"), cell)
      return try words.read(Self.reading(change)).rows.last
    }
    #expect(
      try read((280, "5"))?.defect
        == "'Denials': '5' (page 1, x 280 to 285, y 120) stands apart from where the other numbers of its column on the page do, and "
        + "may be of another column (read.columns_at says where columns are)")
    for cell in [(320.0, "(12)"), (325, "12*"), (310, "1,234"), (280, "n.d.")] {
      #expect(try read(cell)?.defect == nil, "\(cell)")
    }
    let places = [(50.0, 180.0), (181, 270), (271, 380)].map { PDFTable.Range(from: $0, to: $1) }
    #expect(try read((280, "5")) { $0.ranges = places }?.defect == nil)
  }

  /// A section in another writing that stands in two columns, and a row of another kind without numbers.
  @Test func aSectionInTwoColumns() throws {
    func read(_ line: [(Double, String)]) throws -> Outcome {
      var words = Words()
      words.startPage()
      words.line(10, (100, "FY2019"))
      words.line(30, (100, "Country"), (200, "Grants"), (300, "Denials"))
      words.line(50, (100, "Peru"), (200, "1"), (300, "2"))
      for text in line { words.line(70, text) }
      words.line(90, (100, "Cuba"), (200, "3"), (300, "4"))
      return try words.read(Self.reading { $0.sections = [.init(name: "year", pattern: #"^FY(\d{4})$"#)] })
    }
    #expect(try read([(100, "FY2020"), (300, "revised")]).defects.map { $0 == nil } == [true, false, false])
    #expect(try read([(100, "Fiji"), (300, "*")]).defects.allSatisfy { $0 == nil })
    #expect(try read([(100, "FY2020s"), (300, "5")]).defects.allSatisfy { $0 == nil })
  }

  /// Of a header of two lines, in which one name is another.
  @Test func aLaterHeaderOfTwoLinesThatLacksAColumn() throws {
    func page(_ words: inout Words, _ name: String) {
      words.startPage()
      words.line(10, (200, "SBO"), (300, name))
      words.line(22, (100, "Country"), (200, "Total"), (300, "Total"))
      words.line(50, (100, "Peru"), (200, "1"), (300, "2"))
    }
    for (name, lacks) in [("NBO", false), ("CBO", true)] {
      var words = Words()
      page(&words, "NBO")
      page(&words, name)
      let reading = Reading(format: .pdf, header: ["Country", "SBO Total", "NBO Total"])
      #expect(
        try words.read(reading).problem?.what
          == (lacks ? "the line 'SBO CBO / Country Total Total' (x 200 y 10) is a header, and lacks 'NBO Total'" : nil))
    }
  }
}
