import Model
import TestTools
import Testing

@testable import Formats

@Suite("Excel: what a cell says")
struct ExcelCellTests {
  /// The value of one cell under the header `X`, or its defect.
  private func value(
    _ cell: String, strings: [String] = [], formats: [String] = [], properties: String = "",
    _ change: (inout SheetShape) -> Void = { _ in }
  ) throws -> String? {
    let book = TestWorkbook(
      TestWorkbook.row(1, ["X"]) + "<row r=\"2\">\(cell)<c r=\"B2\"/></row>", strings: strings, formats: formats,
      properties: properties)
    let found = try book.read(TestWorkbook.reading(["X"], change))
    #expect(found.problem == nil, "\(cell): \(String(describing: found.problem))")
    return found.rows.first.flatMap { $0.defect ?? $0.fields[0] }
  }

  @Test(arguments: [
    ("1590310", "1590310"), ("-5", "-5"), ("1E-3", "0.001"), ("1.5E+3", "1500"), ("0.10", "0.1"), ("2.0", "2"),
    ("7.0000000000000007E-2", "0.07"), ("0.30000000000000004", "0.30000000000000004"), ("-0", "0"),
    ("12345678901234567", "12345678901234567"), ("1E+20", "100000000000000000000"), ("00.50", "0.5"),
    ("0.1234567890123456789", "0.1234567890123456789"), ("-1.25E-2", "-0.0125"), (".5", "0.5"),
  ])
  func numbersAreAsStored(_ written: String, _ plain: String) throws {
    #expect(try value("<c r=\"A2\"><v>\(written)</v></c>") == plain)
  }

  @Test(arguments: ["1,5", "NaN", "INF", "1e", "--1", "1 2", "0x1", "1E999", "."]) func whatIsNoNumberIsADefect(
    _ written: String
  ) throws {
    #expect(try value("<c r=\"A2\"><v>\(written)</v></c>") == "'X' in Data!A2 is \(written), which is no number")
  }

  @Test(arguments: [
    ("yyyy\\-mm\\-dd", "45980", "2025-11-19"), ("d-mmm-yy", "1", "1900-01-01"), ("m/d/yy", "59", "1900-02-28"),
    ("m/d/yy", "61", "1900-03-01"), ("m/d/yy h:mm", "45980.5", "2025-11-19T12:00:00"),
    ("m/d/yy", "45980.25", "2025-11-19T06:00:00"), ("h:mm AM/PM", "0.75", "18:00:00"),
    ("mmm yyyy", "45962", "2025-11-01"),
    ("[$-409]d\\-mmm;@", "45980", "2025-11-19"), ("m/d/yy h:mm", "45980.999999999", "2025-11-20T00:00:00"),
    ("&quot;day&quot; 0", "45980", "45980"), ("[Red]0", "45980", "45980"), ("[h]:mm", "1.5", "1.5"), ("0_d", "7", "7"),
    ("mm:ss.0", "0.000011574074074", "00:00:01"), ("d", "2958465", "9999-12-31"),
  ])
  func daysAreISO(_ format: String, _ stored: String, _ day: String) throws {
    #expect(try value("<c r=\"A2\" s=\"1\"><v>\(stored)</v></c>", formats: [format]) == day)
  }

