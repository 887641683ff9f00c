import Foundation
import Model
import PipelineTools
import Runs
import TestTools
import Testing
import Warehouse

/// The tables from the publishers' full files against results recomputed independently, to the last digit.
///
/// The files are not ours to ship: without the shared folder beside the repository these tests are skipped.
@Suite(
  .tags(.slow),
  .enabled(if: Repository.shared != nil, "needs ../shared/data and ../shared/golden (or SOUNDINGS_SHARED)"))
struct GoldenTests {
  static let data = (Repository.shared ?? "") + "/data/"
  static let golden = (Repository.shared ?? "") + "/golden/"

  /// The golden file's rows, some columns renamed, only the named ones, in file order.
  static func golden(
    _ file: String, _ columns: [(String, String)], where isWanted: ([String: String]) -> Bool = { _ in true }
  )
    throws -> [[String]]
  {
    try CSVText.file(golden + file).filter(isWanted).map { row in columns.map { row[$0.0]! } }
  }

  static func rows(_ table: [[String: String]], _ columns: [(String, String)]) -> [[String]] {
    table.map { row in columns.map { row[$0.1] ?? "no column \($0.1)" } }
  }

  static func sorted(_ rows: [[String]]) -> [[String]] { rows.sorted { $0.lexicographicallyPrecedes($1) } }

  static func partial(_ status: String) -> String { status == "partial" ? "1" : "0" }

  static func seizures() throws -> TestProject {
    let work = try TestProject()
    let folder = data + "cbp-drug-seizures/"
    for (window, published) in [("fy19-fy22", "2022-10"), ("fy20-fy23", "2023-10"), ("fy23-fy26-dec", "2026-01")] {
      try work.add("cbp_drug_seizures", [folder + "nationwide-drugs-\(window).csv"], published)
      try work.add("cbp_amo_seizures", [folder + "amo-drug-seizures-\(window).csv"], published)
    }
    return work
  }

