import Glibc
import Model
import Testing

@testable import Formats

/// Rows that a reader of the page sees differently from the wikitext.
@Suite("Wikitext: rows that are not plain")
struct WikitextRowTests {
  private static func page(_ rows: String, before: String = "", table: String = "", after: String = "") -> String {
    WikitextExactTests.page(rows, before: before, table: table) + after
  }

  @Test(
    "The table is held",
    arguments: [
      ("made by a template", "{{Boat row|2|6}}"),
      ("a template behind a cell", "| 2 || 2 May 2031 || 6 || x\n{{Boat row|3|6}}"),
      ("a template within a line", "| 2 || 2 May 2031 || 6 || x {{Boat row|3|6}}"),
      ("within a known template", "| 2 || 2 May 2031 || 6 || {{nowrap|x {{Boat row}}}}"),
      ("transcluded", "{{:Boats/May}}"),
      ("a parser function", "{{#invoke:Boats|row}}"), ("a parameter", "{{{rows}}}"),
      ("HTML", "<tr><td>2</td><td>2 May 2031</td><td>6</td><td>x</td></tr>"),
      ("HTML behind a cell", "| 2 || 2 May 2031 || 6 || x<tr><td>3</td></tr>"),
      ("for other pages only", "<includeonly>\n| 2 || 2 May 2031 || 6 || x\n</includeonly>"),
      ("{{!}} as the mark of a cell", "{{!}} 2 || 2 May 2031 || 6 || x"),
      ("{{!}} as a second bar", "| 2 || 2 May 2031 || 6 |{{!}} x"),
      ("{{!}} twice", "| 2 || 2 May 2031 || 6 {{!}}{{!}} x"),
      ("text between rows", "6 more\n|-\n| 2 || 2 May 2031 || 6 || x"),
      ("a caption among the rows", "| 2 || 2 May 2031 || 6 || x\n|+ 6"),
      ("a comment within a mark", "| 2 || 2 May 2031 || 6 |<!-- -->| x"),
      ("a comment that begins a row", "| 2 || 2 May 2031 || 6 || x\n|<!-- -->-"),
      ("bars within a link", "| 2 || 2 May 2031 || 6 || [[x||y]]"),
      ("a table between rows", "{|\n| 2\n|}\n|-\n| 2 || 2 May 2031 || 6 || x"),
    ])
  func held(_ name: String, _ rows: String) throws {
    let problem = try #require(try opened(Self.page(rows), WikitextExactTests.reading).problem)
    #expect(problem.place == "t.file, table 'Boats'")
    #expect(problem.what.hasPrefix("row ") || problem.what.hasPrefix("it "), "\(problem)")
  }

  @Test("A template that the dataset's author knows is no obstacle")
  func known() throws {
    var reading = WikitextExactTests.reading
    let page = Self.page("| 2 || 2 May 2031 || 6 || x {{Boat note|3}}")
    #expect(try opened(page, reading).problem?.what.contains("\"{{Boat note|3}}\"") == true)
    reading.inlineTemplates = ["boat_note"]
    let result = try opened(page, reading)
    #expect(result.problem == nil && result.defects == [nil, nil, nil])
  }

  @Test(
    "Rows and tables that are hidden or struck out",
    arguments: [
      ("", "style=\"display:none\"", ""), ("<div style=\"display:none\">\n", "", "</div>"), ("<s>\n", "", "</s>"),
      ("<del>x\n", "", ""), ("<includeonly>", "", ""),
    ])
  func hidden(_ before: String, _ table: String, _ after: String) throws {
    let page = Self.page("| 2 || 2 May 2031 || 6 || x", before: before, table: table, after: after)
    #expect(try opened(page, WikitextExactTests.reading).problem != nil)
  }

  @Test(
    "Attributes of a row",
    arguments: [
      ("style=\"display:none\"", false), ("style=\"background:#eee\"", true), ("| 6", false), ("{{x}}", false),
    ])
  func rowAttributes(_ written: String, _ isPlain: Bool) throws {
    let page = """
      {|
      |+ Boats
      ! No. !! Day !! Dead !! Notes
      |- \(written)
      | 2 || 2 May 2031 || 6 || x
      |}
      """
    let result = try opened(page, WikitextExactTests.reading)
    #expect((result.problem == nil && result.defects == [nil]) == isPlain)
  }

