import Model
import Testing

@testable import Formats

@Suite("Wikitext: tables under headings, and tables that a template ends")
struct WikitextChoiceTests {
  private static func table(_ value: Int, end: String = "|}") -> String {
    "{|\n! A !! B\n|-\n| x || \(value)\n\(end)\n"
  }

  private static let page =
    "Text.\n== First ''part'' ==\n" + table(1) + "=== Second {{nowrap|part}} === <!-- no -->\n" + table(2)
    + "<!--\n== Third ==\n-->\n= = =\n" + table(3)

  private func read(_ page: String, heading: String?) throws -> String? {
    var reading = Reading(format: .wikitext, header: ["A", "B"], counted: ["B"])
    reading.heading = heading
    let found = try opened("{{Short}}\n" + page, reading)
    return found.problem?.what ?? found.rows.first?.defect ?? found.rows.first?.fields[1]
  }

  @Test func aHeadingChoosesATable() throws {
    #expect(try read(Self.page, heading: "First part") == "1")
    #expect(try read(Self.page, heading: "Second") == "2")
    #expect(try read(Self.page, heading: nil) == "3 tables have the header A, B")
    #expect(
      try read(Self.page, heading: "Third")
        == "no table has a heading before it that begins with 'Third'; the tables are under 'First part', 'Second part', '='"
    )
    #expect(
      try read("== One ==\n" + Self.table(1) + Self.table(2), heading: "One") == "2 tables have the header A, B")
  }

  @Test func aPageHasOnlySoManyTables() throws {
    let page = Self.page + String(repeating: "{|\n", count: 100_000)
    #expect(
      try read(page, heading: "First part") == "the page has 100003 beginnings of tables ({|); at most 100000 are read")
  }

  @Test func theTemplateEndEndsATable() throws {
    #expect(try read(Self.table(1, end: "{{end}}"), heading: nil) == "1")
    #expect(try read(Self.table(1, end: "{{ End }}") + "\ntext\n", heading: nil) == "1")
    #expect(try read("== a ==\n" + Self.table(1, end: "{{End}}") + "== b ==\n" + Self.table(2), heading: "b") == "2")
    #expect(try read(Self.table(1, end: "{{ending}}"), heading: nil)?.contains("has no end") == true)
  }

  @Test("A table in a template's argument is named, not read")
  func tableInTemplate() throws {
    let table = "{|\n|+ Boats\n! No.\n|-\n| 1\n|}\n"
    for caption in [nil, "Boats"] {
      let reading = Reading(format: .wikitext, header: ["No."], caption: caption)
      for page in ["A\n{{scroll box|\n\(table)}}\n", "A\n{{Scroll_box|content=\(table)|height=3}}\n"] {
        #expect(
          try opened(page, reading).problem?.what
            == "no table of the page is the one to read; one is inside of the template {{scroll box}}, which may change it"
        )
      }
    }
  }
}