  @Test func seizuresByRegion() throws {
    let work = try Self.seizures()
    for (series, table) in [("nationwide", "seizures_by_region_fy"), ("amo", "amo_seizures_by_region_fy")] {
      let columns = ["drug", "fiscal_year", "months_present", "region", "events", "quantity_mg", "share_pct"]
      let wanted = try CSVText.file(Self.golden + "drugs/region_shares.csv").filter { $0["series"] == series }.map {
        row -> [String] in
        // Our dataset drops the publisher's footnote mark from the label.
        [
          row["drug"]!.replacingOccurrences(of: "*", with: ""), row["fiscal_year"]!, row["months_present"]!,
          row["region"]!,
          row["events"]!, row["quantity_mg"]!, row["share_pct_of_lbs"]!, Self.partial(row["year_status"]!),
        ]
      }
      let found = try work.table(table).map { row in (columns + ["is_partial"]).map { row[$0]! } }
      #expect(Self.sorted(found) == Self.sorted(wanted))
    }
    let found = try work.table("cocaine_caribbean_fy")
    let wanted = try CSVText.file(Self.golden + "drugs/cocaine_san_juan_ramey.csv")
    #expect(
      found.map { [$0["fiscal_year"]!, $0["is_partial"]!, $0["share_pct"]!] }
        == wanted.map { [$0["fiscal_year"]!, Self.partial($0["year_status"]!), $0["share_pct_of_lbs"]!] })
    for (f, w) in zip(found, wanted) {
      // Golden gives pounds to 4 decimals; a milligram is 2.2e-6 lb.
      let all = Double(f["all_mg"]!)! / 453_592.37
      #expect(abs(all - Double(w["cocaine_lbs_all"]!)!) < 0.0001)
      #expect(abs(Double(f["caribbean_mg"]!)! / 453_592.37 - Double(w["cocaine_lbs_san_juan_ramey"]!)!) < 0.0001)
    }
  }

  @Test func seizureOutliers() throws {
    let work = try Self.seizures()
    let months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
    let wanted = try CSVText.file(Self.golden + "drugs/cells_over_10_percent.csv").map { row -> [String] in
      let month = months.firstIndex(of: row["month"]!)! + 1
      let year = Int(row["fiscal_year"]!)! - (month >= 10 ? 1 : 0)
      return [
        row["fiscal_year"]!, "\(year)-\(month < 10 ? "0" : "")\(month)", row["drug"]!, row["region"]!, row["area"]!,
        row["events"]!, row["share_pct_of_fiscal_year"]!,
      ]
    }
    let found = try work.table("seizure_outliers").filter { ["Cocaine", "Fentanyl"].contains($0["drug"]) }.map { row in
      ["fiscal_year", "month", "drug", "region", "area", "events", "share_pct"].map { row[$0] ?? "no column \($0)" }
    }
    #expect(Self.sorted(found) == Self.sorted(wanted))
  }

  static func encounters() throws -> TestProject {
    let work = try TestProject()
    for (window, published) in [("fy20-fy23", "2023-11"), ("fy21-fy24", "2024-10"), ("fy22-fy25", "2025-11")] {
      try work.add("cbp_encounters", [data + "cbp-encounters/nationwide-encounters-\(window)-state.csv"], published)
    }
    return work
  }

  @Test func encounters() throws {
    let work = try Self.encounters()
    let byYear = [
      ("fiscal_year", "fiscal_year"), ("months_present", "months_present"), ("all_encounters", "all_encounters"),
      ("venezuela", "venezuelan"), ("share_pct", "share_pct"),
    ]
    #expect(
      try Self.rows(work.table("venezuelan_encounters_by_fy"), byYear)
        == Self.golden("encounters/ven_by_fy.csv", byYear))
    let byRegion = [
      ("fiscal_year", "fiscal_year"), ("region", "region"), ("all_encounters", "all_encounters"),
      ("venezuela", "venezuelan"), ("share_pct", "share_pct"),
    ]
    #expect(
      try Self.sorted(Self.rows(work.table("venezuelan_encounters_by_fy_region"), byRegion))
        == Self.sorted(Self.golden("encounters/ven_by_fy_region.csv", byRegion)))
    let byMonth = [
      ("month", "month"), ("region", "region"), ("all_encounters", "all_encounters"), ("venezuela", "venezuelan"),
    ]
    #expect(
      try Self.sorted(Self.rows(work.table("venezuelan_encounters_by_month"), byMonth))
        == Self.sorted(Self.golden("encounters/ven_by_month_region.csv", byMonth)))
    // Closed years do not differ from edition to edition, and relabelling is no revision.
    let revised = try work.project.openWarehouse().read {
      try $0.editions(of: "cbp_encounters").map { [$0.revised, $0.removed, $0.added] }
    }
    #expect(revised == [[0, 0, 0], [0, 0, 0], [0, 0, 0]])
    // As of the end of 2024 the edition of October 2024 was the newest.
    #expect(try work.table("venezuelan_encounters_by_fy", asOf: "2024-12-31").last?["fiscal_year"] == "2024")
  }

  /// Golden's distances were computed by another program, to a hundredth of a mile; the shipped excerpt gives the same.
  @Test(arguments: [
    data + "coastlines/gshhg_gulf_of_paria.geojson",
    Repository.pipelines + "/maritime-strikes/coast_distances/bundled/2017-06-15.json",
  ])
  func distancesToVenezuela(file: String) throws {
    let work = try TestProject()
    try work.add("coast_distances", [file], "2017-06-15")
    let names = [
      "Trinidad (main island)": "Trinidad", "Venezuelan mainland": "South America mainland",
      "Isla de Patos": "Isla de Patos (by position)", "Soldado Rock": "Soldado Rock (by position)",
    ]
    let found = try work.table("distances_to_venezuela")
    for wanted in try CSVText.file(Self.golden + "distances/gulf_of_paria.csv") {
      let (from, to) = (wanted["from"]!, wanted["to"]!)
      let row = found.first { $0["shore"] == names[from] ?? from && $0["venezuelan_shore"] == names[to] ?? to }
      #expect(row?["distance_miles"] == wanted["miles"], "\(from) to \(to)")
    }
  }

  @Test func overdoseDeaths() throws {
    let work = try TestProject()
    for edition in ["2019-04", "2025-01-08"] {
      try work.add(
        "cdc_overdose_deaths", [Self.data + "cdc-overdose/\(edition)/VSRR_Provisional_Drug_Overdose_Death_Counts.csv"],
        edition)
      let wanted = try CSVText.file(Self.golden + "cdc/us_12_months_to_december.csv").filter {
        $0["edition"] == edition
      }
      let found = try work.table("overdose_deaths_us")
      for row in wanted {
        let cell = found.first { $0["month"] == row["year"]! + "-12" && $0["indicator"] == row["indicator"] }
        #expect(cell?["reported"] == row["reported_deaths"], "\(row)")
        #expect(cell?["predicted"] == row["predicted_deaths"], "\(row)")
      }
      #expect(!wanted.isEmpty)
    }
  }

  @Test func displacedAbroad() throws {
    let work = try TestProject()
    for edition in try FileManager.default.contentsOfDirectory(atPath: Self.data + "unhcr/editions").sorted() {
      let folder = Self.data + "unhcr/editions/\(edition)/"
      let pages = try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { folder + $0 }
      try work.add("unhcr_population", pages, edition)
      let years = try CSVText.file(Self.golden + "unhcr/ven_abroad_by_year.csv").filter { $0["edition"] == edition }
      let found = try work.table("venezuelans_abroad_by_year")
      let columns = [
        ("year", "year"), ("destination_rows", "destinations"), ("refugees", "refugees"),
        ("asylum_seekers", "asylum_seekers"), ("oip", "other_in_need"), ("displaced_abroad", "displaced_abroad"),
      ]
      let wanted = years.map { row in columns.map { row[$0.0]! } }
      #expect(Self.rows(found, columns) == wanted, "edition \(edition)")
      let isMidYear = ["2023-04-26", "2023-04-27", "2023-10-25", "2024-10-18", "2025-11-10"].contains(edition)
      #expect(found.last?["period"] == (isMidYear ? "mid-year" : "end-year"), "edition \(edition)")
    }
    try Self.expectRevisions(work)
    let columns = [
      ("year", "year"), ("refugees", "refugees"), ("asylum_seekers", "asylum_seekers"), ("oip", "other_in_need"),
      ("displaced_abroad", "displaced_abroad"), ("coa_name", "country"),
    ]
    let found = try work.table("venezuelans_abroad_by_destination").filter { Int($0["year"]!)! >= 2023 }
    #expect(
      Self.sorted(Self.rows(found, columns))
        == Self.sorted(try Self.golden("unhcr/ven_abroad_by_destination.csv", columns)))
  }

  /// `diff` from one edition to the next against the revisions of the total, to the last digit. Where golden names an
  /// edition with the same bytes as the one before it, the day still shows the same state.
  static func expectRevisions(_ work: TestProject) throws {
    for row in try CSVText.file(golden + "unhcr/ven_abroad_revisions.csv") {
      let report = try DiffVerb(
        dataset: "unhcr_population", from: Day(row["edition_old"]!)!, to: Day(row["edition_new"]!)!
      ).run(work.project)
      // Displaced abroad leaves out those still in Venezuela; `diff` shows each country, so they can be left out here too.
      var difference: Int64 = 0
      for change in report.differences.changes
      where ["refugees", "asylum_seekers", "other_in_need"].contains(change.column) {
        let key = Dictionary(uniqueKeysWithValues: change.key.map { ($0.column, $0.value) })
        guard key["year"] == .integer(Int64(row["year"]!)!), key["coa_code"] != .text("VEN") else { continue }
        func number(_ value: Value) -> Int64 { if case .integer(let n) = value { n } else { 0 } }
        difference += number(change.new) - number(change.old)
      }
      let wanted = row["difference"]!.isEmpty ? row["displaced_abroad_new"]! : row["difference"]!
      #expect("\(difference)" == wanted, "\(row)")
    }
  }

  /// No closed year changed between editions, although weights differ in their 13th digit and labels changed.
  @Test func editionComparison() throws {
    let drugs = try Self.seizures()
    let people = try Self.encounters()
    for (file, work) in [("drugs", drugs), ("encounters", people)] {
      for row in try CSVText.file(Self.golden + "\(file)/edition_comparison.csv") {
        let counts =
          file == "drugs"
          ? ["keys_removed", "keys_added", "weight_differs_at_4_decimals", "events_differ"]
          : ["nonzero_keys_only_in_older", "nonzero_keys_only_in_newer", "counts_differ"]
        #expect(counts.allSatisfy { row[$0] == "0" }, "golden says that something changed: \(row)")
      }
      for dataset in file == "drugs" ? ["cbp_drug_seizures", "cbp_amo_seizures"] : ["cbp_encounters"] {
        let editions = try work.project.openWarehouse().read { try $0.editions(of: dataset) }
        #expect(editions.count == 3)
        #expect(editions.allSatisfy { $0.revised == 0 && $0.removed == 0 && $0.added == 0 }, "\(dataset)")
        #expect(editions.allSatisfy { $0.firstSeen > 0 && $0.quarantined == 0 }, "\(dataset)")
      }
    }
  }

  @Test func strikes() throws {
    let work = try TestProject()
    try work.add(
      "wikipedia_strikes", [Self.data + "maritime-strikes/wikipedia_summary_of_strikes_section.wikitext"], "2026-08-29")
    let found = try work.table("strikes_cumulative")
    for row in try CSVText.file(Self.golden + "strikes/totals_as_of.csv") {
      let line = try #require(found.last { $0["date"]! <= row["event_date_up_to"]! })
      for (golden, ours) in [
        ("strikes", "strikes"), ("vessels", "vessels"), ("killed", "killed"), ("missing_presumed_dead", "missing"),
        ("killed_plus_missing", "killed_plus_missing"), ("strikes_caribbean", "strikes_caribbean"),
        ("strikes_eastern_pacific", "strikes_eastern_pacific"), ("strikes_both_waters_row", "strikes_both_waters"),
      ] { #expect(line[ours] == row[golden], "\(row["event_date_up_to"]!) \(ours)") }
    }
  }
}
