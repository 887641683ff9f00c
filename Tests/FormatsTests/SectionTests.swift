import Model
import Testing

@testable import Formats

@Suite("Texts that stand alone in a row above the records")
struct SectionTests {
  private static func reading(_ format: Reading.Format, _ change: (inout Reading) -> Void = { _ in }) -> Reading {
    var reading = Reading(format: format, header: ["Country", "People"])
    reading.sections = [
      .init(name: "Continent", pattern: #"^[A-Z]+$"#), .init(name: "Part", pattern: #"^(?:Part|Region): (\w+)"#),
    ]
    change(&reading)
    return reading
  }

  private static let wanted: [[String?]] = [
    ["Cuba", "0", nil, nil], ["Mali", "1", "AFRICA", nil], ["Togo", "2", "AFRICA", "West"], ["Laos", "3", "ASIA", nil],
  ]

  /// A part ends where the section that it is a part of ends.
  @Test(arguments: ["AFRICA", "AFRICA,", "\"AFRICA\"", ",AFRICA"]) func csv(_ banner: String) throws {
    let text = "Country,People\nCuba,0\n\(banner)\nMali,1\nRegion: West,\nTogo,2\nASIA\nLaos,3\n"
    let found = try opened(text, Self.reading(.csv))
    #expect(found.problem == nil && found.header == ["Country", "People", "Continent", "Part"])
    #expect(found.fields == Self.wanted && found.defects.allSatisfy { $0 == nil })
    #expect(found.rows.map(\.number) == [1, 3, 5, 7])
    let semicolons = text.replacing(",", with: ";")
    let other = try opened(semicolons, Self.reading(.csv) { $0.dialect.separator = UInt8(ascii: ";") })
    #expect(other.fields == Self.wanted)
  }

  @Test func html() throws {
    let page =
      "<html><table><tr><th>Country<th>People<tr><td>Cuba<td>0<tr><th colspan=2>AFRICA<tr><td>Mali<td>1"
      + "<tr><td>Region: West<td><tr><td>Togo<td>2<tr><td>ASIA<tr><td>Laos<td>3</table></html>"
    let found = try opened(page, Self.reading(.html) { $0.counted = ["People"] })
    #expect(found.problem == nil && found.fields == Self.wanted && found.defects.allSatisfy { $0 == nil })
    let hidden = page.replacing("<tr><td>ASIA", with: "<tr hidden><td>ASIA")
    #expect(try opened(hidden, Self.reading(.html)).defects.map { $0 != nil } == [false, false, false, true, false])
  }

  @Test func aRowAloneThatMatchesNothingPutsThoseBelowInDoubt() throws {
    let text = "Country,People\nAFRICA\nMali,1\nEurope\nMalta,2\nASIA\nLaos,3\n-,\nPeru,\n"
    let found = try opened(text, Self.reading(.csv))
    #expect(found.defects.map { $0 != nil } == [false, true, true, false, false, true])
    #expect(
      found.defects[1]
        == "'Europe' stands alone in row 3 and matches no pattern of read.sections: it may begin another section (labels_alone: read "
        + "under read: takes such rows for records)")
    #expect(
      found.defects[2]
        == "'Europe' stands alone in row 3 above it, matches no pattern of read.sections, and may begin another section"
    )
    let labels = try opened(text, Self.reading(.csv) { $0.hasLabelsAlone = true })
    #expect(labels.defects == [nil, "1 field, expected 2", nil, nil, nil, nil])
  }

  /// Years are sections, too: one in another writing is none of those that are declared.
  @Test(arguments: ["2025*", "2024/25", "20241", ",2025*"]) func digitsAloneThatMatchNothing(_ line: String) throws {
    let text = "Country,People\n2023\nMali,1\n\(line)\nMalta,2\n2024 ,\nLaos,3\n"
    let reading = Self.reading(.csv) { $0.sections = [.init(name: "Year", pattern: #"^\d{4}$"#)] }
    let found = try opened(text, reading)
    #expect(found.defects.map { $0 != nil } == [false, true, true, false])
    #expect(found.fields.last == ["Laos", "3", "2024"])
  }

  /// 2024 with the note 1 is no section 20241; a mark that is declared is left out.
  @Test func aRaisedMarkIsNoPartOfASection() throws {
    let page =
      "<html><table><tr><th>Country<th>People<tr><th colspan=2>2023<tr><td>Mali<td>1<tr><th colspan=2>2024<sup>1</sup>"
      + "<tr><td>Laos<td>3<tr><th colspan=2>2025<tr><td>Peru<td>4</table></html>"
    func read(_ marks: [String]) throws -> Outcome {
      try opened(
        page,
        Self.reading(.html) {
          $0.sections = [.init(name: "Year", pattern: #"^\d+$"#)]
          $0.marks = marks
        })
    }
    let found = try read([])
    #expect(found.defects.map { $0 != nil } == [false, true, true, false])
    #expect(
      found.defects[2]
        == "'20241' stands alone in row 3 above it, and may begin another section than it says: a part of it is raised or leads to a note "
        + "(read.marks names what is left out)")
    #expect(
      try read(["1"]).fields == [["Mali", "1", "2023"], ["Laos", "3", "2024"], ["Peru", "4", "2025"]])
  }

  @Test func numbersAndRaisedMarksAloneInAWorkbook() throws {
    let mark = "<r><t>2024</t></r><r><rPr><vertAlign val=\"superscript\"/></rPr><t>1</t></r>"
    let book = TestWorkbook(
      "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>"
        + "<row r=\"2\"><c r=\"A2\"><v>2023</v></c></row>"
        + "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>2</v></c><c r=\"B3\"><v>1</v></c></row>"
        + "<row r=\"4\"><c r=\"A4\" t=\"s\"><v>3</v></c></row>"
        + "<row r=\"5\"><c r=\"A5\" t=\"s\"><v>2</v></c><c r=\"B5\"><v>3</v></c></row>",
      strings: ["<t>Country</t>", "<t>People</t>", "<t>Mali</t>", mark])
    func read(_ marks: [String]) throws -> Outcome {
      try opened(
        book.bytes,
        [
          Self.reading(.xlsx) {
            $0.sections = [.init(name: "Year", pattern: #"^\d+$"#)]
            $0.marks = marks
          }
        ])
    }
    let found = try read([])
    #expect(found.fields.first == ["Mali", "1", "2023"])
    #expect(found.defects.map { $0 != nil } == [false, true, true])
    #expect(try read(["1"]).fields == [["Mali", "1", "2023"], ["Mali", "3", "2024"]])
  }

  @Test func unpivotedRecordsHaveThem() throws {
    let reading = Self.reading(.csv) {
      $0.header = ["Country"]
      $0.unpivot = Unpivot(columns: #"\d{4}"#, name: "Year", value: "People")
    }
    let found = try opened("Country,2023,2024\nAFRICA,,\nMali,1,2\nASIA\nLaos,3,4\n", reading)
    #expect(
      found.fields == [
        ["Mali", "2023", "1", "AFRICA", nil], ["Mali", "2024", "2", "AFRICA", nil], ["Laos", "2023", "3", "ASIA", nil],
        ["Laos", "2024", "4", "ASIA", nil],
      ])
  }

  /// A column's name becomes a value: FY24 with the note 5 is no year 245.
  @Test func aRaisedMarkIsNoPartOfAnUnpivotedName() throws {
    func read(_ head: String, _ marks: [String] = []) throws -> Outcome {
      var reading = Reading(format: .html, header: ["Country"])
      reading.unpivot = Unpivot(columns: #"FY\d+|1st half"#, name: "Year", value: "People")
      reading.marks = marks
      return try opened("<html><table><tr><th>Country<th>\(head)<tr><td>Mali<td>1</table></html>", reading)
    }
    let marked = "FY24<sup>5</sup>"
    #expect(
      try read(marked).problem?.what
        == "the header's 'FY245' would be a value (read.unpivot), and '5' in it is raised or leads to a note")
    #expect(try read(marked, ["5"]).fields == [["Mali", "FY24", "1"]])
    #expect(try read("1<sup>st</sup> half").fields == [["Mali", "1st half", "1"]])
    let text = "<r><t>FY24</t></r><r><rPr><vertAlign val=\"superscript\"/></rPr><t>5</t></r>"
    let book = TestWorkbook(
      "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>"
        + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\"><v>1</v></c></row>",
      strings: ["<t>Country</t>", text])
    var reading = Reading(format: .xlsx, header: ["Country"])
    reading.unpivot = Unpivot(columns: #"FY\d+"#, name: "Year", value: "People")
    #expect(try opened(book.bytes, [reading]).problem?.what.hasPrefix("the header's 'FY245' would be a value") == true)
    reading.marks = ["5"]
    #expect(try opened(book.bytes, [reading]).fields == [["Country", "FY24", "1"]])
  }

  @Test func aCellOfTheHeaderThatReachesIntoTheRowsIsADefect() throws {
    var reading = Reading(format: .html, header: ["Country", "People Men", "People Women"])
    reading.dialect.headerLines = 2
    let page =
      "<html><table><tr><th rowspan=3>Country<th colspan=2>People<tr><th>Men<th>Women<tr><td>1<td>2<tr><td>B<td>3<td>4</table></html>"
    let found = try opened(page, reading)
    #expect(found.problem == nil && found.defects.map { $0 != nil } == [true, false])
    #expect(found.defects[0]?.hasPrefix("the cell 'Country' of the header reaches into the row") == true)
  }

  @Test func aTableOfCSVEndsAtABlankLine() throws {
    func read(_ text: String) throws -> Outcome {
      try opened(text, Self.reading(.csv) { ($0.sections, $0.dialect.endsAtBlankLine) = ([], true) })
    }
    let rows = "Country,People\n\nMali,1\nLaos,\n"
    for blank in ["\n", "\r\n", ",\n", ",,\n", " , \n", "\u{A0},\n"] {
      let found = try read(rows + blank + "Source: the Office\n\nNote,\n")
      #expect(found.fields == [["Mali", "1"], ["Laos", nil]] || found.fields == [["Mali", "1"], ["Laos", ""]])
      #expect(found.problem == nil)
    }
    #expect(try read(rows).rows.count == 2)
    let below = try read(rows + "\nPeru,4\n").problem
    #expect(
      below?.what
        == "line 6 is below the blank line that ends the table (read.until), and has as many filled fields as its records: 'Peru,4'"
    )
  }
}