  /// 0.125 that is shown as 12.5%, and the text "12.5%", are the same share in two scales.
  @Test func percentagesOfOneColumnHaveOneScale() throws {
    func read(_ rows: [[String]], _ change: (inout SheetShape) -> Void = { _ in }) throws -> Outcome {
      var text = TestWorkbook.row(1, ["X", "Y"])
      for (i, cells) in rows.enumerated() { text += "<row r=\"\(i + 2)\">\(cells.joined())</row>" }
      return try TestWorkbook(text, formats: ["0.0%", "&quot;%&quot; 0"]).read(
        TestWorkbook.reading(["X", "Y"], change))
    }
    let number = { (place: String, style: Int) in "<c r=\"\(place)\" s=\"\(style)\"><v>0.125</v></c>" }
    let text = { (place: String, text: String) in "<c r=\"\(place)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>" }
    let mixed = [[number("A2", 1), text("B2", "12.5%")], [text("A3", "12.5 %")], [number("A4", 1), number("B4", 0)]]
    let found = try read(mixed)
    #expect(
      found.defects == [
        nil,
        "'X' in Data!A3 is 12.5 %, a text in percent, and Data!A2 is a number that is shown in percent: two scales in one "
          + "column (read.as_shown reads all as they are shown)", nil,
      ])
    #expect(found.fields[0] == ["0.125", "12.5%"])
    #expect(try read(mixed) { $0.asShown = ["X"] }.fields.map(\.first) == ["12.5%", "12.5 %", "12.5%"])
    #expect(try read([[text("A2", "12%")], [text("A3", "about 5%")]]).defects == [nil, nil])
    // A number that is not shown in percent; 0 is the same in every scale.
    let plain = { (place: String, value: String) in "<c r=\"\(place)\" s=\"0\"><v>\(value)</v></c>" }
    let forgotten = try read([[plain("A2", "0")], [number("A3", 1)], [plain("A4", "12.5")], [number("A5", 1)]])
    #expect(
      forgotten.defects == [
        nil, nil,
        "'X' in Data!A4 is 12.5, a number that is not shown in percent, and Data!A3 is a number that is shown in percent: two "
          + "scales in one column (read.as_shown reads all as they are shown)", nil,
      ])
    #expect(try read([[plain("A2", "12.5")], [number("A3", 1)]]).defects.map { $0 == nil } == [true, false])
  }

  @Test func theCalendarOf1904AndDaysThatNeverWere() throws {
    let from1904 = "<workbookPr date1904=\"1\"/>"
    #expect(try value("<c r=\"A2\" s=\"1\"><v>0</v></c>", formats: ["d"], properties: from1904) == "1904-01-01")
    #expect(try value("<c r=\"A2\" s=\"1\"><v>44518</v></c>", formats: ["d"], properties: from1904) == "2025-11-19")
    for never in ["60", "0", "-1", "2958466"] {
      #expect(
        try value("<c r=\"A2\" s=\"1\"><v>\(never)</v></c>", formats: ["d"])
          == "'X' in Data!A2 is \(never) with the format 'd', and there is no such day")
    }
    #expect(try value("<c r=\"A2\" t=\"d\"><v>2025-11-19</v></c>") == "2025-11-19")
  }

  @Test(arguments: [
    ("#,##0", "1234567.5", "1,234,568"), ("#,##0.00", "-1234.5", "-1,234.50"), ("0%", "0.125", "13%"),
    ("0.0%", "0.125", "12.5%"), ("0.0#", "1.5", "1.5"), ("000", "7", "007"), ("#######0", "2000", "2000"),
    ("&quot;$&quot;#,##0_);(&quot;$&quot;#,##0)", "-5", "($5)"), ("0;-0;&quot;-&quot;", "0", "-"),
    ("General", "0.5", "0.5"),
    ("#.##", "0.5", ".5"), ("0.00", "1.005", "1.01"), ("_(* #,##0_)", "5", "5"),
    ("_(* #,##0.00_);_(* \\(#,##0.00\\);_(* &quot;-&quot;??_);_(@_)", "-1234.5", "(1,234.50)"),
    ("_(* #,##0.00_);_(* \\(#,##0.00\\);_(* &quot;-&quot;??_);_(@_)", "0", "-"),
    ("_-* #,##0_-;-* #,##0_-;_-* &quot;-&quot;??_-", "-7", "-7"),
    ("0.??", "1.5", "1.5"),
    ("#,##0 &quot;kg&quot;", "5000", "5,000 kg"),
    ("[$€-407] #,##0.0", "9.96", "€ 10.0"), ("#,##0", "0", "0"), ("@", "12", "12"),
  ])
  func numbersAreAsShownWhereDeclared(_ format: String, _ stored: String, _ shown: String) throws {
    #expect(
      try value("<c r=\"A2\" s=\"1\"><v>\(stored)</v></c>", formats: [format.replacing("\"", with: "&quot;")]) {
        $0.asShown = ["X"]
      } == shown)
  }

  @Test(arguments: ["0.00E+00", "# ?/?", "[&gt;100]0;0.0", "#,##0,", "0.0,", "0-00", "m/d/yy", "##0.0,,"])
  func anotherFormatIsNamed(_ format: String) throws {
    let found = try value("<c r=\"A2\" s=\"1\"><v>5</v></c>", formats: [format]) { $0.asShown = ["X"] }
    let code = format.replacing("&gt;", with: ">")
    #expect(found?.contains("has the format '\(code)'") == true, "\(found ?? "NULL")")
  }

  @Test func generalIsShownOnlyWhereNothingIsShortened() throws {
    #expect(
      try value("<c r=\"A2\"><v>0.123456789012</v></c>") { $0.asShown = ["X"] }
        == "'X' in Data!A2 is 0.123456789012, which the general format shortens to the width of its column")
    #expect(
      try value("<c r=\"A2\" s=\"1\"><v>5</v></c>", formats: [";;;"])
        == "'X' in Data!A2 is 5, which its format ';;;' hides")
  }

  @Test func textsOfAllKinds() throws {
    let strings = [
      "<t>plain &amp; simple</t>",
      "<r><rPr><b/></rPr><t xml:space=\"preserve\">rich </t></r><r><t>text</t></r><rPh sb=\"0\" eb=\"1\"><t>no</t></rPh>",
      "<t>a_x000D_b_x005F_x0041_</t>", "<t></t>",
    ]
    func text(_ number: Int) throws -> String? {
      try value(
        "<c r=\"A2\" t=\"s\"><v>\(number)</v></c><c r=\"B2\"/>".replacing("<c r=\"B2\"/>", with: ""), strings: strings)
    }
    #expect(try text(0) == "plain & simple")
    #expect(try text(1) == "rich text")
    #expect(try text(2) == "a\rb_x0041_")
    #expect(try text(9) == "'X' in Data!A2 is the shared text 9, and the workbook has 4")
    #expect(try value("<c r=\"A2\" t=\"inlineStr\"><is><r><t>in</t></r><r><t>line</t></r></is></c>") == "inline")
    #expect(try value("<c r=\"A2\" t=\"str\"><f>A1</f><v>X<!-- -->Y</v></c>") == "XY")
    #expect(try value("<c r=\"A2\" t=\"b\"><v>1</v></c>") == "true")
    #expect(try value("<c r=\"A2\" t=\"b\"><v>7</v></c>") == "'X' in Data!A2 is the truth value 7")
  }

  @Test func formulasHaveTheResultThatWasStored() throws {
    #expect(try value("<c r=\"A2\"><f>1+1</f><v>2</v></c>") == "2")
    let missing =
      "'X' in Data!A2 is a formula without its result: the program that wrote the workbook did not calculate it "
      + "(open it in a spreadsheet program, and save it)"
    #expect(try value("<c r=\"A2\"><f>1+1</f></c>") == missing)
    #expect(try value("<c r=\"A2\"><f>1+1</f><v></v></c>") == missing)
  }

  private static let error =
    "'X' in Data!A2 is the error #N/A (not_said: ['#N/A'] of the contract's column with this name reads it as NULL)"

  @Test func errorsAreDefectsUnlessTheyMeanNull() throws {
    let cell = "<c r=\"A2\" t=\"e\"><f>NA()</f><v>#N/A</v></c>"
    #expect(try value(cell) == Self.error)
    #expect(try value(cell) { $0.errors = [["#N/A"]] } == nil)
    #expect(try value(cell) { $0.errors = [["#REF!"]] } == Self.error)
  }
}
