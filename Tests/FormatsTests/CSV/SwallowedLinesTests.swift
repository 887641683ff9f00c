import Model
import Testing

@testable import Formats

@Suite("CSV: a stray quote swallows lines")
struct SwallowedLinesTests {
  private static func reading(_ lines: Int? = nil) -> Reading {
    Reading(format: .csv, header: ["Place", "Note", "Count"], linesPerRecord: lines)
  }

  private func read(_ text: String, allowed: Int?, declared: Int? = nil) throws -> Outcome {
    try withFile(text) { path in
      outcome {
        try Formats.open(path: path, name: "t.csv", readings: [Self.reading(declared)], linesPerRecord: allowed).reader
      }
    }
  }

  static let stray = "Place,Note,Count\nA,x,1\nB,\"y,2\nC,z,3\nD,z,4\nE,z\",5\nF,x,6\n"

  @Test("The first line, the column and the number of lines are named; nothing after it is read")
  func named() throws {
    let result = try read(Self.stray, allowed: 1)
    #expect(result.fields == [["A", "x", "1"]])
    #expect(
      result.problem?.what
        == "record 2, column 'Note': a quote on line 3 closes 3 lines below, and fields of this dataset contain no line "
        + "ends: 3 lines are swallowed")
    #expect(result.problem?.remedy.contains("look at line 3") == true)
    #expect(result.problem?.remedy.contains("read.lines_per_record to 4") == true)
  }

  @Test("What the dataset declares or its sample shows is read")
  func allowed() throws {
    #expect(try read(Self.stray, allowed: 4).fields.count == 3)
    #expect(try read(Self.stray, allowed: 1, declared: 4).fields.count == 3)
    #expect(try read(Self.stray, allowed: 4, declared: 3).problem != nil)
    #expect(try read(Self.stray, allowed: nil).fields.count == 3)
  }

  @Test("Each field counts for itself, whatever the line ends are", arguments: ["\n", "\r\n", "\r"])
  func fields(_ end: String) throws {
    let text = "Place,Note,Count\nA,\"x\ny\",\"1\n2\"\nB,x,2\n".split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: end)
    let result = try read(text, allowed: 2)
    #expect(result.problem == nil)
    #expect(result.fields == [["A", "x\(end)y", "1\(end)2"], ["B", "x", "2"]])
    let refused = try read(text, allowed: 1)
    #expect(refused.problem?.what.contains("column 'Note': a quote on line 2 closes 1 line below") == true)
    #expect(refused.problem?.what.hasSuffix("1 line is swallowed") == true)
  }

  @Test("The field is found wherever the buffer ends", arguments: 4...80)
  func buffers(_ size: Int) throws {
    try withFile(Self.stray) { path in
      let reader = try CSVReader(path: path, name: "t.csv", bufferSize: size)
      reader.allowLines(3)
      #expect(try reader.advance())
      let problem = #expect(throws: Problem.self) { try reader.advance() }
      #expect(problem?.what.contains("a quote on line 3 closes 3 lines below") == true)
    }
  }

  @Test("A defective record tells how many lines it takes up; the header's own line ends allow nothing")
  func spanned() throws {
    try withFile("Place,\"No\nte\",Count\nA,\"x\ny\nz\"\nB,x,2\n") { path in
      let reader = try CSVReader(path: path, name: "t.csv")
      #expect(reader.mostLinesInField == 1)
      #expect(try reader.advance())
      #expect(reader.defect != nil)
      #expect(reader.linesSpanned == 3)
      #expect(try reader.advance())
      #expect(reader.linesSpanned == 1)
      #expect(reader.mostLinesInField == 3)
    }
  }
}
