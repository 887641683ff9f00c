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
}
