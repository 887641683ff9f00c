import Glibc
import Model
import Testing

@testable import Formats

/// Counted columns: exactly what a reader of the page sees, or a defective record.
@Suite("Wikitext: counted cells")
struct WikitextExactTests {
  static let reading = Reading(
    format: .wikitext, header: ["No.", "Day", "Dead", "Notes"], caption: "Boats", prose: ["Notes"],
    counted: ["No.", "Dead"])

  /// A page whose second record is being tested.
  static func page(_ rows: String, before: String = "", table: String = "") -> String {
    """
    \(before){| class="wikitable" \(table)
    |+ Boats of the bay
    |-
    ! No. !! Day !! Dead !! Notes
    |-
    | 1 || 1 May 2031 || 5 || first
    |-
    \(rows)
    |-
    | 3 || 3 May 2031 || 7 || last
    |}

    """
  }

  static func dead(_ cell: String) -> String { page("| 2\n| 2 May 2031\n|\(cell)\n| second") }

  @Test(
    "What a reader sees",
    arguments: [
      (" 4", "4"), ("", ""), ("4<ref>A <s>9</s> 8</ref>", "4"), ("4<ref name=x/><ref name=y />", "4"),
      ("4{{efn|5 of 6}}", "4"),
      ("{{Efn|5}}4", "4"), ("4{{citation_needed|date=May 2031}}", "4"), ("2<!-- x -->1", "21"), ("2<!-- 5 -->", "2"),
      ("<s>6</s>4", "4"), ("4<s>6</s>", "4"), ("<del>6</del><ins>4</ins>", "4"), ("<strike>6</strike> 4", "4"),
      ("<span style=\"display:none\">6</span>4", "4"),
      ("<span style='color:red; Display : None !important'>6</span>4", "4"),
      ("<span style=\"text-decoration: line-through\">6</span> 4", "4"), ("<s>{{circa}} 6</s>4", "4"),
      ("'''4'''", "4"), ("<small>4</small>", "4"), ("<b><i>4</i></b>", "4"), ("<div>4</div>", "4"), ("4<br/>", "4"),
      ("[[Four|4]]", "4"), ("[https://x.example/1 4]", "4"), ("{{nowrap|4}}", "4"), ("{{nowrap|1=4}}", "4"),
      ("{{ nowrap | 1 = 4 }}", "4"), ("{{nowrap|5|1=4}}", "4"), ("{{nts|4}}", "4"), ("{{sort|004|4}}", "4"),
      ("{{abbr|4|four men}}", "4"), ("{{Template:nowrap|4}}", "4"), ("<nowiki>4</nowiki>", "4"), ("&#52;", "4"),
      ("&nbsp;4", "4"),
      ("4+", "4+"), ("&gt;4", ">4"), ("> 4", "> 4"), ("≥4", "≥4"), ("4–6", "4–6"), ("4&ndash;6", "4–6"),
      ("{{nowrap|4–6}}", "4–6"),
      ("–", "–"), ("1,234", "1,234"), ("align=center | 4", "4"), ("style=\"text-align:center; width:5em\" | 4", "4"),
      ("style=\"background:#fee\" rowspan=1 | 4", "4"), ("data-sort-value=4 | 4", "4"),
    ])
  func seen(_ cell: String, _ value: String) throws {
    let result = try opened(Self.dead(cell), Self.reading)
    #expect(result.problem == nil)
    #expect(result.defects == [nil, nil, nil])
    #expect(result.rows.map { $0.fields[2] } == ["5", value, "7"])
  }

