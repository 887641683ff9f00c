import Model
import TestTools
import Testing
import Words

@testable import Formats

@Suite("Opening: which reading fits, and what a file is instead")
struct OpeningTests {
  private static let seizures = Reading(format: .csv, header: ["FY", "Month", "Area", "Drug", "Qty"])
  private static let branches = Reading(format: .csv, header: ["FY", "Month", "Branch", "Drug", "Qty"])
  private static let items = Reading(format: .json, header: ["a", "b"], records: "/items")
  private static let strikes = Reading(format: .wikitext, header: ["No."], text: "/page/text", caption: "Strikes")

  @Test("The first reading whose header is equal is taken")
  func firstFittingReading() throws {
    try withFile("FY,Month,Branch,Drug,Qty\n2025,OCT,X,Y,1\n") { path in
      let found = try Formats.open(path: path, name: "f", readings: [Self.seizures, Self.branches])
      #expect(found.reading == Self.branches)
      #expect(try found.reader.advance())
      #expect(row(found.reader).fields == ["2025", "OCT", "X", "Y", "1"])
    }
  }

  struct Drift: CustomTestStringConvertible, Sendable {
    var header: String
    var what: String
    var testDescription: String { what }
  }

  @Test(
    "Another header is told apart, column by column",
    arguments: [
      Drift(
        header: "FY,Month,Branch,Drug,Qty", what: "the header has 'Branch' where 'Area' was expected (column 3)"),
      Drift(
        header: "FY,Month,Branch,Drug,Weight",
        what:
          "the header has 'Branch' where 'Area' was expected (column 3), 'Weight' where 'Qty' was expected (column 5)"),
      Drift(
        header: "FY,Month,Area,Drug",
        what: "the header has 4 columns, expected 5: it lacks 'Qty' (expected as column 5)"),
      Drift(
        header: "FY,Month,Area,Drug,Unit,Qty",
        what: "the header has 6 columns, expected 5: it has the unknown 'Unit' (column 5)"),
      Drift(
        header: "FY,Area,Month,Drug,Qty",
        what: "the header has its columns in another order, the first is 'Area' where 'Month' was expected (column 2)"),
      Drift(
        header: "FY;Month;Area;Drug;Qty",
        what: "the header is one column with semicolons in it: the file is not separated by commas"),
      Drift(
        header: "FY,Month,\"Area\n\",Drug,Qty",
        what: "the header has 'Area\\n' where 'Area' was expected (column 3: it has U+000A at position 5)"),
    ])
  func drift(_ c: Drift) throws {
    let problem = try #require(try opened(c.header + "\n1,2,3,4,5\n", Self.seizures).problem)
    #expect(problem.what == c.what)
    #expect(problem.kind == .badInput && problem.place == "t.file")
    #expect(problem.remedy.contains("read.header") && problem.remedy.contains("soundings check"))
  }

  @Test("With several readings the nearest header is compared")
  func nearestHeader() throws {
    let problem = try #require(try opened("FY,Month,Branch,Drug,Kg\n", Self.seizures, Self.branches).problem)
    #expect(problem.what == "the header has 'Kg' where 'Qty' was expected (column 5) (1 other known header fits less)")
  }

  struct Foreign: CustomTestStringConvertible, Sendable {
    var name: String
    var bytes: [UInt8]
    var what: String

    init(_ name: String, _ bytes: [UInt8], _ what: String) { (self.name, self.bytes, self.what) = (name, bytes, what) }
    init(_ name: String, _ text: String, _ what: String) { self.init(name, Array(text.utf8), what) }

    var testDescription: String { name }
  }

  private static func wide(_ text: String, bytesPerUnit: Int, littleEndian: Bool) -> [UInt8] {
    text.utf8.flatMap { byte in
      let zeros = [UInt8](repeating: 0, count: bytesPerUnit - 1)
      return littleEndian ? [byte] + zeros : zeros + [byte]
    }
  }

