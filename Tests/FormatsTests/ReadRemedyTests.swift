import Model
import Testing

@testable import Formats

/// What a person forgot to declare: the message names the field, and the field makes the file readable.
@Suite("Remedies that name the field, and work")
struct ReadRemedyTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var text: String
    var reading: Reading
    var what: String
    /// What the remedy says to write.
    var remedy: String
    /// The reading with what it says.
    var mended: Reading
    var testDescription: String { what }
  }

  private static func mistake(
    _ format: Reading.Format, _ text: String, _ what: String, _ remedy: String,
    before: (inout Reading) -> Void = { _ in }, _ change: (inout Reading) -> Void
  ) -> Case {
    var reading = Reading(format: format, header: ["id", "n"])
    before(&reading)
    var mended = reading
    change(&mended)
    return Case(text: text, reading: reading, what: what, remedy: remedy, mended: mended)
  }

  static let csv: [Case] = [
    mistake(
      .csv, "Report\n\nid,n\nx,1\n", "the header begins below line 1 of the file, and read: says otherwise",
      "write title_lines: 1 under"
    ) { $0.dialect.title = .lines(1) },
    mistake(
      .csv, "A\nB\nid,n\nx,1\n", "the header begins below line 2 of the file, and read: says otherwise",
      "write title_lines: 2 under", before: { $0.dialect.title = .lines(1) }
    ) { $0.dialect.title = .lines(2) },
    mistake(
      .csv, "id,n\nx,1\n", "the header is 1 line from the first one on, and read: says otherwise",
      "remove title_lines or header_starts_with there", before: { $0.dialect.title = .lines(1) }
    ) { $0.dialect.title = nil },
    mistake(
      .csv, "sep=;\nid;n\nx;1\n", "the header begins below line 1 of the file, and read: says otherwise",
      "write title_lines: 1, separator: ';' under"
    ) { ($0.dialect.title, $0.dialect.separator) = (.lines(1), UInt8(ascii: ";")) },
    mistake(
      .csv, "id,People,\n,Men,Women\nx,1,2\n", "the header is 2 lines from the first one on, and read: says otherwise",
      "write header_lines: 2 under", before: { $0.header = ["id", "People Men", "People Women"] }
    ) { $0.dialect.headerLines = 2 },
    mistake(
      .csv, "x,1\ny,2\n",
      "the header has 'x' where 'id' was expected (column 1), '1' where 'n' was expected (column 2)",
      "if the file has no header, write header_lines: 0 under"
    ) { $0.dialect.headerLines = 0 },
    mistake(
      .csv, "id,n,new\nx,1,2\n", "the header has 3 columns, expected 2: it has the unknown 'new' (column 3)",
      "add it to read.header in the dataset's dataset.yaml, or to read.ignore if nothing reads it, then: soundings check"
    ) { $0.ignore = ["new"] },
  ]

  static let json: [Case] = [
    mistake(
      .json, #"{"meta":{"id":1},"data":{"rows":[{"id":"x","n":1}]}}"#,
      "the root of the document is an object, expected an array of records",
      "there is an array of records at /data/rows: write records: /data/rows under"
    ) { $0.records = "/data/rows" },
    mistake(
      .json, #"{"items":[{"id":"x","n":1}]}"#, "there is nothing at /data, where the records should be",
      "there is an array of records at /items: write records: /items under", before: { $0.records = "/data" }
    ) { $0.records = "/items" },
    mistake(
      .json, #"[{"id":"x","n":1}]"#, "there is nothing at /data, where the records should be",
      "the root is an array: remove records under", before: { $0.records = "/data" }
    ) { $0.records = "" },
    mistake(
      .json, #"{"a/b":[["x",1]]}"#, "the root of the document is an object, expected an array of records",
      "write shape: arrays, records: /a~1b under"
    ) { ($0.shape.kind, $0.records) = (.arrays, "/a~1b") },
    mistake(
      .json, "{\"id\":\"x\",\"n\":1}\n{\"id\":\"y\",\"n\":2}\n",
      "the root of the document is an object, expected an array of records", "write shape: lines under"
    ) { $0.shape.kind = .lines },
    mistake(
      .json, #"{"id":["x"],"n":[1]}"#, "the root of the document is an object, expected an array of records",
      "write shape: columns under"
    ) { $0.shape.kind = .columns },
    mistake(
      .json, #"{"x":{"n":1},"y":{"n":2}}"#, "the root of the document is an object, expected an array of records",
      "write shape: keyed, key_column: NAME with a name for their keys under"
    ) { ($0.shape.kind, $0.shape.keyColumn) = (.keyed, "id") },
    mistake(
      .json, #"[{"id":"x","n":NaN}]"#,
      "not valid JSON in the middle of record 1, at byte 15: NaN or Infinity, which JSON does not know",
      "write not_numbers: null under"
    ) { $0.shape.hasNotNumbers = true },
  ]

  @Test("of files of text", arguments: csv + json)
  func isMended(_ c: Case) throws {
    let problem = try #require(try opened(c.text, c.reading).problem)
    #expect(problem.what == c.what)
    #expect(problem.remedy.contains(c.remedy), "\(problem.remedy)")
    let mended = try opened(c.text, c.mended)
    #expect(mended.problem == nil && mended.defects.allSatisfy { $0 == nil } && mended.fields.first?.first == "x")
  }

  @Test func ofAnErrorMessageThereIsNoOther() throws {
    let reading = Reading(format: .json, header: ["id", "n"])
    for text in [#"{"error":"limit"}"#, "{}", #"{"a":[1,2]}"#] {
      let remedy = try opened(text, reading).problem?.remedy
      #expect(remedy?.hasPrefix("read the file: it is an error message of the publisher") == true)
    }
  }

  @Test func ofASheetWhoseHeaderHasMoreRows() throws {
    let rows = TestWorkbook.row(1, [nil, "N"]) + TestWorkbook.row(2, ["id", "men"]) + TestWorkbook.row(3, ["x", "1"])
    let book = TestWorkbook(rows)
    let problem = try #require(try book.read(TestWorkbook.reading(["id", "N men"])).problem)
    #expect(problem.what == "the header is 2 rows, down to this one, and read: says 1")
    #expect(problem.remedy.hasPrefix("write header_lines: 2 under"))
    #expect(try book.read(TestWorkbook.reading(["id", "N men"]) { $0.headerRows = 2 }).fields == [["x", "1"]])
  }

  @Test func ofAPageWithoutATable() throws {
    let reading = Reading(format: .html, header: ["id", "n"])
    #expect(
      try opened("<html><p>none</html>", reading).problem?.what == "the page has no table that its readers see")
  }
}
