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
  private func loaded(_ dataset: String, _ file: String, _ published: String, says: String) throws -> TestProject {
    let work = try TestProject()
    let path = GoldenTests.data + file
    #expect(try work.add(dataset, [path], published).isEmpty)
    let script = Repository.root + "/Tests/PipelineTests/publisher_rows.py"
    let answer = try PublicTool.run(
      try #require(Self.python), ["-B", script, dataset, path, work.project.dataFolder + "/soundings.sqlite"],
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
