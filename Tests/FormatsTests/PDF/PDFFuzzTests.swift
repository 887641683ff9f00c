import Glibc
import Model
import TestTools
import Testing

@testable import Formats

@Suite(.tags(.slow)) struct PDFFuzzTests {
  static let reading: Reading = {
    var reading = Reading(format: .pdf, header: ["Country", "Grant Rate", "Denials"])
    reading.pdf.until = ["Source"]
    reading.pdf.leaveOut = ["Page"]
    reading.pdf.sections = [.init(name: "year", pattern: #"FY(\d+)"#)]
    return reading
  }()

  private static let texts = [
    "Country", "Grant", "Rate", "Denials", "Peru", "1,031", "*", "Source", "Page", "FY2019", "", " ", "\u{F0B7}", "é",
    "###PAGE###", String(repeating: "x", count: 5000), "1", "2",
  ]
  private static let numbers = [
    "nan", "-nan", "inf", "-1", "0", "1e300", "0x10", "99999999999999999999", "-0.01", "1000000", "5.5.5", "-", "",
    "12.34",
  ]

  private static func number(_ random: inout SeededRandom) -> String {
    if Int.random(in: 0..<40, using: &random) == 0 { return numbers.randomElement(using: &random) ?? "" }
    return "\(Double(Int.random(in: -5000..<60_000, using: &random)) / 100)"
  }

  /// Lines of the right form, a few of them with absurd numbers, unknown levels, or bytes changed.
  static func file(_ random: inout SeededRandom) -> [UInt8] {
    var lines = Words().lines
    var page = 0
    let isSane = Bool.random(using: &random)
    for _ in 0..<Int.random(in: 0..<400, using: &random) {
      let kind = Int.random(in: 0..<60, using: &random)
      if page == 0 || kind == 0 {
        page += isSane ? 1 : Int.random(in: -1...2_000_000_000, using: &random)
        lines.append("1\t\(page)\t0\t0\t0\t0\t0\t0\t600\t800\t-1\t###PAGE###")
        if isSane {
          for (x, text) in [(50, "Country"), (200, "Grant"), (240, "Rate"), (400, "Denials")] {
            lines.append("5\t\(page)\t0\t0\t0\t0\t\(x)\t2\t38\t10\t100\t\(text)")
          }
        }
      } else if kind == 1, !isSane {
        lines.append(["", "\t\t\t", "7\t1", "5\t1\t0", "level", "\u{0}\u{1}"].randomElement(using: &random) ?? "")
      } else {
        let numbers =
          isSane
          ? [0..<550, 20..<780, 1..<60, 6..<14].map { "\(Int.random(in: $0, using: &random))" }
          : (0..<4).map { _ in number(&random) }
        let text = texts.randomElement(using: &random) ?? ""
        lines.append("5\t\(page)\t0\t0\t0\t0\t\(numbers.joined(separator: "\t"))\t100\t\(text)")
      }
    }
    var bytes = Array(lines.joined(separator: "\n").utf8)
    for _ in 0..<(isSane ? 0 : Int.random(in: 0..<4, using: &random)) where !bytes.isEmpty {
      bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
    }
    return bytes
  }

  @Test func nothingCrashesAndErrorsAreTwoLines() throws {
    var random = SeededRandom.ofTest()
    var records = 0
    for _ in 0..<1500 {
      let bytes = Self.file(&random)
      let read = try Words.read(bytes, Self.reading)
      records += read.rows.count
      if let problem = read.problem {
        #expect(problem.description.split(separator: "\n").count == 2 && problem.place.hasPrefix("t.pdf"))
      }
      #expect(try Words.read(bytes, Self.reading) == read)
    }
    #expect(records > 1000)
  }

  /// A page of words without end, and a line without end, are refused before they fill the memory.
  @Test func memoryIsBounded() throws {
    var words = Words()
    words.startPage()
    for i in 0...PDFPages.mostWords { words.lines.append("5\t1\t0\t0\t0\t0\t\(i % 500)\t\(i % 700)\t5\t9\t100\tx") }
    #expect(try words.read(Self.reading).problem?.what == "page 1 has more than 100000 words")
    let line = Array((Words().text + "5\t1\t").utf8) + [UInt8](repeating: 65, count: 3 << 20)
    #expect(
      try Words.read(line, Self.reading).problem?.what == "line 1 of what pdftotext -tsv writes is not understood")
  }
}
