import Model
import TestTools
import Testing

@testable import Formats

@Suite("HTML: the rows of a table as a reader of the page sees them")
struct HTMLReaderTests {
  private static func reading(
    _ header: [String] = ["Country", "People"], counted: [String] = ["People"],
    change: (inout Reading) -> Void = { _ in }
  ) -> Reading {
    var reading = Reading(format: .html, header: header, counted: counted)
    change(&reading)
    return reading
  }

  private static func page(_ rows: String, head: String = "<tr><th>Country<th>People</tr>") -> String {
    "<!DOCTYPE html>\n<html><body>\n<table>\(head)\n\(rows)</table></body></html>"
  }

  private func cells(_ cell: String) throws -> (text: String?, defect: String?) {
    let found = try opened(Self.page("<tr><td>\(cell)<td>1</tr>"), Self.reading())
    #expect(found.problem == nil && found.rows.count == 1)
    return (found.rows.first?.fields[0], found.rows.first?.defect)
  }

  @Test func rowsAreRecords() throws {
    let page = Self.page("<tr><td>Peru</td><td>1,200</td></tr><tr><td>Côte d&#39;Ivoire &amp; co<td>–</table>")
    let found = try opened(page, Self.reading())
    #expect(found.problem == nil && found.defects == [nil, nil])
    #expect(found.fields == [["Peru", "1,200"], ["Côte d'Ivoire & co", "–"]])
    #expect(found.rows.map(\.number) == [1, 2])
    #expect(found.rows[0].verbatim == "Peru | 1,200")
  }

  @Test(arguments: [
    ("a  <a href='x'>link</a>\n b", "a link b"), ("a<br>b", "a b"), ("<b>a</b>2", "a2"), ("a<p>b</p>c", "a b c"),
    ("a<span style='display:none'>x</span>b", "a b"), ("a<span hidden>x</span>b", "a b"),
    ("a<script>x</script>b<style>y</style>", "ab"), ("a<del>x</del>b", "a b"), ("<ul><li>a<li>b</ul>", "a b"),
    ("<span style='margin: 0; color: red'>a</span>", "a"), ("a&nbsp;b&shy;", "a b\u{AD}"), ("<!-- no -->a", "a"),
    ("a<img alt='x' src='y'>", "a"), ("&lt;b&gt;", "<b>"), ("<div>a</div><div>b</div>", "a b"),
  ])
  func whatIsSeen(_ cell: String, _ text: String) throws {
    let found = try cells(cell)
    #expect(found.text == text && found.defect == nil)
  }

  @Test(arguments: [
    ("a<table><tr><td>b</table>", "it has a table in it"), ("a<input value=7>", "<input>"),
    ("<span style='font-size:0'>a</span>", "the style"),
    ("<span style='position:absolute;left:-999px'>a</span>", "the style"),
  ])
  func whatIsNotUnderstoodIsADefect(_ cell: String, _ why: String) throws {
    #expect(try cells(cell).defect?.contains(why) == true)
  }

