import Glibc
import Model
import TestTools
import Testing

@testable import Formats

/// The same cells as openpyxl, which has nothing in common with this reader.
@Suite(
  "Excel: as openpyxl reads it", .tags(.slow),
  .enabled(if: PublicTool.python("python") != nil, "openpyxl is not installed: scripts/setup test"))
struct OpenpyxlTests {
  private static let workbook = (sharedFolder ?? "") + "/data/ohss/KHSM Encounters (USBP) fy25m11.xlsx"
  private static let program = PublicTool.root + "/Tests/FormatsTests/Excel/excel_cells.py"

  private func lines(_ arguments: String...) throws -> [String] {
    let python = try #require(PublicTool.python("python"))
    let result = try PublicTool.run(python, [Self.program] + arguments, in: "/tmp")
    try #require(result.status == 0, "\(result.err)")
    return result.out.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  private func read(_ path: String, sheet: String?, header: [String]) -> (lines: [String], outcome: Outcome) {
    let reading = TestWorkbook.reading(header) { if let sheet { $0.choice = .named(sheet) } }
    let found = outcome { try Formats.open(path: path, name: "t", readings: [reading]).reader }
    let lines = found.fields.map { fields in
      fields.map { ($0 ?? "").replacing("\n", with: "\\n").replacing("\t", with: "\\t") }.joined(separator: "\t")
    }
    return (lines, found)
  }

  @Test(
    "Every cell of all sheets of a publisher's workbook",
    .enabled(
      if: access(workbook, R_OK) == 0,
      "needs the folder of recorded files: set SOUNDINGS_SHARED, or put it beside the repository as 'shared'"))
  func recordedWorkbook() throws {
    var (sheets, cells) = (0, 0)
    for line in try lines("sheets", Self.workbook) {
      let parts = line.split(separator: "\t").map(String.init)
      let found = read(Self.workbook, sheet: parts[0], header: Array(parts.dropFirst()))
      #expect(found.outcome.problem == nil && found.outcome.defects.allSatisfy { $0 == nil })
      let wanted = try lines("rows", Self.workbook, parts[0])
      #expect(found.lines == wanted, "\(parts[0])")
      #expect(found.outcome.rows.map(\.number) == Array(2..<wanted.count + 2))
      sheets += 1
      cells += wanted.count * (parts.count - 1)
    }
    #expect(sheets == 16 && cells == 214_094)
  }

  @Test func aWorkbookThatOpenpyxlWrote() throws {
    var random = SeededRandom.ofTest("OpenpyxlTests.made")
    for _ in 0..<3 {
      try withFile("") { path in
        let file = path + ".xlsx"
        defer { unlink(file) }
        _ = try lines("make", file, "\(Int.random(in: 0...1_000_000, using: &random))")
        let found = read(file, sheet: nil, header: ["text", "whole", "number", "day", "flag"])
        #expect(found.outcome.problem == nil)
        #expect(found.lines == (try lines("rows", file, "Sheet")))
      }
    }
  }
}
