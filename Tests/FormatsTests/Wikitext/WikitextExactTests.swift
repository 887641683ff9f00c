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