  @Test func spansAreCopied() throws {
    let page = Self.page(
      "<tbody><tr><td rowspan=2>Peru<td>1<tr><td>2<tr><td colspan=2>3</tbody><tbody><tr><td rowspan=9>Chile<td>4</tbody>"
        + "<tbody><tr><td>Cuba<td>5</tbody>")
    let found = try opened(page, Self.reading())
    #expect(found.fields == [["Peru", "1"], ["Peru", "2"], ["3", "3"], ["Chile", "4"], ["Cuba", "5"]])
    #expect(
      found.defects == [
        nil, nil, "'People' is \"3\": it spans rows or columns, and would be counted more than once", nil, nil,
      ])
  }

  @Test(arguments: ["1 2", "12<sup>3</sup>", "many", "1<br>2"]) func aCountedCellIsOneNumber(_ cell: String) throws {
    let page = Self.page("<tr><td>Peru<td>\(cell)</tr>")
    #expect(try opened(page, Self.reading()).defects.first??.hasPrefix("'People' is ") == true)
    let isMarked = cell.contains("<")
    #expect(try opened(page, Self.reading(counted: [])).defects.map { $0 != nil } == [isMarked])
  }

  /// What the contract declares as marks of its numbers is no note that nobody knows; a digit always is one.
  @Test(arguments: [
    "12<sup>a</sup>", "12<sup><a href='#n1'>[1]</a></sup>", "12<a href='#n1'>[1]</a>", "12<sup>(1)</sup>",
  ])
  func declaredMarksAreRead(_ cell: String) throws {
    let page = Self.page("<tr><td>Peru<td>\(cell)</tr>")
    let declared = Self.reading {
      $0.formed = ["People"]
      $0.formMarks = ["People": ["a", "[1]", "(1)"]]
    }
    #expect(try opened(page, declared).defects == [nil])
    var other = declared
    other.formMarks = ["People": ["b"]]
    #expect(try opened(page, other).defects.map { $0 != nil } == [true])
    let digit = Self.page("<tr><td>Peru<td>12<sup>1</sup></tr>")
    #expect(try opened(digit, declared).defects.map { $0 != nil } == [true])
    var prose = declared
    (prose.prose, prose.counted) = (["People"], [])
    #expect(try opened(digit, prose).defects.map { $0 != nil } == [true])
    prose.texts = ["People"]
    #expect(try opened(digit, prose).defects == [nil])
  }

  @Test(arguments: [
    "Haiti<sup>a</sup>", "Cuba<sup>1</sup>", "Peru<a href='#n'>[2]</a>",
    "Peru<span style='vertical-align: super'>b</span>",
  ])
  func aNoteBehindANameIsADefect(_ cell: String) throws {
    let found = try opened(Self.page("<tr><td>\(cell)<td>1</tr>"), Self.reading())
    #expect(found.defects.first??.contains("may be no part of the name") == true)
    let prose = try opened(Self.page("<tr><td>\(cell)<td>1</tr>"), Self.reading { $0.prose = ["Country"] })
    #expect(prose.defects == [nil])
    let left = try opened(
      Self.page("<tr><td>\(cell)<td>1<sup>1</sup></tr>"), Self.reading { $0.marks = ["a", "1", "[2]", "b"] })
    #expect(left.defects == [nil] && left.fields == [[String(cell.prefix { $0 != "<" }), "1"]])
  }

  @Test(arguments: [
    "the 1<sup>st</sup>", "5 km<sup>2</sup>", "CO<sub>2</sub> limits", "<a href='#haiti'>Haiti</a>",
    "Brand<sup>TM</sup>",
    "see <a href='#haiti'>Haiti</a>",
  ])
  func whatIsNoNoteIsText(_ cell: String) throws { #expect(try cells(cell).defect == nil) }

  /// Where nobody says whether a column is added up, its numbers must not span places.
  @Test func aNumberOfUnclearUseMustNotSpan() throws {
    let rows =
      "<tr><td>Peru<td rowspan=2>9<tr><td>Cuba<tr><td colspan=2>Haiti<tr><td>Chile<td rowspan=2>2025-06-03<tr><td>Laos"
    let found = try opened(Self.page(rows), Self.reading(counted: []) { $0.unclear = ["Country", "People"] })
    #expect(found.defects.map { $0 != nil } == [true, true, false, false, false])
    #expect(found.defects[0]?.contains("read.counted names the columns of such numbers") == true)
    #expect(try opened(Self.page(rows), Self.reading(counted: [])).defects.allSatisfy { $0 == nil })
  }

  @Test(arguments: [
    "<col><col style='visibility:collapse'>", "<colgroup span=1></colgroup><colgroup hidden><col></colgroup>",
  ])
  func aColumnThatIsHiddenIsADefect(_ columns: String) throws {
    let page = Self.page("<tr><td>Peru<td>1</tr>").replacing("<table>", with: "<table>\(columns)")
    #expect(try opened(page, Self.reading()).defects.first??.contains("its column is hidden by a <col>") == true)
  }

  @Test func aHiddenPartOfTheTableIsADefect() throws {
    let page = Self.page("<tbody style='display:none'><tr><td>Peru<td>1</tbody><tbody><tr><td>Chile<td>2</tbody>")
    #expect(try opened(page, Self.reading()).defects == ["the row is hidden or struck out", nil])
  }

  @Test func hiddenRowsAndWrongCountsAreDefects() throws {
    let page = Self.page("<tr style='display:none'><td>Peru<td>1<tr><td>Chile<tr hidden><td>Cuba<td>1")
    #expect(
      try opened(page, Self.reading()).defects == [
        "the row is hidden or struck out", "1 cell, expected 2", "the row is hidden or struck out",
      ])
  }

  @Test func theTableIsChosen() throws {
    let table = { (caption: String, people: Int) in
      "<table><caption>\(caption)</caption><tr><th>Country<th>People<tr><td>Peru<td>\(people)</table>"
    }
    let page =
      "<html><h2>First <i>part</i></h2>\(table("Arrivals of 2024", 1))<h2>Second part</h2>\(table("Arrivals of 2025", 2))"
      + "<div style='display:none'>\(table("Hidden", 3))</div><table><tr><td>Layout</table></html>"
    func people(_ change: (inout Reading) -> Void) throws -> String? {
      let found = try opened(page, Self.reading(change: change))
      return found.problem?.what ?? found.rows.first?.fields[1]
    }
    #expect(try people { $0.caption = "Arrivals of 2025" } == "2")
    #expect(try people { $0.heading = "First part" } == "1")
    #expect(try people { ($0.heading, $0.caption) = ("Second", "Arrivals") } == "2")
    #expect(try people { _ in } == "2 tables have the header Country, People")
    #expect(try people { $0.caption = "Arrivals" } == "2 tables have the header Country, People")
    #expect(
      try people { $0.caption = "Hidden" }
        == "no table has a caption that begins with 'Hidden'; the page has 'Arrivals of 2024', 'Arrivals of 2025'")
    #expect(
      try people { $0.heading = "Third" }
        == "no table has a heading before it that begins with 'Third'; the page has 'First part', 'Second part', 'Second part'"
    )
    #expect(
      try people { $0.header = ["Land", "People"] } == "none of the page's 3 tables has the header Land, People")
    let single = try opened(Self.page("<tr><td>a<td>1"), Self.reading(["Land", "People"]))
    #expect(single.problem?.what == "the header has 'Country' where 'Land' was expected (column 1)")
    #expect(single.problem?.place == "t.file, the table on line 3")
  }

  @Test func headersOfSeveralLinesAndFooters() throws {
    let page = Self.page(
      "<tr><td>Peru<td>1<td>2<tr><td>Total<td>1<td>2<tr><td colspan=3>Source: somebody",
      head: "<thead><tr><th rowspan=2>Country<th colspan=2>People<tr><th>Men<th>Women</thead>")
    let reading = Self.reading(["Country", "People Men", "People Women"], counted: ["People Men"]) {
      $0.dialect.headerLines = 2
      $0.dialect.footer = ["Total"]
    }
    #expect(try opened(page, reading).fields == [["Peru", "1", "2"]])
    var other = reading
    other.dialect.footer = ["Sum"]
    #expect(try opened(page, other).problem?.what == "no row below the header begins with 'Sum'")
  }

  /// A browser shows the first `thead` above and the first `tfoot` below the other rows.
  @Test func aFootThatIsWrittenBeforeTheBodyIsBelowIt() throws {
    let rows = "<tfoot><tr><td>Total<td>3</tfoot><tbody><tr><td>Peru<td>1<tr><td>Cuba<td>2</tbody>"
    let page = Self.page(rows + "<thead><tr><th>Country<th>People</thead>", head: "")
    let found = try opened(page, Self.reading { $0.dialect.footer = ["Total"] })
    #expect(found.problem == nil && found.fields == [["Peru", "1"], ["Cuba", "2"]])
    #expect(try opened(page, Self.reading()).fields.last == ["Total", "3"])
    let two = Self.page("<tfoot><tr><td>a<td>1</tfoot><tfoot><tr><td>b<td>2</tfoot>")
    #expect(try opened(two, Self.reading()).fields == [["b", "2"], ["a", "1"]])
  }

  @Test func theRowsOfATitleAreDeclared() throws {
    let title = "<thead><tr><th colspan=2>Table 1: arrivals</tr><tr><th>Country<th>People</thead>"
    let page = Self.page("<tr><td>Peru<td>1", head: title)
    #expect(try opened(page, Self.reading { $0.dialect.title = .lines(1) }).fields == [["Peru", "1"]])
    let undeclared = try opened(page, Self.reading()).problem
    #expect(undeclared?.what == "the header is row 2 of the table, and read: has it in row 1")
    #expect(undeclared?.remedy.hasPrefix("write title_lines: 1 under read: ") == true)
    let joined = Self.page(
      "<tr><td>Peru<td>1", head: "<tr><th colspan=2>T<tr><th rowspan=2>Country<th>All<tr><th>People")
    let wanted = Self.reading(["Country", "All People"], counted: ["All People"])
    #expect(try opened(joined, wanted).problem?.what.hasPrefix("the header is rows 2 to 3 of the table") == true)
  }

  @Test func columnsAreIgnoredOrBecomeRecords() throws {
    let page = Self.page(
      "<tr><td>Peru<td><td>1<td colspan=1>2<td><i>x</i><sup>1</sup><tr><td>Cuba<td>5<td>3<td>4<sup>1</sup><td>y",
      head: "<tr><th>Country<th><th>2024<th>2025<th>Notes")
    let reading = Self.reading(["Country"], counted: ["People"]) {
      $0.ignore = ["", "Notes"]
      $0.unpivot = Unpivot(columns: #"\d{4}"#, name: "Year", value: "People")
    }
    let found = try opened(page, reading)
    #expect(found.problem == nil && found.header == ["Country", "Year", "People"])
    #expect(
      found.fields == [["Peru", "2024", "1"], ["Peru", "2025", "2"], ["Cuba", nil, nil]])
    #expect(found.defects[2]?.hasPrefix("'2025' is \"41\": it has raised") == true)
    #expect(found.rows.map(\.number) == [1, 1, 2])
    var strict = reading
    strict.ignore = ["Notes"]
    #expect(try opened(page, strict).problem?.what.contains("it has the unknown '' (column 2)") == true)
  }

  @Test func encodings() throws {
    let page = { (meta: String) in
      Self.page("<tr><td>Per\u{FA}<td>1").replacing("<html>", with: "<html><head>\(meta)</head>")
    }
    let latin = { (text: String) in text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } }
    let meta = "<meta charset='iso-8859-1'>"
    #expect(try opened(latin(page(meta)), [Self.reading()]).fields == [["Per\u{FA}", "1"]])
    #expect(try opened(page("<meta charset='utf-8'>"), Self.reading()).fields == [["Per\u{FA}", "1"]])
    #expect(try opened(page(""), Self.reading()).fields == [["Per\u{FA}", "1"]])
    #expect(
      try opened(latin(page("")), [Self.reading()]).problem?.what
        == "the page is not UTF-8, and nothing says what else it is")
    let declared = Self.reading { $0.dialect.encoding = .windows1252 }
    #expect(try opened(latin(page("")), [declared]).fields == [["Per\u{FA}", "1"]])
    let false8 = latin(page(""))
    let utf8 = Self.reading { $0.dialect.encoding = .utf8 }
    #expect(try opened(false8, [utf8]).defects.first??.contains("none of the page's encoding") == true)
    // UTF-16 by its mark, or as the reading says; without either it is refused, and what to write works.
    let wide = page("").utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    #expect(try opened([0xFF, 0xFE] + wide, [Self.reading()]).fields == [["Per\u{FA}", "1"]])
    let refused = try #require(try opened(wide, [Self.reading()]).problem)
    #expect(refused.remedy.contains("write encoding: utf-16le under read:"), "\(refused)")
    #expect(try opened(wide, [Self.reading { $0.dialect.encoding = .utf16LE }]).fields == [["Per\u{FA}", "1"]])
  }

  @Test func pagesThatAreMadeToDoHarm() throws {
    func problem(_ page: String) throws -> String? { try opened(page, Self.reading()).problem?.what }
    let deep = "<html>" + String(repeating: "<div>", count: 5000) + Self.page("<tr><td>a<td>1")
    #expect(try problem(deep) == "the page's elements lie too deep in one another to be read")
    #expect(try problem("<html>" + String(repeating: "<p>", count: 400_001)) == "the page has more than 400000 tags")
    #expect(
      try problem("<html><p " + String(repeating: "a ", count: 20_001) + ">")
        == "the page has a tag with more than 20000 blanks")
    let wide = String(repeating: "<tr><td colspan=1000>x</td></tr>", count: 1100)
    #expect(try problem(Self.page(wide)) == "the tables of the page have more than 1000000 places")
    let tall = try opened(Self.page("<tr><td rowspan=99999999>a<td colspan=0>1<tr><td>2"), Self.reading())
    #expect(tall.fields == [["a", "1"], ["a", "2"]])
    // What is no text at all is named as such before.
    #expect(try problem(Self.page("<tr><td>a\u{0}<td>1")) != nil)
  }

  @Test func otherFilesAreNamed() throws {
    #expect(
      try opened("a,b\n1,2\n", Self.reading()).problem?.what
        == "the file is other text, not an HTML page; it begins with: a,b 1,2")
    #expect(
      try opened("{\"a\":1}", Self.reading()).problem?.what.hasPrefix("the file is JSON, not an HTML page") == true)
    #expect(
      try opened("<table><tr><th>Country<th>People<tr><td>a<td>1</table>", Self.reading()).fields == [["a", "1"]])
  }

  @Test("Random damage", arguments: 0..<120)
  func damage(_ number: Int) throws {
    var random = SeededRandom.ofTest("HTMLReaderTests.damage", case: number)
    let page = Array(
      (Self.page("<tr><td rowspan=2>Peru<td>1<tr><td>2</tr><tr><td><a href='x'>b</a><td>3<sup>4</sup>")
        + "<h2>x</h2><script>var a = [1, \"]\"];</script>").utf8)
    let words = [
      "<table>", "</table>", "<tr>", "<td colspan=9>", "<!--", "-->", "<script>", "</script>", "&#x110000;", "&", "<",
      "\"", "<svg>", "\u{0}",
    ]
    for _ in 0..<20 {
      var bytes = page
      for _ in 0..<Int.random(in: 1...5, using: &random) {
        let at = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.insert(contentsOf: (words.randomElement(using: &random) ?? "").utf8, at: at)
        default: bytes.removeSubrange(at..<min(at + Int.random(in: 1...30, using: &random), bytes.count - 1))
        }
      }
      let reading = Self.reading()
      let found = try opened(bytes, [reading])
      #expect(found.problem?.place != "test")
      #expect(found == (try opened(bytes, [reading])), "reading twice gives the same")
    }
  }
}
