import Glibc
import Model
import TestTools
import Testing

@testable import Formats

@Suite("CSV under stress", .tags(.slow))
struct CSVStressTests {
  static let nasty = [
    "a,b,c\r\n1,\"x \"\"y\"\" z\",3\r\n\r\n\"4\r\n,\",,\"\"\r\n7,8\r\n9,Curaçao – ü,\"end\"\"\"",
    "\u{FEFF}a,b\rone,\"two\rthree\"\r\r\"\"\"\",4\r",
    "a\n\n\"1\"\n\"\"\n2\n",
    "a,b\n\"1\"x,2\n1,2,3,4,5,6,7\n5\"6,7\n,\n",
    "a,b\n" + (0..<40).map { "field number \($0),\"quoted, \($0)\"" }.joined(separator: "\n"),
    "a,b\n0,0\n1,\"open\n2,3\n",
  ]

  @Test("It makes no difference where a buffer ends", arguments: nasty.indices)
  func everyBufferSize(_ sample: Int) throws {
    let bytes = Array(Self.nasty[sample].utf8)
    let whole = try csv(bytes, bufferSize: 1 << 20)
    #expect(!whole.rows.isEmpty)
    for size in Array(4..<300) + [512, 1000, 4096] {
      #expect(try csv(bytes, bufferSize: size) == whole, "buffer of \(size)")
    }
  }

  @Test("What a writer wrote is read back", arguments: 0..<60)
  func roundTrip(_ number: Int) throws {
    var random = SeededRandom.ofTest("CSVStressTests.roundTrip", case: number)
    let columns = Int.random(in: 1...9, using: &random)
    let end = ["\n", "\r\n", "\r"].randomElement(using: &random)!
    let pieces = ["", "a", "7.5", "\"", "\"\"", ",", "\n", "\r\n", "\r", " ", "é", "–", "🚤", "longer words", "x,y"]
    func value() -> String {
      (0..<Int.random(in: 0...5, using: &random)).map { _ in pieces.randomElement(using: &random)! }.joined()
    }
    let records = (0...Int.random(in: 0...200, using: &random)).map { _ in (0..<columns).map { _ in value() } }
    let lines = records.map { record in
      record.map { field in
        let mustQuote = field.utf8.contains { [10, 13, 34, 44].contains($0) } || (columns == 1 && field.isEmpty)
        guard mustQuote || Bool.random(using: &random) else { return field }
        return "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
      }.joined(separator: ",")
    }
    let text = lines.joined(separator: end) + (Bool.random(using: &random) ? end : "")
    let result = try csv(Array(text.utf8), bufferSize: [16, 100, 1 << 16].randomElement(using: &random)!)
    #expect(result.problem == nil)
    #expect(result.header == records[0])
    #expect(result.fields == Array(records.dropFirst()))
    #expect(result.rows.map(\.verbatim) == Array(lines.dropFirst()))
    #expect(result.defects.allSatisfy { $0 == nil })
  }

  @Test("Garbage is refused or quarantined, the same with every buffer", arguments: 0..<200)
  func garbage(_ number: Int) throws {
    var random = SeededRandom.ofTest("CSVStressTests.garbage", case: number)
    let likely: [UInt8] = Array("\"\",,\r\n\n\rab1".utf8)
    let bytes = (0..<Int.random(in: 0...600, using: &random)).map { _ in
      Int.random(in: 0..<10, using: &random) == 0
        ? UInt8.random(in: 0...255, using: &random) : likely.randomElement(using: &random)!
    }
    let small = try csv(bytes, bufferSize: 4)
    #expect(try csv(bytes, bufferSize: 1 << 16) == small)
    for row in small.rows where row.defect == nil {
      #expect(row.fields.count == small.header.count && !row.fields.contains(nil))
    }
  }

  @Test("A line of 200 MB fails at once and takes no memory")
  func hugeLine() throws {
    try withFile("a,b\n1,2\n3,") { path in
      // Sparse: the hole reads as NUL bytes.
      #expect(truncate(path, 200_000_000) == 0)
      let before = peakMemory()
      let result = outcome { try CSVReader(path: path, name: "huge.csv") }
      #expect(result.rows.count == 1)
      #expect(result.problem?.what == "record 2 (line 3) is longer than 1 MiB")
      #expect(peakMemory() - before < 64 << 20)
    }
  }

  private func peakMemory() -> Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss << 10
  }
}
