import Model
import TestTools
import Testing

@testable import Formats

/// Workbooks with random damage: an answer or an error of two lines, never a crash.
@Suite("Excel: random damage")
struct WorkbookMutationTests {
  static let reading = TestWorkbook.reading(["Year", "Country", "People"]) {
    ($0.end, $0.fillMerged, $0.asShown, $0.hidden) = (.texts(["Total"]), ["Year"], ["People"], .skip)
  }

  /// A workbook with a little of everything.
  static func workbook(_ random: inout SeededRandom) -> TestWorkbook {
    var rows = TestWorkbook.row(1, ["Banner"]) + TestWorkbook.row(2, ["Year", "Country", "People"])
    var number = 3
    for _ in 0..<Int.random(in: 0...12, using: &random) {
      let cells = [
        "<c r=\"A\(number)\"><v>\(Int.random(in: 1900...2030, using: &random))</v></c>",
        "<c r=\"B\(number)\" t=\"s\"><v>\(Int.random(in: 0...3, using: &random))</v></c>",
        "<c r=\"C\(number)\" s=\"\(Int.random(in: 0...3, using: &random))\">"
          + (Bool.random(using: &random) ? "<f>1+1</f>" : "")
          + "<v>\(["1", "1E-3", "45980.5", "0.125", "-7"].randomElement(using: &random) ?? "")</v></c>",
      ]
      let hidden = Int.random(in: 0..<6, using: &random) == 0 ? " hidden=\"1\"" : ""
      rows += "<row r=\"\(number)\"\(hidden)>\(cells.joined())</row>"
      number += Int.random(in: 1...2, using: &random)
    }
    return TestWorkbook(
      rows + TestWorkbook.row(number, ["Total", nil, "9"]),
      before: "<cols><col min=\"9\" max=\"9\" hidden=\"1\"/></cols>",
      behind: "<mergeCells><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"A4:A5\"/></mergeCells>",
      strings: ["<t>Peru</t>", "<r><t>Ch</t></r><r><t>ile</t></r>", "<t>_x0009_</t>", "<t/>"],
      formats: ["#,##0.0", "m/d/yy", "0%"])
  }

  private static let words = [
    "<", ">", "/>", "\"", "&", "&#0;", "&#65;", "&lt;", "<c r=\"A1\"/>", "<v>", "</v>", "<row r=\"1\">", "</row>",
    "<is>", "<t>",
    "<f/>", "r=\"XFD9\"", "t=\"e\"", "t=\"s\"", "s=\"99\"", "s=\"-1\"", "9999999999999999999999", "-", "1E400",
    "1E-400", "<![CDATA[x]]>",
    "<!--", "-->", "<?x?>", "<mergeCell ref=\"A1:XFD1048576\"/>", "<!DOCTYPE a>", "\u{FEFF}", "é", "\u{0}", "_x0000_",
    "_xD800_",
    "xmlns=\"x\"", "hidden=\"1\"", "<sheetData>", "</sheetData>", "<si>", "</si>", "</t>", "..", "/xl/workbook.xml",
  ]

  private static func damaged(_ text: String, _ random: inout SeededRandom) -> String {
    var bytes = Array(text.utf8)
    for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
      let at = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.removeSubrange(at..<min(at + Int.random(in: 1...40, using: &random), bytes.count))
      case 2: bytes.insert(contentsOf: (words.randomElement(using: &random) ?? "").utf8, at: at)
      case 3:
        bytes.insert(contentsOf: bytes[at..<min(at + Int.random(in: 1...80, using: &random), bytes.count)], at: at)
      default: bytes.removeLast(bytes.count - at)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func check(_ bytes: [UInt8]) throws {
    let found = try opened(bytes, [Self.reading])
    #expect(found.problem?.place != "test", "\(String(describing: found.problem))")
    if let problem = found.problem {
      #expect(problem.kind == .badInput, "\(problem)")
      #expect(problem.description.split(separator: "\n").count == 2, "\(problem)")
    }
    #expect(found == (try opened(bytes, [Self.reading])), "reading twice gives the same")
    #expect(found.rows.allSatisfy { $0.fields.count == 3 && $0.number > 0 })
  }

  @Test("Damaged parts", arguments: 0..<150)
  func parts(_ number: Int) throws {
    var random = SeededRandom.ofTest("WorkbookMutationTests.parts", case: number)
    let book = Self.workbook(&random)
    try check(book.bytes)
    for _ in 0..<12 {
      var damaged = book
      let i = Int.random(in: 0..<book.parts.count, using: &random)
      // Mostly the sheet, which has the most to go wrong.
      let place = Bool.random(using: &random) ? 3 : i
      damaged.parts[place].text = Self.damaged(book.parts[place].text, &random)
      try check(damaged.bytes)
    }
  }

  @Test("Damaged archives", arguments: 0..<60)
  func archives(_ number: Int) throws {
    var random = SeededRandom.ofTest("WorkbookMutationTests.archives", case: number)
    let bytes = Self.workbook(&random).bytes
    for _ in 0..<12 {
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        // Mostly the directory at the end.
        let from = Bool.random(using: &random) ? 0 : max(0, damaged.count - 600)
        damaged[Int.random(in: from..<damaged.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      if Int.random(in: 0..<4, using: &random) == 0 {
        damaged.removeLast(Int.random(in: 0..<damaged.count, using: &random))
      }
      // What begins otherwise is no workbook to begin with.
      damaged.replaceSubrange(0..<min(2, damaged.count), with: [0x50, 0x4B].prefix(min(2, damaged.count)))
      try check(damaged)
    }
  }
}
