import Model
import Testing

@testable import Formats

@Suite("HTML: what would be read as something else")
struct HTMLSafetyTests {
  private static func reading(_ change: (inout Reading) -> Void = { _ in }) -> Reading {
    var reading = Reading(format: .html, header: ["Country", "People"])
    change(&reading)
    return reading
  }

  private static func page(_ rows: String, style: String = "", around: String = "<div>") -> String {
    "<!DOCTYPE html>\n<html><head>\(style)</head><body>\n\(around)<table class='data'><tr><th>Country<th>People</tr>\n"
      + "\(rows)</table></body></html>"
  }

  /// A browser mends a row without its tag, or in an element that no table has; what is not mended here would be lost in silence.
  @Test func aCellInNoRowOfTheTable() throws {
    for rows in [
      "<form><tr><td>Peru<td>1</tr></form>", "</tr><td>Peru</td><td>1</td></tr>", "<div><tr><td>Peru<td>1</tr></div>",
      "<tr><form><td>Peru<td>1</form></tr>", "<tbody><td>Peru</td><td>1</td></tbody>",
    ] {
      let problem = try #require(try opened(Self.page(rows + "<tr><td>Chile<td>2"), Self.reading()).problem, "\(rows)")
      #expect(
        problem.what.hasPrefix("the cell 'Peru' on line 4 stands in no row of the table"), "\(rows): \(problem.what)")
      #expect(problem.remedy.contains("save it as a complete page"))
    }
    // What its readers do not see, and another table within a cell, are no rows of it.
    for rows in [
      "<form style='display:none'><tr><td>Peru<td>1</tr></form>", "<tr><td>Peru<td>1<input type=hidden></tr>",
    ] {
      #expect(try opened(Self.page(rows + "<tr><td>Chile<td>2"), Self.reading()).problem == nil, "\(rows)")
    }
  }

  /// The end tag of a table may not be left out: without it, rows may be missing.
  @Test func aPageThatEndsWithinATable() throws {
    let head = "<table><tr><th>Country<th>People<tr><td>Peru<td>1"
    for page in [
      head, head + "<tr><td>Chile<td>23", head + "<!-- </table> -->", head + "<script>'</table></body>'</script>",
      head + "<tr><td>x<td><table><tr><td>y</table>", head + "</TABLE><table class=x", head + "</tablet>",
    ] {
      let problem = try #require(try opened(page, Self.reading()).problem, "\(page)")
      #expect(
        problem.what
          == "the page ends within a table: neither </table> nor the end of the page comes after its last row")
      #expect(problem.kind == .badInput)
    }
    for end in [
      "</table>", "</TABLE >", "</body>", "</html>", "</table><!-- <table> -->", "</table><script>'<table>'</script>",
    ] {
      #expect(try opened(head + end, Self.reading()).fields == [["Peru", "1"]], "\(end)")
    }
    let whole = try opened(head + "<tr><td>Total<td>1", Self.reading { $0.dialect.footer = ["Total"] })
    #expect(whole.problem == nil && whole.fields == [["Peru", "1"]])
  }

  /// What the contract declares of a column's texts is checked by it, and nothing else is given up.
  @Test func aCountedColumnWithADeclaredForm() throws {
    let page = Self.page(
      "<tr><td>Peru<td>$1,204<tr><td>Chile<td>n.d.<tr><td>Cuba<td>12<sup>1</sup><tr><td>Fiji<td rowspan=2>5<tr><td>Guam"
    )
    func read(formed: [String]) throws -> [String?] {
      try opened(
        page,
        Self.reading { ($0.counted, $0.formed) = (["People"], formed) }
      ).defects
    }
    #expect(try read(formed: []).allSatisfy { $0 != nil })
    #expect(try read(formed: ["People"]).map { $0 == nil } == [true, true, false, false, false])
  }

  @Test func aPageThatIsUTF8AndDeclaredAsAnother() throws {
    let page = Self.page("<tr><td>Côte d'Ivoire<td>1")
    let type = "text/html; charset=iso-8859-1"
    func sent(_ reading: Reading, _ text: String) throws -> Outcome {
      try withFile(text) { path in
        outcome { try Formats.open(path: path, name: "t", readings: [reading], contentType: type).reader }
      }
    }
    #expect(
      try sent(Self.reading(), page).problem?.what
        == "the server says that the file is latin-1, and by its bytes it is UTF-8")
    #expect(try sent(Self.reading { $0.dialect.encoding = .utf8 }, page).fields == [["Côte d'Ivoire", "1"]])
    var inside = Reading(format: .json, header: ["a"])
    inside.inside = .variable("x")
    #expect(try sent(inside, "<html><script>x = [{\"a\": \"é\"}]</script></html>").fields == [["é"]])
    let problem = try #require(try opened(page, Self.reading { $0.dialect.encoding = .windows1252 }).problem)
    #expect(
      problem.what.hasPrefix("read.encoding is windows-1252, and by its bytes the file is UTF-8: the first character"))
  }

  /// Whatever normalize.sql calls the column, the digit of a note is none of its number.
  @Test(arguments: [
    ("120<sup>1</sup>", true), ("<sup>1</sup> 120", true), ("1,204<sub>2</sub>", true),
    ("2024<sup><a href='#n'>3</a></sup>", true), ("120<a href='#note-1'>1</a>", true),
    ("120<span style='vertical-align: super'>1</span>", true), ("120<sup>*</sup>", false), ("<sup>1</sup>", false),
    ("<a href='#x'>120</a>", false), ("120<sup> </sup>", false),
    ("10 km<sup>2</sup>", false), ("120", false),
  ])
  func aNumberWithANotesMarkIsADefect(_ cell: String, _ isMarked: Bool) throws {
    let page = Self.page("<tr><td>Peru<td>\(cell)</tr>")
    let found = try opened(page, Self.reading())
    #expect(found.defects.map { $0 != nil } == [isMarked])
    if isMarked { #expect(found.defects[0]?.contains("and would be digits of its number") == true) }
    let text = Self.reading { ($0.prose, $0.texts) = (["People"], ["People"]) }
    #expect(try opened(page, text).defects == [nil])
  }

  /// A number whose digits are set apart on the page is not the number that they make without their markup.
  @Test(
    arguments: [
      ("1<small>7</small>", "there is markup between its digits"),
      ("120<font size='1'>1</font>", "there is markup between its digits"),
      ("<details><summary>12</summary>3</details>", "there is markup between its digits"),
      ("<ruby>12<rt>3</rt></ruby>", "there is markup between its digits"),
      ("1<img src='x'>2", "there is markup between its digits"),
      ("12<br>345", "its digits stand on several lines"),
      ("<div>12</div><div>345</div>", "its digits stand on several lines"),
      ("<ul><li>12<li>345</ul>", "its digits stand on several lines"),
      ("120<a href='/more'>1</a>", "there is markup between its digits"),
      ("<b>12</b>", nil), ("12<wbr>345", nil), ("$<span>12</span>", nil), ("12<!-- -->3", nil), ("<b>1,204</b> ", nil),
      ("Lima<br>12<br>13", nil), ("12 <small>(13)</small>", nil), ("2025-01-02<br>14:00", nil), ("12 345", nil),
      ("<span>12</span>%", nil),
    ] as [(String, String?)])
  func digitsThatThePageSetsApartAreADefect(_ cell: String, _ why: String?) throws {
    let page = Self.page("<tr><td>Peru<td>\(cell)</tr>")
    let found = try opened(page, Self.reading())
    #expect(found.defects.count == 1)
    if let why {
      #expect(found.defects[0]?.hasSuffix(why) == true, "\(found.defects)")
    } else {
      #expect(found.defects == [nil])
    }
    #expect(try opened(page, Self.reading { $0.prose = ["People"] }).defects == [nil])
  }

  @Test func aRowBelowTheFooterIsNotLost() throws {
    func read(_ rows: String, _ footer: [String] = ["Total"]) throws -> Outcome {
      let page = Self.page("<tr><td>Peru<td>1<tr><td>Total<td>1\n" + rows)
      return try opened(page, Self.reading { $0.dialect.footer = footer })
    }
    let lost = try #require(try read("<tr><td colspan=2>Note<tr><td>Chile<td>2").problem)
    #expect(lost.what == "the row is below the footer (read.footer) and looks like a record: 'Chile | 2'")
    #expect(lost.place == "t.file, the table on line 3, the row on line 5")
    #expect(try read("<tr><td>Average<td>1", ["Total", "Average"]).fields == [["Peru", "1"]])
    #expect(try read("<tr><td>Note<td><tr><td colspan=2>Source: x").fields == [["Peru", "1"]])
  }

  private static let why = "a class, an id or a place that a style of the page hides"

  /// The rules of the page's own style that make the second row, of class `old`, unseen.
  @Test(arguments: [
    ("tr.old { display: none }", true), (".old{DISPLAY:NONE !important}", true),
    ("table tr.old { visibility: hidden }", true),
    ("@media screen { .old { display: none } }", true),
    ("/* x { } */ #x, .data .old { color: red; display: none; }", true),
    (".old { text-decoration: line-through }", true), ("[data-gone] { display: none }", true),
    (".old:not(.kept) { display: none }", true), ("body > div > table .old { display:none }", true),
    ("tr + tr.old { display: none }", true), (".old { display: table-row } .data .old { display: none }", true),
    ("@media print { .old { display: none } }", false), ("@media (max-width: 600px) { .old { display: none } }", false),
    (".old:hover { display: none }", false), (".old::before { display: none }", false),
    (".older { display: none }", false),
    ("p .old { display: none }", false), ("body > .old { display: none }", false),
    ("/* .old { display: none } */", false),
    (".old { display: none } .data .old { display: table-row }", false),
    (".old { display: none } tr.old { display: block }", false),
    (".old { color: red }", false), ("@import 'x.css'; .old { display }", false), ("", false), ("}}{.old{{", false),
  ])
  func aRuleThatHidesARow(_ rule: String, _ isHidden: Bool) throws {
    let rows = "<tr><td>Peru<td>1<tr class='a old' data-gone><td>Chile<td>2"
    let page = Self.page(rows, style: "<style>\(rule)</style>")
    let found = try opened(page, Self.reading())
    #expect(found.problem == nil && found.defects == [nil, isHidden ? "the row has \(Self.why)" : nil])
    #expect(try opened(page, Self.reading { $0.sheet.hidden = .read }).defects == [nil, nil])
    let printed = Self.page(rows, style: "<style media=print>\(rule)</style>")
    #expect(try opened(printed, Self.reading()).defects == [nil, nil])
  }

  @Test func aRuleThatHidesPartsOfACell() throws {
    let rows =
      "<tr><td>Peru<td>12<span class=x>3</span><tr><td class=x>Chile<td>2<tr><td>Cuba<td style='visibility:visible' class=y>3"
    let style = "<style>.x { display: none } .y { visibility: hidden }</style>"
    let found = try opened(Self.page(rows, style: style), Self.reading())
    #expect(
      found.defects == [
        "'People' is \"12\": it has \(Self.why)", "'Country' is \"Chile\": it has \(Self.why)", nil,
      ])
  }

  @Test func aRuleThatHidesTheTable() throws {
    let style = "<style>.tab { display: none } .tab.open { display: block }</style>"
    let hidden = Self.page("<tr><td>Peru<td>1", style: style, around: "<div class=tab>")
    let problem = try #require(try opened(hidden, Self.reading()).problem)
    #expect(problem.place == "t.file, the table on line 3")
    #expect(problem.what == "a style of the page hides the table, or what it stands in")
    #expect(try opened(hidden, Self.reading { $0.sheet.hidden = .read }).fields == [["Peru", "1"]])
    let open = Self.page("<tr><td>Peru<td>1", style: style, around: "<div class='tab open'>")
    #expect(try opened(open, Self.reading()).fields == [["Peru", "1"]])
    // Of two, the one that is seen.
    let two = hidden.replacing(
      "</body>", with: "</div><table><tr><th>Country<th>People<tr><td>Chile<td>2</table></body>")
    #expect(try opened(two, Self.reading()).fields == [["Chile", "2"]])
  }
}
