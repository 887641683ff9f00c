import Glibc
import Model
import Testing

@testable import Formats

@Suite("Wikitext: one table of a page")
struct WikitextReaderTests {
  private static func reading(_ header: [String], keep: [String] = []) -> Reading {
    Reading(
      format: .wikitext, header: header, text: "/query/pages/0/text", caption: "Strikes", keepMarkup: keep,
      prose: header)
  }

  private static func page(_ rows: String, header: String = "! No.\n! Date\n! Killed") -> String {
    "Some text.\n{| class=\"wikitable\"\n|+ Strikes by somebody\n|-\n\(header)\n|-\n\(rows)\n|}\nMore text.\n"
  }

  private static let plain = reading(["No.", "Date", "Killed"])

  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var rows: String
    var fields: [[String?]]

    init(_ name: String, _ rows: String, _ fields: [String?]...) {
      (self.name, self.rows, self.fields) = (name, rows, fields)
    }

    var testDescription: String { name }
  }

  @Test(
    "Traps of real pages",
    arguments: [
      Case("bare empty cells", "|1\n|\n|", ["1", "", ""]),
      Case("empty cells that hold a comment", "| <!-- n --> 1\n| <!-- d -->\n|<!-- k -->", ["1", "", ""]),
      Case("cells on one line", "| 1 || 2 May || 3\n|-\n| 2 ||  || ", ["1", "2 May", "3"], ["2", "", ""]),
      Case("a date cell that is a row header", "|1\n! <!-- Date -->scope=\"row\" | 2 May\n|3", ["1", "2 May", "3"]),
      Case("a number range with a dash", "|11–13\n|2 May\n|>1", ["11–13", "2 May", ">1"]),
      Case("a stray bar behind a comment", "|1\n|2 May\n| <!-- k --> |<ref name=A/><ref name=B/>", ["1", "2 May", ""]),
      Case("an empty attribute part", "|1\n|2 May\n||<!--k-->3", ["1", "2 May", "3"]),
      Case(
        "{{!}} in a citation", "|1\n|2 May\n|3<ref>{{cite web |first=J {{!}} News |title=x || y}}</ref>",
        ["1", "2 May", "3"]),
      Case("{{!}} in a cell", "|1\n|2 May\n|3 {{!}} 4", ["1", "2 May", "3 | 4"]),
      Case(
        "references with blanks, quotes, slashes and a line end",
        "|1<ref name = \"X, y\">{{cite|a=b}}\nmore | text\n|-\n</ref>\n|2 May<ref name=2026-03-25-x/>\n|3<ref name=\":1\" />",
        ["1", "2 May", "3"]),
      Case("trailing blanks", "|1 \n|Pacific \n| 3\t", ["1", "Pacific", "3"]),
      Case(
        "links", "|[[A]]\n|[[B (x)|the B]] and [[:File:C|c]]\n|[https://x.example/a|b two words] [[File:D.jpg|thumb]]",
        ["A", "the B and c", "two words"]),
      Case("a bar in a link does not part attributes", "|x [[A|b]] y | z\n|2\n|3", ["x b y | z", "2", "3"]),
      Case(
        "bold, italics, tags, entities", "|'''1'''\n|''2&nbsp;May''<br />x&ndash;y\n|<small>3</small>&#52;&lt;",
        ["1", "2 May x–y", "34<"]),
      Case("nowiki", "|1\n|<nowiki>a || [[b]] {{c}}</nowiki>\n|3", ["1", "a || [[b]] {{c}}", "3"]),
      Case(
        "notes and wrappers", "|{{nowrap|11–13}}\n|2{{nbsp}}May{{snd}}x\n|3{{efn|about | that}}",
        ["11–13", "2 May – x", "3"]),
      Case("text over several lines", "|1\n|2\nMay\n* x\n|3", ["1", "2 May * x", "3"]),
      Case(
        "rows parted by attributes and empty rows", "|- style=\"x\"\n|1||2||3\n|-\n|-----\n|4||5||6", ["1", "2", "3"],
        ["4", "5", "6"]),
      Case("a nested table", "|1\n|\n{|\n|x||y\n|}\n|3", ["1", "", "3"]),
      Case("rowspan", "|1\n|rowspan=2|May\n|3\n|-\n|2\n|4", ["1", "May", "3"], ["2", "May", "4"]),
      Case("colspan", "|1\n|colspan=\"2\"|none\n|-\n|2||3||4", ["1", "none", "none"], ["2", "3", "4"]),
      Case("both", "|rowspan=2 colspan=2| a\n|b\n|-\n|c", ["a", "a", "b"], ["a", "a", "c"]),
      Case("CRLF", "|1\r\n|2 May\r\n|\r\n|-\r\n|2||3||4\r", ["1", "2 May", ""], ["2", "3", "4"]),
      Case("accents", "|1\n|Curaçao\n|3", ["1", "Curaçao", "3"]),
      Case("no tag", "|1\n|a < b > c\n|<5", ["1", "a < b > c", "<5"]),
    ])
  func traps(_ c: Case) throws {
    let result = try opened(Self.page(c.rows), Self.plain)
    #expect(result.problem == nil)
    #expect(result.fields == c.fields)
    #expect(result.defects.allSatisfy { $0 == nil })
  }

  @Test("Header cells become plain text; the caption may have references and attributes")
  func header() throws {
    let page = """
      == Title ==
      {|
      |+ class="x" | '''Strikes''' by [[Somebody|somebody]]
      <ref name=A>{{cite |a=b
      |c=d}}</ref><ref name=B>
      |-
      </ref>
      ! Scope="col" | No.
      ! scope="col" style="width:8%;" | People<br />killed !! Missing&nbsp;/<br />Presumed<br />dead
      |-
      |1||2||3
      |}
      """
    let result = try opened(page, Self.reading(["No.", "People killed", "Missing / Presumed dead"]))
    #expect(result.problem == nil)
    #expect(result.fields == [["1", "2", "3"]])
    #expect(result.rows[0].verbatim == "|1||2||3")
  }

  @Test(
    "The value of an attribute",
    arguments: [
      ("data-sort-value= 2026-1-23 |", "2026-1-23"), ("scope=\"row\" data-sort-value=\"a b\" |", "a b"),
      ("<!-- x --> Data-Sort-Value='1' |", "1"), ("data-sort-value=\"\" |", ""), ("scope=row |", nil), ("", nil),
      ("data-sort-value |", nil),
    ] as [(String, String?)])
  func attribute(_ written: String, _ value: String?) throws {
    let reading = Self.reading(["No.", "Date", "Date@data-sort-value", "Killed"])
    let result = try opened(Self.page("|1\n! \(written) 2 May\n|3"), reading)
    #expect(result.fields == [["1", "2 May", value, "3"]])
  }

  @Test("Markup is kept where it is asked for")
  func keepMarkup() throws {
    let result = try opened(
      Self.page("|1\n|2 <ref name=A/>\n| x=1 | [[A]] <ref>{{cite|x}}</ref> "),
      Self.reading(["No.", "Date", "Killed"], keep: ["Killed"]))
    #expect(result.fields == [["1", "2", "[[A]] <ref>{{cite|x}}</ref>"]])
  }

  @Test("Rows that do not fit are defects")
  func defects() throws {
    let result = try opened(Self.page("|1||2\n|-\n|1||2||3||4\n|-\n|1||2||{{dts|3}}\n|-\n|1||2||3"), Self.plain)
    #expect(
      result.defects == [
        "2 cells, expected 3", "4 cells, expected 3",
        "'Killed' is \"{{dts|3}}\": it contains only the template {{dts}}, whose text is not on the page", nil,
      ])
    #expect(result.rows.map(\.number) == [1, 2, 3, 4])
  }

  @Test("A header cell that changed, a caption that is gone, a table that does not end")
  func problems() throws {
    let renamed = try opened(Self.page("|1||2||3", header: "! No. !! Day !! Killed"), Self.plain).problem
    #expect(renamed?.what == "the header has 'Day' where 'Date' was expected (column 2)")
    #expect(renamed?.place == "t.file, table 'Strikes'")
    #expect(
      try opened("{|\n|+ Attacks\n|-\n! No.\n|}", Self.plain).problem?.what
        == "no table has a caption that begins with 'Strikes'; the page has the captions 'Attacks'")
    #expect(
      try opened("{|\n|+ Strikes\n! No. !! Date !! Killed\n|-\n|1||2||3\n|-", Self.plain).problem?.what
        == "the table 'Strikes' has no end: '|}' is missing after row 1")
    let twice = Self.page("|1||2||3")
    #expect(
      try opened(twice + twice, Self.plain).problem?.what == "2 tables have a caption that begins with 'Strikes'")
  }

  @Test("A page inside its envelope")
  func envelope() throws {
    let text = Self.page("|1\n|2 \\u2013 3\n|\\\"4\\\"").split(separator: "\n").joined(separator: "\\n")
    let escaped = text.split(separator: "class=\"wikitable\"").joined()
    let result = try opened("{\"query\":{\"pages\":[{\"id\":1,\"text\":\"\(escaped)\"}]}}", Self.plain)
    #expect(result.problem == nil)
    #expect(result.fields == [["1", "2 – 3", "\"4\""]])
    #expect(
      try opened("{\"error\":{\"code\":\"x\",\"info\":\"Bad title.\"}}", Self.plain).problem?.what
        == "the publisher sent an error message instead of a page: Bad title.")
    #expect(
      try opened("{\"query\":{\"pages\":[{\"missing\":true}]}}", Self.plain).problem?.what
        == "there is no page text at /query/pages/0/text")
  }

  @Test("An envelope of another page")
  func anotherEnvelope() throws {
    let text = Self.page("|1||2||3").split(separator: "\n").joined(separator: "\\n").split(
      separator: "class=\"wikitable\""
    ).joined()
    var reading = Self.plain
    reading.required = ["/query/pages/0/title": "Strikes", "/batchcomplete": "true"]
    func problem(_ title: String, _ others: String = "") throws -> Problem? {
      try opened("{\(others)\"query\":{\"pages\":[{\(title)\"text\":\"\(text)\"}]}}", reading).problem
    }
    #expect(try problem("\"title\":\"Strikes\",", "\"batchcomplete\":true,") == nil)
    // What an envelope does not say says nothing.
    #expect(try problem("") == nil)
    #expect(
      try problem("\"title\":\"Sandbox\",")?.what
        == "'Sandbox' stands at /query/pages/0/title, and read.require declares 'Strikes'")
    #expect(
      try problem("\"title\":\"Strikes\",", "\"batchcomplete\":false,")?.what
        == "'false' stands at /batchcomplete, and read.require declares 'true'")
  }

  @Test("Garbage that opens and never closes is read in no time")
  func unclosedGarbage() throws {
    for piece in ["{{", "[[", "<ref>", "<!--", "{|\n", "[http://", "}}]]", "<ref name=\"", "|||!!"] {
      let text = Self.page(String(repeating: piece, count: 100_000))
      #expect(try opened(text, Self.plain).problem?.place != "test")
    }
  }
}
