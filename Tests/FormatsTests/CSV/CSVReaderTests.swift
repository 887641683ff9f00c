import Model
import Testing

@testable import Formats

@Suite("CSV: what a file may look like")
struct CSVReaderTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var text: String
    var header: [String]
    var fields: [[String]]

    init(_ name: String, _ text: String, _ header: [String], _ fields: [[String]]) {
      (self.name, self.text, self.header, self.fields) = (name, text, header, fields)
    }

    var testDescription: String { name }
  }

  @Test(
    "is read",
    arguments: [
      Case("LF", "a,b\n1,2\n3,4\n", ["a", "b"], [["1", "2"], ["3", "4"]]),
      Case("CRLF", "a,b\r\n1,2\r\n3,4\r\n", ["a", "b"], [["1", "2"], ["3", "4"]]),
      Case("CR only", "a,b\r1,2\r3,4\r", ["a", "b"], [["1", "2"], ["3", "4"]]),
      Case("no line end at the end", "a,b\n1,2\n3,4", ["a", "b"], [["1", "2"], ["3", "4"]]),
      Case("CR and nothing behind it", "a,b\r\n1,2\r", ["a", "b"], [["1", "2"]]),
      Case("byte order mark", "\u{FEFF}a,b\n1,2\n", ["a", "b"], [["1", "2"]]),
      Case("byte order mark before a quote", "\u{FEFF}\"a\",b\n1,2\n", ["a", "b"], [["1", "2"]]),
      Case("header only", "a,b\n", ["a", "b"], []),
      Case("header only, no line end", "a,b", ["a", "b"], []),
      Case("one column", "a\n1\n\"\"\n3\n", ["a"], [["1"], [""], ["3"]]),
      Case("empty fields", "a,b,c\n,,\n1,,\n,,3", ["a", "b", "c"], [["", "", ""], ["1", "", ""], ["", "", "3"]]),
      Case("trailing comma", "a,b,\n1,2,\n", ["a", "b", ""], [["1", "2", ""]]),
      Case("duplicate header names", "a,a\n1,2\n", ["a", "a"], [["1", "2"]]),
      Case("line end in a header name", "\"a\nx\",b\n1,2\n", ["a\nx", "b"], [["1", "2"]]),
      Case("comma in quotes", "a,b\n\"1,2\",3\n", ["a", "b"], [["1,2", "3"]]),
      Case("line end in quotes", "a,b\n\"1\r\n2\",\"3\n\"\n4,5\n", ["a", "b"], [["1\r\n2", "3\n"], ["4", "5"]]),
      Case("doubled quotes", "a,b\n\"x \"\"y\"\"\",\"\"\"\"\n", ["a", "b"], [["x \"y\"", "\""]]),
      Case("empty quotes", "a,b\n\"\",\"\"\n", ["a", "b"], [["", ""]]),
      Case("quote inside an unquoted field", "a,b\n5\" pipe,x\"\"\n", ["a", "b"], [["5\" pipe", "x\"\""]]),
      Case("blanks belong to the field", "a,b\n 1 ,\" 2 \"\n", ["a", "b"], [[" 1 ", " 2 "]]),
      Case("blank lines", "a,b\n\n1,2\n\r\n\r\n3,4\n\n\n", ["a", "b"], [["1", "2"], ["3", "4"]]),
      Case("blank lines before the header", "\n\na,b\n1,2\n", ["a", "b"], [["1", "2"]]),
      Case("accents and dashes", "name,n\nCuraçao,1–2\n", ["name", "n"], [["Curaçao", "1–2"]]),
    ])
  func isRead(_ c: Case) throws {
    let result = try csv(c.text)
    #expect(result.problem == nil)
    #expect(result.header == c.header)
    #expect(result.fields == c.fields)
    #expect(result.defects.allSatisfy { $0 == nil })
    #expect(result.rows.map(\.number) == Array(1..<c.fields.count + 1))
  }

  @Test("An empty field is there, and empty")
  func emptyFieldIsNotAbsent() throws {
    try withFile("a,b\n,\"\"\n") { path in
      let reader = try CSVReader(path: path, name: "t")
      #expect(try reader.advance())
      #expect(reader.fields[0].start != nil && reader.fields[0].count == 0)
      #expect(reader.fields[1].start != nil && reader.fields[1].count == 0)
    }
  }

  @Test("A record is kept verbatim and knows its line")
  func verbatimAndLines() throws {
    try withFile("a,b\r\n\"1\r\n\"\"x\",2\r\n\r\n3,4\n\"5\r6\",7") { path in
      let reader = try CSVReader(path: path, name: "t")
      #expect(reader.recordNumber == 0)
      var seen: [String] = []
      while try reader.advance() { seen.append("\(reader.state.pointee.line): \(row(reader).verbatim)") }
      #expect(seen == ["2: \"1\r\n\"\"x\",2", "5: 3,4", "6: \"5\r6\",7"])
      #expect(try !reader.advance())
    }
  }

  struct Defect: CustomTestStringConvertible, Sendable {
    var bytes: [UInt8]
    var expected: [String?]

    init(_ text: String, _ expected: [String?]) { (bytes, self.expected) = (Array(text.utf8), expected) }
    init(bytes: [UInt8], _ expected: [String?]) { (self.bytes, self.expected) = (bytes, expected) }

    var testDescription: String { expected.compactMap { $0 }.joined() }
  }

  @Test(
    "A defective record says why, and the next one is read",
    arguments: [
      Defect("a,b,c\n1,2\n3,4,5\n", ["2 fields, expected 3", nil]),
      Defect("a,b,c\n1,2,3,4\n3,4,5\n", ["4 fields, expected 3", nil]),
      Defect("a,b\n1\n3,4\n", ["1 field, expected 2", nil]),
      Defect("a,b,c\n1,2,3\n4,5", [nil, "2 fields, expected 3: the file ends in the middle of this record"]),
      Defect("a,b\n\"1\"x,2\n3,4\n", ["text after a closing quote (write a quote inside a quoted field twice)", nil]),
      Defect(bytes: Array("a,b\n1,x".utf8) + [0] + Array("\n3,4\n".utf8), ["column 'b' contains a NUL byte", nil]),
      Defect(
        bytes: Array("a,b\n1,Cura".utf8) + [0xE7] + Array("ao\n3,4\n".utf8),
        ["column 'b' is not UTF-8: byte 0xE7 at position 5 (perhaps Windows-1252)", nil]),
      Defect(
        bytes: Array("a,b\n".utf8) + [0xC0, 0x80] + Array(",2\n3,é\n".utf8),
        ["column 'a' is not UTF-8: byte 0xC0 at position 1 (perhaps Windows-1252)", nil]),
    ])
  func defects(_ c: Defect) throws {
    let result = try csv(c.bytes)
    #expect(result.problem == nil)
    #expect(result.defects == c.expected)
    #expect(result.rows.map(\.number) == Array(1..<c.expected.count + 1))
  }

  @Test("A short record leaves its last fields absent")
  func shortRecord() throws {
    #expect(try csv("a,b,c\n1,2,3\n4\n").fields == [["1", "2", "3"], ["4", nil, nil]])
  }

  @Test("A quote that never closes is fatal, and the line where it opened is named")
  func unterminatedQuote() throws {
    let problem = try #require(try csv("a,b\n1,2\n3,\"4\n5,6\n7,8\n").problem)
    #expect(problem.kind == .badInput)
    #expect(problem.what == "record 2: a quote opened on line 3 and the file ends before it closes")
  }

  @Test("An endless line fails fast", arguments: [UInt8(ascii: "x"), UInt8(ascii: "\""), UInt8(ascii: ",")])
  func endlessLine(_ filler: UInt8) throws {
    let line = Array("a,b\n1,2\n".utf8) + [UInt8](repeating: filler, count: 3 << 20)
    let problem = try #require(try csv(line).problem)
    #expect(problem.what.hasPrefix("record 2 (line 3) is longer than 1 MiB"))
  }

  @Test("The longest record is read, one byte more is not", arguments: [16, 1 << 18, 1 << 20, 1 << 22])
  func longestRecord(_ bufferSize: Int) throws {
    let most = [UInt8](repeating: UInt8(ascii: "x"), count: CSVReader.longestRecord)
    let fits = try csv(Array("a\n".utf8) + most + [10, 49, 10], bufferSize: bufferSize)
    #expect(fits.problem == nil && fits.rows.count == 2)
    let tooLong = try csv(Array("a\n".utf8) + most + [120, 10, 49, 10], bufferSize: bufferSize)
    #expect(tooLong.problem?.what == "record 1 (line 2) is longer than 1 MiB")
  }
}
