import PipelineTools
import Runs
import TestTools
import Testing

/// Datasets that are added by hand, over the publishers' whole files: each cell against a reader that is not ours, and the tables against
/// numbers known from elsewhere.
///
/// The files are not ours to ship: without the shared folder beside the repository these tests are skipped.
@Suite(.tags(.slow), .enabled(if: Repository.shared != nil, "needs ../shared/data (or SOUNDINGS_SHARED)"))
struct PublisherRowsTests {
  private static let python = PublicTool.installed("python3")

  /// The dataset with its whole file, and what Python says of the two.
  ///
  /// - Parameter python: one with openpyxl and pdfplumber, where they are needed.
  private func loaded(
    _ dataset: String, _ file: String, _ published: String, python: String? = Self.python, says: String
  ) throws -> TestProject {
    let work = try TestProject()
    let path = GoldenTests.data + file
    #expect(try work.add(dataset, [path], published).isEmpty)
    let script = Repository.root + "/Tests/PipelineTests/publisher_rows.py"
    let answer = try PublicTool.run(
      try #require(python), ["-B", script, dataset, path, work.project.dataFolder + "/soundings.sqlite"],
      in: work.folder)
    #expect(answer.out == says + "\n", "\(dataset): \(answer.err)")
    return work
  }

  @Test func forces() throws {
    let work = try loaded("us_forces", "dmdc/troopdata_quarterly.csv", "2026-03-31", says: "29629 rows, 266661 cells")
    let rows = try work.table("us_forces_latin_america").filter { $0["month"]!.hasPrefix("2025-") }
    func people(_ place: String) -> [String?] { rows.filter { $0["place"] == place }.map { $0["active_duty"] } }
    #expect(people("All of the region") == ["1547", "1597", "1571", "1554"])
    #expect(people("Trinidad and Tobago") == ["22", "18", "20", "20"])
    // Nothing near the article's 15,000; and in a quarter that was not compiled, nobody is counted as 0.
    #expect(rows.allSatisfy { Int($0["active_duty"]!)! < 1600 })
    let notCompiled = try work.table("us_forces_latin_america").filter { $0["month"] == "2023-03" }
    #expect(!notCompiled.isEmpty && notCompiled.allSatisfy { $0["active_duty"] == "" && $0["places_named"] == "0" })
  }

  @Test func darien() throws {
    let work = try loaded(
      "darien_crossings", "darien/irreg_darien_nat.csv", "2025-05-13", says: "2387 rows, 11935 cells")
    let rows = try work.table("darien_crossings_by_year").filter { Int($0["year"]!)! >= 2022 }
    #expect(rows.map { $0["venezuelan"] } == ["150327", "328650", "209897", "1342"])
    #expect(rows.map { $0["is_partial"] } == ["0", "0", "0", "1"])
    #expect(rows[1]["all_crossings"] == "520085")
  }

  /// All of both files of the Border Patrol, and one held against the other.
  @Test(
    .enabled(
      if: PublicTool.python("python") != nil && PublicTool.installed("pdftotext") != nil, "no pdfplumber or pdftotext"))
  func borderPatrol() throws {
    let python = PublicTool.python("python")
    let workbook = "ohss/KHSM Encounters (USBP) fy25m11.xlsx"
    let work = try loaded(
      "usbp_encounters_by_citizenship", workbook, "2025-01-16", python: python, says: "2524 rows, 10096 cells")
    let pdf = "cbp-pdf/usbp_apps_citizenship_sector.pdf"
    let apart = try loaded(
      "usbp_apprehensions_by_citizenship", pdf, "2021-08-09", python: python, says: "2075 rows, 53950 cells")
    // Its citizenships add up to its lines of all: the checks passed over the whole file.
    #expect(try apart.table("apprehensions_in_two_publications").count == 14)
    #expect(try work.add("usbp_apprehensions_by_citizenship", [GoldenTests.data + pdf], "2021-08-09").isEmpty)

    let columns = [
      ("fiscal_year", "fiscal_year"), ("pdf_apprehensions", "in_the_pdf"), ("ohss_quantity", "in_the_workbook"),
    ]
    let golden = try GoldenTests.golden("reconcile/ven_usbp_pdf_vs_ohss.csv", columns)
    let found = try work.table("venezuelans_in_two_publications")
    #expect(golden.count == 14 && GoldenTests.rows(found, columns) == golden)
    #expect(found.allSatisfy { ["same", "within tolerance"].contains($0["agreement"]) })
    let all = try work.table("border_patrol_venezuelans_by_fy")
    #expect(all.first { $0["fiscal_year"] == "2023" }?["venezuelan"] == "201440")
    #expect(all.map { $0["is_partial"] } == Array(repeating: "0", count: 25) + ["1"])
  }

  /// The seven files of the immigration courts, of which each begins a fiscal year or goes on with it.
  @Test(.enabled(if: PublicTool.installed("pdftotext") != nil, "no pdftotext")) func asylumDecisions() throws {
    let work = try TestProject()
    let files = [
      ("2019-03-06_01-21-00", "2018", "121 111 222 -"), ("2019-11-13_02-08-38", "2019", "492 264 885 1641"),
      ("2020-08-01_19-34-30", "2020", "825 823 401 2049"), ("2021-01-19_23-28-15", "2021", "102 56 35 193"),
      ("2021-05-17_22-57-49", "2021", "224 105 83 412"), ("2021-09-28_21-11-24", "2021", "319 150 160 629"),
      ("2021-12-01_15-43-44", "2021", "472 199 360 1031"),
    ]
    for (file, year, wanted) in files {
      let path = GoldenTests.data + "eoir/eoir_adjudication_stats_\(file).pdf"
      #expect(try work.add("eoir_asylum_decisions", [path], String(file.prefix(10))).isEmpty, "\(file)")
      let row = try #require(
        try work.table("venezuelan_asylum_decisions_by_fy").first { $0["fiscal_year"] == year }, "\(file)")
      let numbers = ["grants", "denials", "others", "decisions"].map { row[$0] == "" ? "-" : row[$0] ?? "" }
      #expect(numbers.joined(separator: " ") == wanted, "\(file)")
    }
  }

  @Test func missingMigrants() throws {
    let work = try loaded(
      "missing_migrants", "missing-migrants/global-figures-2024.json", "2024-08-12", says: "1034 rows, 11374 cells")
    let darien = try #require(try work.table("migrant_deaths_by_route").first { $0["route"] == "Darien" })
    #expect(darien["dead"] == "107" && darien["missing"] == "10" && darien["dead_and_missing"] == "117")
  }

  @Test func reportedSeizures() throws {
    let work = try loaded(
      "unodc_seizures", "unodc/annual_drug_seizures_2012-2016.csv", "2018-12-31", says: "9442 rows, 103862 cells")
    let rows = try work.table("reported_seizures_by_country").filter { $0["year"] == "2016" }
    func row(_ code: String) -> [String?] {
      let row = rows.first { $0["country_code"] == code }
      return [row?["cocaine_kg"], row?["fentanyl_kg"]]
    }
    #expect(row("VEN") == ["34981", ""])
    #expect(row("USA") == ["200720", "365"])
    #expect(row("COL") == ["407657", ""])
  }
}