  @Test("A wrapper that is closed before the table, or hides nothing, is no obstacle")
  func wrappers() throws {
    for before in ["<div style=\"display:none\">x</div>\n", "<div class=x>\n", "<s>old</s>\n", "<center>\n"] {
      #expect(
        try opened(Self.page("| 2 || 2 May 2031 || 6 || x", before: before), WikitextExactTests.reading).problem == nil)
    }
  }

  @Test("A table that was split, and rows behind its end")
  func split() throws {
    let whole = Self.page("| 2 || 2 May 2031 || 6 || x")
    let second = "{|\n|+ More\n! No. !! Day !! Dead !! Notes\n|-\n| 4 || 4 May 2031 || 8 || y\n|}\n"
    #expect(
      try opened(whole + second, WikitextExactTests.reading).problem?.what.hasPrefix(
        "another table of the page has the same header") == true)
    let other = "{|\n|+ More\n! Who !! When\n|-\n| x || y\n|}\n"
    #expect(try opened(whole + other, WikitextExactTests.reading).problem == nil)
    let cut = Self.page("| 2 || 2 May 2031 || 6 || x\n|}")
    #expect(try opened(cut, WikitextExactTests.reading).problem?.what.hasPrefix("there are rows after its end") == true)
  }

  @Test("A later table with most of the columns, among them the numbers")
  func splitWithFewerColumns() throws {
    func page(_ header: [String], more: String) -> String {
      "{|\n|+ All\n! " + header.joined(separator: " !! ") + "\n|-\n| "
        + header.indices.map { "\($0 + 1)" }.joined(separator: " || ") + "\n|}\n{|\n|+ Later\n! " + more
        + "\n|-\n|\n|}\n"
    }
    var reading = WikitextExactTests.reading
    reading.header = ["No.", "Day", "Place", "Dead", "Hurt", "Missing", "Boats", "Notes"]
    reading.names = reading.header
    reading.caption = "All"
    reading.counted = ["No.", "Dead", "Hurt", "Missing", "Boats"]
    reading.prose = ["Notes"]
    let alike = page(reading.header, more: "No. !! Day !! Place !! dead !! Notes")
    #expect(
      try opened(alike, reading).problem?.what
        == "another table of the page has 5 of its 8 header cells: it has been split, and 1 row would be left out")
    // Another first column, or half of the cells: another subject.
    for more in [
      "Day !! Place !! Dead !! Hurt !! Notes", "No. !! Day !! Dead !! Hurt",
    ] {
      #expect(try opened(page(reading.header, more: more), reading).problem == nil, "\(more)")
    }
  }

  @Test("Without a caption the header chooses")
  func byHeader() throws {
    var reading = WikitextExactTests.reading
    reading.caption = nil
    let other = "{|\n! Who !! When\n|-\n| x || y\n|}\n"
    let page = other + Self.page("| 2 || 2 May 2031 || 6 || x")
    #expect(try opened(page, reading).rows.map { $0.fields[2] } == ["5", "6", "7"])
    reading.header = ["No.", "Day"]
    #expect(try opened(page, reading).problem?.what == "none of the page's 2 tables has the header No., Day")
    #expect(
      try opened(Self.page("| 2 || 2 May 2031 || 6 || x"), reading).problem?.what.hasPrefix("the header has") == true)
    reading.header = ["Who", "When"]
    #expect(
      try opened(other + other, reading).problem?.what == "2 tables have the header Who, When")
  }

  private static let withoutCaption = (sharedFolder ?? "") + "/faults/wikitext/w17_no_caption.wikitext"

  @Test(
    "The shared table without a caption",
    .enabled(if: access(withoutCaption, R_OK) == 0, "needs ../shared/faults (or SOUNDINGS_SHARED)"))
  func sharedWithoutCaption() throws {
    let reading = Reading(format: .wikitext, header: ["No.", "Place", "Killed"], counted: ["No.", "Killed"])
    let found = outcome { try Formats.open(path: Self.withoutCaption, name: "page", readings: [reading]).reader }
    #expect(found.problem == nil)
    #expect(found.fields == [["1", "Caribbean", "11"]])
  }
}