  @Test(
    "A file that is something else is named",
    arguments: [
      Foreign("empty", "", "the file is empty"),
      Foreign("blanks", " \n\r\n\t ", "the file contains only blanks"),
      Foreign("gzip", [0x1F, 0x8B, 8, 0, 1, 2], "the file is compressed with gzip"),
      Foreign("zip", Array("PK\u{3}\u{4}data.csv".utf8), "the file is a zip archive"),
      Foreign("xlsx", Array("PK\u{3}\u{4}....[Content_Types].xml".utf8), "the file is an Excel workbook (.xlsx)"),
      Foreign("xls", [0xD0, 0xCF, 0x11, 0xE0, 1], "the file is an old Excel workbook (.xls)"),
      Foreign("pdf", "%PDF-1.7\n", "the file is a PDF document"),
      Foreign(
        "UTF-16 LE, which is read by its mark", [0xFF, 0xFE] + wide("FY,Month", bytesPerUnit: 2, littleEndian: true),
        "the header has 2 columns, expected 5: it lacks 'Area' (expected as column 3), 'Drug' (expected as column 4), "
          + "'Qty' (expected as column 5)"),
      Foreign(
        "UTF-16 BE, no mark", wide("FY,Month", bytesPerUnit: 2, littleEndian: false),
        "the file is UTF-16BE: convert it to UTF-8"),
      Foreign(
        "UTF-32 LE", [0xFF, 0xFE, 0, 0] + wide("FY,M", bytesPerUnit: 4, littleEndian: true),
        "the file is UTF-32: convert it to UTF-8"),
      Foreign(
        "UTF-32 BE, no mark", wide("FY,Month", bytesPerUnit: 4, littleEndian: false),
        "the file is UTF-32: convert it to UTF-8"),
      Foreign(
        "HTML", "\n<!DOCTYPE html><html><head><title>\n Access  Denied </title>",
        "the file is an HTML page, not CSV; its title: Access Denied"),
      Foreign("HTML without title", "<HTML><body>x", "the file is an HTML page, not CSV"),
      Foreign("XHTML", "<?xml version=\"1.0\"?><html><title>T", "the file is an HTML page, not CSV"),
      Foreign("XML", "<?xml version=\"1.0\"?><rows/>", "the file is an XML document, not CSV"),
      Foreign("JSON", "{\"error\": \"no\"}", "the file is JSON, not CSV; it begins with: {\"error\": \"no\"}"),
    ])
  func foreign(_ c: Foreign) throws {
    let problem = try #require(try opened(c.bytes, [Self.seizures]).problem)
    #expect(problem.what == c.what)
    #expect(problem.kind == .badInput && !problem.remedy.isEmpty)
  }

  @Test("Other text instead of JSON")
  func textForJSON() throws {
    #expect(
      try opened("Too many  requests", Self.items).problem?.what
        == "the file is other text, not JSON; it begins with: Too many requests")
    #expect(try opened("<html><title>Gateway</title>", Self.items).problem?.what.hasSuffix("title: Gateway") == true)
  }

  @Test("Readings of several formats: the content decides")
  func mixedFormats() throws {
    let csv = Reading(format: .csv, header: ["a", "b"])
    #expect(try opened("a,b\n1,2\n", Self.items, csv).fields == [["1", "2"]])
    #expect(try opened("{\"items\":[{\"a\":1,\"b\":2}]}", csv, Self.items).fields == [["1", "2"]])
    let root = Reading(format: .json, header: ["a", "b"])
    #expect(try opened("[{\"a\":1,\"b\":2}]", Self.items, root).fields == [["1", "2"]])
    let page = "{|\n|+ Strikes\n! No.\n|-\n| 7\n|}\n"
    #expect(try opened(page, csv, Self.strikes).fields == [["7"]])
    #expect(try opened("{{Short}}\n" + page, Self.strikes).fields == [["7"]])
    #expect(
      try opened("{\"page\":{\"text\":\"{|\\n|+ Strikes\\n! No.\\n|-\\n| 7\\n|}\"}}", Self.strikes).fields == [["7"]])
  }

  @Test("A file that is not there, and a folder")
  func unreadable() throws {
    for path in ["/nonexistent/file.csv", "/tmp"] {
      let result = outcome { try Formats.open(path: path, name: "f", readings: [Self.seizures]).reader }
      #expect(result.problem?.kind == .badInput)
      #expect(result.problem?.what.contains("cannot be") == true)
    }
  }

  @Test("Garbage never crashes", arguments: 0..<150)
  func garbage(_ number: Int) throws {
    var random = SeededRandom.ofTest("OpeningTests.garbage", case: number)
    let likely = Array("{}[]\"\\:,ntu019.-e|!-+\n<>ref/ ='&;".utf8)
    let starts = [
      "", "{\"items\":[", "[", "{|\n|+ Strikes\n! No.\n|-\n|", "{\"page\":{\"text\":\"{|", "FY,Month,Area,Drug,Qty\n",
    ]
    for start in starts {
      let bytes =
        Array(start.utf8)
        + (0..<Int.random(in: 0...400, using: &random)).map { _ in
          Int.random(in: 0..<12, using: &random) == 0
            ? UInt8.random(in: 0...255, using: &random) : likely.randomElement(using: &random)!
        }
      let result = try opened(bytes, [Self.seizures, Self.items, Self.strikes])
      #expect(result.problem?.place != "test")
    }
  }
}