  @Test(
    "What is not understood is a defective record, with the cell's own text",
    arguments: [
      "1<small>2</small>", "1<sup>2</sup>", "<sup>2</sup>", "1<b>2</b>", "'''1'''2", "1''2''", "3<ref name=a/>8",
      "3<ref>x</ref>8", "3{{efn|x}}8", "3{{efn|x}}–8", "1{{nowrap|2}}", "{{nowrap|1}}{{nowrap|2}}", "1<nowiki/>2",
      "<nowiki>1</nowiki>2", "1[[Two|2]]", "1[https://x.example 2]", "1<span style=\"display:none\">5</span>2",
      "1<s>5</s>2", "1<wbr>2", "3<br>8", "3 8", "1 + 2", "+3", "3\n8", "<div>3</div><div>8</div>", "{{circa}} 4",
      "4 {{x}}",
      "2{{ubl|1}}", "{{nts|552,698}} (2011)", "{{nowrap|4|5}}", "{{nowrap|a=4}}", "{{nowrap}}", "{{sort|4}}",
      "{{nts|4|prefix=-}}", "{{formatnum:4}}", "{{#expr:2+2}}", "{{{1|4}}}", "{{Cite web|title=4}}",
      "4{{Cite web|title=x}}",
      "<s>4</s>", "<span style=\"visibility:hidden\">4</span>", "<s>4", "4</s>", "<b>4<i></b></i>", "<b/>4", "<ref>4",
      "[[File:A.jpg|thumb|4]]", "[[Archivo:A.jpg|4]]", "[[Datei:A.jpg|20px]] 4", "[[fr:Quatre|4]]", "[[Four|]]",
      "4[https://x.example]", "[[:File:A.jpg]]", "four", "4 men", "~", "4?", "4²", "{{0}}4", "&#x200B;4",
      "<math>4</math>", "<pre>4</pre>", "<code>4</code>5", "<bdo dir=rtl>12</bdo>", "<q>4</q>", "<foo>4</foo>",
      "<span class=x>4</span>", "<span style=\"opacity:0\">4</span>", "<span style=\"font-size:0\">4</span>",
      "<span style=\"color:white\">4</span>", "<span dir=rtl>12</span>", "<span hidden>4</span>", "4 {{!}} 5", "{{!}}4",
      "11 | 4", "<s>11 | 4", "[[x | 4", "{{x}} | 4", "style=\"display:none\" | 4",
      "style=\"text-decoration:line-through\" | 4",
      "rowspan=2 | 4\n| x\n|-\n| 2 || 2 May 2031", "rowspan=\"2px\" | 4\n| x\n|-\n| 2 || 2 May 2031", "rowspan=0 | 4",
      "\n{|\n| 4\n|}", "4\n{|\n| 5\n|}", "4<table><tr><td>5</td></tr></table>", "4<includeonly>5</includeonly>",
      "<noinclude>4</noinclude>5", "\n* 4", "\n: 4\n: 5", "= 4 =", "4-", "-{4}-", "4<gallery>A.jpg</gallery>", "1/2",
    ])
  func notUnderstood(_ cell: String) throws {
    let result = try opened(Self.dead(cell), Self.reading)
    guard let problem = result.problem else {
      let defect = try #require(result.rows[1].defect, "read as \(result.rows[1].fields[2] ?? "nothing")")
      #expect(result.rows[0].fields[2] == "5" && result.rows[0].defect == nil)
      if defect.hasPrefix("'") {
        #expect(defect.hasPrefix("'Dead' is \""))
      } else {
        #expect(defect.contains("cells, expected 4"))
      }
      return
    }
    #expect(!problem.what.isEmpty && !problem.remedy.isEmpty)
  }

  @Test("The message names the column and the value")
  func message() throws {
    let result = try opened(Self.dead("1<small>2</small>"), Self.reading)
    #expect(result.rows[1].defect == "'Dead' is \"1<small>2</small>\": there is markup between its digits")
  }

  @Test(
    "Other exact columns: text that is not seen never joins its neighbors",
    arguments: [
      ("<s>1</s>2 May 2031", "2 May 2031"), ("2&nbsp;May<ref name=x/> 2031", "2 May 2031"),
      ("{{nowrap|1–2}} May 2031", "1–2 May 2031"),
      ("1<s>5</s>2 May 2031", nil), ("1<ref name=x/>2 May 2031", nil), ("2 May 2<b>0</b>31", nil),
      ("{{circa}} 2 May 2031", nil),
      ("2<sup>nd</sup> May 2031", nil), ("<s>2 May 2031</s>", nil),
    ] as [(String, String?)])
  func days(_ cell: String, _ value: String?) throws {
    let result = try opened(Self.page("| 2\n| \(cell)\n| 6\n| second"), Self.reading)
    #expect(result.problem == nil)
    #expect((result.rows[1].defect == nil) == (value != nil))
    if let value { #expect(result.rows[1].fields[1] == value) }
  }

  @Test("Spans: over a day, fine; over what is counted, defective in every row that they reach")
  func spans() throws {
    let day = try opened(Self.page("| 2 || rowspan=2 | 2 May 2031 || 6 || x\n|-\n| 4 || 8 || y"), Self.reading)
    #expect(day.problem == nil && day.defects.allSatisfy { $0 == nil })
    #expect(day.rows.map { $0.fields[2] } == ["5", "6", "8", "7"])
    let dead = try opened(
      Self.page("| 2 || 2 May 2031 || rowspan=2 | 6 || x\n|-\n| 4 || 2 May 2031 || y"), Self.reading)
    #expect(dead.defects.map { $0 != nil } == [false, true, true, false])
    let wide = try opened(Self.page("| 2 || colspan=2 | 6 || x"), Self.reading)
    #expect(wide.defects.map { $0 != nil } == [false, true, false])
    let divider = try opened(Self.page("| colspan=4 | In May"), Self.reading)
    #expect(divider.defects.map { $0 != nil } == [false, true, false])
  }

  @Test("Running text is read as far as it can be, and never holds a record")
  func prose() throws {
    let result = try opened(
      Self.page(
        "| 2\n| 2 May 2031\n| 6\n| Some <sup>2</sup> [[Archivo:A.jpg|thumb|words]] {{convert|4|km}} <s>not</s> so <foo>x</foo>"
      ),
      Self.reading)
    #expect(result.defects == [nil, nil, nil])
    #expect(result.rows[1].fields[3] == "Some 2 so x")
  }
}

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
