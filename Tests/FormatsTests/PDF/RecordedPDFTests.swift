import Foundation
import Model
import TestTools
import Testing

@testable import Formats

/// The real files, cell by cell against pdfplumber, which shares nothing with Poppler but the file.
@Suite(
  .tags(.slow), .enabled(if: PublicTool.installed("pdftotext") != nil, "no pdftotext: apt-get install poppler-utils"),
  .enabled(if: sharedFolder != nil, "no folder of recorded files"))
struct RecordedPDFTests {
  private static let data = (sharedFolder ?? "") + "/data"
  private static let hasPlumber =
    PublicTool.python("python").map { python in
      (try? PublicTool.run(python, ["-c", "import pdfplumber, openpyxl"], in: "/"))?.status == 0
    } ?? false

  private static let cbp: Reading = {
    let sectors =
      "BBT DRT ELC EPT LRT RGV SDC TCA YUM SBO-Total BLW BUN DTM GFN HLT HVM SPW SWB NBO-Total MIP NLL RMY CBO-Total"
    let names = sectors.split(separator: " ").map { String($0).replacing("-", with: " ") }
    var reading = Reading(format: .pdf, header: ["CITIZENSHIP"] + names + ["Nationwide Total"])
    reading.pdf.over = ["SOUTHWEST BORDER", "NORTHERN BORDER", "COASTAL BORDER"]
    reading.pdf.leaveOut = [
      "U.S. Border Patrol Nationwide Encounters", "United States Border Patrol", "Data includes", "Beginning in March",
      "U.S. Customs and Border Protection", "39 U.S. Customs", "Page ",
    ]
    reading.pdf.sections = [.init(name: "fiscal_year", pattern: #"^(?:.* (?:in|for) )?FY(\d{2,4})(?: through.*)?$"#)]
    return reading
  }()

  private static let before2019 = eoir(
    "Nationality", "Grants2", "Grant Rate", "Denials", "Denial Rate", "Other3", "Other Rate", "Admin Closure4",
    "Admin Closure Rate", "Total", gap: 1.2)
  private static let since2019 = eoir(
    "Nationality", "Grants2", "Grant Rate", "Denials", "Denial Rate", "Other3", "Other Rate", "Total", gap: 0.9)

  private static func eoir(_ header: String..., gap: Double) -> Reading {
    var reading = Reading(format: .pdf, header: header)
    reading.pdf.until = ["1 Asylum rates", "1Asylum rates"]
    reading.pdf.rowGap = gap
    // "UNKNOWN COUNTRY" has the mark of a footnote.
    reading.prose = ["Nationality"]
    reading.pdf.sections = [.init(name: "generated", pattern: #"Data generated on (\w+ \d+, \d{4})"#, place: .page)]
    return reading
  }

  private func read(_ path: String, _ readings: [Reading]) -> Outcome {
    outcome { try Formats.open(path: path, name: "t.pdf", readings: readings).reader }
  }

  private func plumbed(_ kind: String, _ path: String) throws -> [[String?]] {
    let script = PublicTool.root + "/Tests/FormatsTests/PDF/pdf_cells.py"
    let result = try PublicTool.run(try #require(PublicTool.python("python")), [script, kind, path], in: "/")
    try #require(result.status == 0, "\(result.err)")
    let rows = try JSONSerialization.jsonObject(with: Data(result.out.utf8)) as? [[Any]] ?? []
    return rows.map { row in row.map { $0 as? String ?? ($0 as? Int).map(String.init) } }
  }

  /// Where a gap is narrow, as in "STATELESS -ALIEN", each program decides by its own measure whether it is a blank.
  private func withoutBlanks(_ row: [String?]) -> [String?] { row.map { $0?.replacing(" ", with: "") } }

  /// Our cells with the page before them, as pdfplumber's.
  private func paged(_ read: Outcome) -> [[String?]] {
    read.rows.map { row in
      [String(row.verbatim.dropFirst("page ".count).prefix { $0 != "," })] + row.fields
    }
  }

  @Test(.enabled(if: hasPlumber, "no pdfplumber")) func apprehensionsByCitizenshipAndSector() throws {
    let path = Self.data + "/cbp-pdf/usbp_apps_citizenship_sector.pdf"
    let read = read(path, [Self.cbp])
    #expect(read.problem == nil && read.defects.allSatisfy { $0 == nil })
    #expect(read.rows.count == 2075)
    let ours = paged(read)
    let theirs = try plumbed("cbp", path)
    #expect(ours.count == theirs.count)
    let differing = zip(ours, theirs).filter { $0 != $1 }
    #expect(differing.isEmpty, "\(differing.prefix(3))")
    // Each row adds up to its own totals, which are columns of the file.
    func number(_ text: String?) -> Int { Int((text ?? "0").replacing(",", with: "")) ?? -1 }
    for row in read.fields {
      let parts = row[1..<25].map(number)
      #expect(parts[9] + parts[18] + parts[22] == parts[23], "\(row)")
    }
  }

  @Test(.enabled(if: hasPlumber, "no pdfplumber or openpyxl")) func venezuelansAgreeWithTheWorkbook() throws {
    let read = read(Self.data + "/cbp-pdf/usbp_apps_citizenship_sector.pdf", [Self.cbp])
    var years: [Int: Int] = [:]
    for row in read.fields where row[0] == "VENEZUELA" {
      let year = try #require(Int(row[25] ?? ""))
      years[year < 100 ? 2000 + year : year] = Int((row[24] ?? "").replacing(",", with: ""))
    }
    let script = """
      import openpyxl, json, sys
      rows = openpyxl.load_workbook(sys.argv[1], read_only=True)["Annual Citizenship"].iter_rows(values_only=True)
      print(json.dumps({year: quantity for year, name, quantity in rows if name == "Venezuela"}))
      """
    let workbook = Self.data + "/ohss/KHSM Encounters (USBP) fy25m11.xlsx"
    let result = try PublicTool.run(try #require(PublicTool.python("python")), ["-c", script, workbook], in: "/")
    try #require(result.status == 0, "\(result.err)")
    let rounded = try JSONDecoder().decode([Int: Int].self, from: Data(result.out.utf8))
    let agreeing = years.filter { year, persons in rounded[year].map { abs($0 - persons) <= 5 } ?? false }.map(\.key)
    #expect(agreeing.sorted() == Array(2007...2020))
  }

  @Test(.enabled(if: hasPlumber, "no pdfplumber")) func asylumDecisions() throws {
    let folder = Self.data + "/eoir"
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".pdf") }.sorted()
    try #require(files.count == 14)
    var seen: Set<Data> = []
    var venezuela: [String] = []
    for file in files {
      let path = "\(folder)/\(file)"
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      guard seen.insert(bytes).inserted else { continue }
      let read = read(path, [Self.since2019, Self.before2019])
      #expect(read.problem == nil && read.defects.allSatisfy { $0 == nil }, "\(file)")
      let generated = read.fields.last?.last ?? nil
      let columns = read.header.count - 1
      let theirs = try plumbed("\(columns)", path).map(withoutBlanks)
      let ours = paged(read).map { Array($0.dropLast()) }.map(withoutBlanks)
      #expect(ours.count == theirs.count, "\(file)")
      let differing = zip(ours, theirs).filter { $0 != $1 }
      #expect(differing.isEmpty, "\(file): \(differing.prefix(3))")
      let row = try #require(read.fields.first { $0[0] == "VENEZUELA" })
      venezuela.append(([generated ?? ""] + [1, 3, 5, columns - 1].map { row[$0] ?? "" }).joined(separator: " | "))
    }
    #expect(
      venezuela == [
        "October 24, 2018 | 121 | 111 | 222 | *", "October 23, 2019 | 492 | 264 | 885 | 1,641",
        "July 14, 2020 | 825 | 823 | 401 | 2,049", "January 7, 2020 | 102 | 56 | 35 | 193",
        "April 19, 2021 | 224 | 105 | 83 | 412", "July 8, 2021 | 319 | 150 | 160 | 629",
        "October 19, 2021 | 472 | 199 | 360 | 1,031",
      ])
  }
}
