import Glibc
import Model
import TestTools
import Testing

@testable import Formats

@Suite("Excel: files that are damaged, or made to do harm")
struct BrokenWorkbookTests {
  private static let rows = TestWorkbook.row(1, ["Year", "People"]) + TestWorkbook.row(2, ["2024", "1"])
  private static let reading = TestWorkbook.reading(["Year", "People"])
  private static let sheet = "xl/worksheets/sheet1.xml"

  private func problem(_ book: TestWorkbook) throws -> Problem {
    let problem = try #require(try book.read(Self.reading).problem)
    #expect(problem.kind == .badInput && !problem.remedy.isEmpty)
    #expect(problem.description.split(separator: "\n").count == 2)
    return problem
  }

  private func problem(rows: String) throws -> String { try problem(TestWorkbook(rows)).what }

  private func problem(bytes: [UInt8]) throws -> String {
    let problem = try #require(try opened(bytes, [Self.reading]).problem)
    #expect(problem.kind == .badInput)
    return problem.what
  }

  @Test func oldAndEncryptedWorkbooksAreNamed() throws {
    let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 9000)
    #expect(try problem(bytes: compound) == "the file is an old Excel workbook (.xls), not .xlsx")
    let wide: [UInt8] = "EncryptedPackage".utf8.flatMap { (letter: UInt8) -> [UInt8] in [letter, 0] }
    #expect(try problem(bytes: compound + wide + [0, 0]) == "the workbook is protected by a password")
  }

  @Test func otherArchivesAreNamed() throws {
    #expect(
      try problem(bytes: StoredZip.bytes([("mimetype", Array("x".utf8)), ("content.xml", [])]))
        == "the file is an OpenDocument spreadsheet (.ods), not an Excel workbook")
    #expect(
      try problem(bytes: StoredZip.bytes([("xl/workbook.bin", [])])) == "the file is a binary Excel workbook (.xlsb)")
    #expect(
      try problem(bytes: StoredZip.bytes([("b.csv", []), ("a.csv", [])]))
        == "the file is a zip archive and no Excel workbook: it has 'a.csv', 'b.csv'")
    #expect(
      try problem(bytes: StoredZip.bytes([("xl/workbook.xml", [])])) == "the workbook has no part '_rels/.rels'")
    #expect(
      try problem(bytes: StoredZip.bytes([("a.xml", []), ("A.xml", [])]))
        == "two files in the archive are named 'A.xml'")
    #expect(try problem(bytes: Array("a,b\n".utf8)).hasPrefix("the file is other text, not an Excel workbook"))
    var csv = Reading(format: .csv, header: ["Year"])
    csv.container = nil
    let book = TestWorkbook(Self.rows).bytes
    #expect(try opened(book, [csv]).problem?.what == "the file is an Excel workbook (.xlsx)")
    #expect(try opened(book, [csv, Self.reading]).fields == [["2024", "1"]])
  }

  @Test func aWorkbookThatIsCutOffIsNamed() throws {
    let bytes = TestWorkbook(Self.rows).bytes
    #expect(try problem(bytes: Array(bytes.dropLast(30))) == "the zip archive is damaged or cut off")
    #expect(try problem(bytes: Array(bytes.prefix(200))) == "the zip archive is damaged or cut off")
  }

  @Test(arguments: [
    "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml",
  ])
  func aMissingPartIsNamed(_ part: String) throws {
    #expect(try problem(TestWorkbook(Self.rows).without(part)).what == "the workbook has no part '\(part)'")
  }

  @Test func brokenXMLNamesPartAndLine() throws {
    let book = TestWorkbook(Self.rows + "\n<row r=\"3\"><c r=\"A3\"><v>1</x></c></row>")
    let found = try problem(book)
    #expect(found.place == "t.file, \(Self.sheet), line 3")
    #expect(found.what.hasPrefix("not valid XML: Opening and ending tag mismatch"))
    let cut = TestWorkbook(Self.rows).changing(Self.sheet) { $0 = String($0.prefix($0.count - 40)) }
    #expect(try problem(cut).what.hasPrefix("not valid XML: "))
    let other = TestWorkbook(Self.rows).changing(Self.sheet) { $0 = "<chart/>" }
    #expect(try problem(other).what == "it is no worksheet")
    let entity = TestWorkbook(Self.rows.replacing("2024", with: "&e;"))
    #expect(try problem(entity).what == "not valid XML: Entity 'e' not defined")
  }

  @Test func placesThatNoSheetHas() throws {
    let row = TestWorkbook.row(2, ["1", "2"])
    let head = TestWorkbook.row(1, ["Year", "People"])
    #expect(
      try problem(rows: head + "<row r=\"9999999\"/>") == "there is a row 9999999, and a sheet has 1048576 at most")
    #expect(try problem(rows: head + "<row r=\"99999999999999999999\"/>").hasPrefix("there is a row 999999"))
    #expect(
      try problem(rows: head + "<row r=\"2\"><c r=\"ZZZZZ2\"/></row>")
        == "row 2 has a cell 'ZZZZZ2', and no sheet has such a place")
    #expect(try problem(rows: head + row + row) == "row 2 comes after row 2: rows are out of order or written twice")
    #expect(
      try problem(rows: head + TestWorkbook.row(3, ["1"]) + row)
        == "row 2 comes after row 3: rows are out of order or written twice")
    #expect(
      try problem(rows: head + "<row r=\"2\"><c r=\"A2\"/><c r=\"A2\"/></row>")
        == "the cell A2 comes after A2: cells are out of order or written twice")
    #expect(try problem(rows: head + "<row r=\"2\"><c r=\"A3\"/></row>") == "the cell A3 is in row 2")
    #expect(
      try problem(rows: head + "<row r=\"2\"><c r=\"A2\" t=\"q\"/></row>") == "row 2 has a cell of the unknown type 'q'"
    )
    let book = TestWorkbook(Self.rows, behind: "<mergeCells><mergeCell ref=\"B1:A9\"/></mergeCells>")
    #expect(try problem(book).what == "the merged cells 'B1:A9' are no range")
    let overlapping = String(repeating: "<mergeCell ref=\"A1:B2\"/>", count: 16_385)
    #expect(
      try problem(TestWorkbook(Self.rows, behind: "<mergeCells>\(overlapping)</mergeCells>")).what
        == "merged cells overlap in row 1")
  }

  @Test func rowsAndCellsWithoutAddressesFollowOneAnother() throws {
    let rows =
      "<row><c t=\"inlineStr\"><is><t>Year</t></is></c><c t=\"str\"><v>People</v></c></row><row><c><v>1</v></c></row>"
    let found = try TestWorkbook(rows).read(Self.reading)
    #expect(found.problem == nil && found.rows.map(\.verbatim) == ["Data!2: A2 1"])
  }

  @Test func aDocumentTypeIsRefused() throws {
    let lol = (1...9).map { "<!ENTITY l\($0) \"\(String(repeating: "&l\($0 - 1);", count: 10))\">" }.joined()
    let type = "<!DOCTYPE x [<!ENTITY l0 \"lol\">\(lol)]>"
    for part in [Self.sheet, "xl/workbook.xml", "xl/sharedStrings.xml", "_rels/.rels"] {
      for before in ["", String(repeating: " ", count: 5000)] {
        let book = TestWorkbook(Self.rows.replacing("2024", with: "&l9;")).changing(part) {
          $0 = $0.replacing("?>\n", with: "?>\n\(before)\(type)", maxReplacements: 1)
        }
        #expect(try problem(book).what == "it has a document type (<!DOCTYPE ...>), which no workbook has")
      }
    }
    let wide = TestWorkbook(Self.rows)
    let parts = wide.parts.map {
      (
        $0.path,
        $0.path == Self.sheet
          ? $0.text.utf8.flatMap { (letter: UInt8) -> [UInt8] in [letter, 0] } : Array($0.text.utf8)
      )
    }
    #expect(try problem(bytes: StoredZip.bytes(parts)) == "it is not UTF-8")
  }

  @Test(.enabled(if: PublicTool.installed("python3") != nil, "no python3"))
  func whatUnpacksToTooMuchEndsInAnError() throws {
    // A sheet of 400 MB of blanks, and texts of 200 MB: each compresses to less than a megabyte.
    for (part, piece, count) in [
      (Self.sheet, " ", 400), ("xl/sharedStrings.xml", "<si><t>\(String(repeating: "x", count: 1000))</t></si>", 200),
    ] {
      try withFile(TestWorkbook(Self.rows).bytes) { path in
        let program = """
          import sys, zipfile
          old = zipfile.ZipFile(sys.argv[1])
          parts = {n: old.read(n) for n in old.namelist()}
          new = zipfile.ZipFile(sys.argv[1] + '.new', 'w', zipfile.ZIP_DEFLATED, compresslevel=1)
          for name, data in parts.items():
            with new.open(name, 'w') as part:
              if name != sys.argv[2]: part.write(data); continue
              end = data.rindex(b'</')
              if name.endswith('sheet1.xml'): end = data.rindex(b'</sheetData>')
              part.write(data[:end])
              piece = sys.argv[3].encode() * ((1 << 20) // len(sys.argv[3]))
              for i in range(int(sys.argv[4])): part.write(piece)
              part.write(data[end:])
          new.close()
          """
        defer { unlink(path + ".new") }
        let python = try #require(PublicTool.installed("python3"))
        let made = try PublicTool.run(python, ["-c", program, path, part, piece, "\(count)"], in: "/tmp")
        try #require(made.status == 0, "\(made.err)")
        let before = Self.peak()
        let found = outcome { try Formats.open(path: path + ".new", name: "t", readings: [Self.reading]).reader }
        #expect(found.problem != nil || found.fields == [["2024", "1"]])
        #expect(found.problem?.place != "test")
        if part != Self.sheet {
          #expect(found.problem?.what == "the workbook's texts are more than 64 MiB, or more than 4000000 texts")
        }
        // Other tests run beside this one.
        #expect(Self.peak() - before < 200 << 10)
      }
    }
  }

  /// The most memory that the process ever had, in KiB.
  private static func peak() -> Int {
    var usage = rusage()
    // RUSAGE_SELF
    getrusage(0, &usage)
    return usage.ru_maxrss
  }
}
