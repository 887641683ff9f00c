import Foundation
import Model
import PipelineTools
import Runs
import TestTools
import Testing
import Warehouse

/// Digests over the repository's own pipelines, with editions that arrive one after the other.
@Suite(.tags(.slow)) struct DigestVerbTests {
  static let unhcr = Repository.bundled("unhcr_population")
  static let encounters = Repository.bundled("cbp_encounters")

  func add(_ work: TestProject, _ dataset: String, _ file: String, _ published: String) throws {
    try work.add(dataset, [file], published)
  }

  func told(_ work: TestProject, _ dataset: String? = nil) throws -> [String] {
    DigestWords.paragraphs(try DigestVerb(dataset: dataset).run(work.project))
  }

  @Test func aStockIsRevisedAndThenGrows() throws {
    let work = try TestProject()
    try add(work, "unhcr_population", "\(Self.unhcr)/2024-10-18.json", "2024-10-18")
    try add(work, "unhcr_population", "\(Self.unhcr)/2025-06-12.json", "2025-06-12")
    let revised = try told(work)
    #expect(
      revised[0] == "The edition of June 12, 2025, was added (unhcr_population): 2024 gained 2 rows, lost 3 and "
        + "has 51 revised, displaced abroad (2024, Peru) +120,885 people; no figure changed its verdict.")
    // The same from the tables themselves.
    let now = try work.table("venezuelans_abroad_by_year").first { $0["year"] == "2024" }?["displaced_abroad"]
    let before =
      try work.table("venezuelans_abroad_by_year", asOf: "2025-06-11").first { $0["year"] == "2024" }?[
        "displaced_abroad"]
    #expect((before, now) == ("7482461", "7605569"))
    #expect(
      revised[1].contains(
        "In \"Venezuelans displaced abroad by year\", displaced abroad (2024) went from 7,482,461 to 7,605,569 people "
          + "(+123,108, +1.6%)."))
    #expect(revised[1].contains("2024 gained 2 rows, lost 3 and had 51 revised"))

    try add(work, "unhcr_population", "\(Self.unhcr)/2025-11-10.json", "2025-11-10")
    let grown = try told(work)
    #expect(
      grown[0] == "The edition of Nov. 10, 2025, was added (unhcr_population): 2025 is new, "
        + "displaced abroad (2025): 7,823,213 people; no figure changed its verdict.")
    // What a run of everything does not touch is as it was.
    #expect(try told(work, "cbp_encounters")[0].hasPrefix("Nothing new for cbp_encounters in the run of "))
    #expect(try told(work, "wikipedia_strikes")[0].contains("did not include it"))
  }

  @Test func editionsInAnyOrderEndInTheSameTablesAndAreToldAsTheyCame() throws {
    let work = try TestProject()
    try add(work, "cbp_encounters", "\(Self.encounters)/2023-11_2023-09.csv", "2023-11")
    try add(work, "cbp_encounters", "\(Self.encounters)/2025-11_2025-09.csv", "2025-11")
    try add(work, "cbp_encounters", "\(Self.encounters)/2024-10_2024-09.csv", "2024-10")
    let late = try told(work)
    #expect(
      late[0]
        == "The edition of October 2024 was added (cbp_encounters): 36 months are new; no figure changed its verdict, "
        + "1 changed its value.")
    #expect(
      late[1].contains("It is older than editions already loaded. 36 months are new, October 2021 to September 2024"))
    #expect(
      late[2].contains(
        "'migrant-flow' keeps its verdict (holds with caveat); its value as of publication went from 50,499 to 313,496."
      ))
  }

  @Test func aCuratedFileThatIsEdited() throws {
    let copy = try PipelinesCopy()
    #expect(try told(copy.work)[0].hasPrefix("Everything is new: "))
    try copy.run()
    #expect(try told(copy.work)[0].hasPrefix("Nothing new in the run of "))
    let file = "maritime-strikes/strike_totals/curated.csv"
    let text = try String(contentsOfFile: copy.work.project.pipelinesFolder + "/" + file, encoding: .utf8)
    let row = try #require(text.split(separator: "\n").dropFirst().first { $0.contains("2025-11-16") })
    try copy.change(file, row + "\n", "")
    try copy.run()
    let told = try told(copy.work)
    #expect(told[0].hasPrefix("The newsroom's own rows of strike_totals changed: 1 row removed"))
    #expect(told[1].contains("\"What each source counted, beside our own sums\" lost 1 row."))
  }

  @Test func realEditionsOfTheBorderOffice() throws {
    guard let shared = Repository.shared else { return }
    let folder = shared + "/data/cbp-encounters"
    guard FileManager.default.fileExists(atPath: folder) else { return }
    let work = try TestProject()
    try add(work, "cbp_encounters", "\(folder)/nationwide-encounters-fy21-fy24-state.csv", "2024-10")
    try add(work, "cbp_encounters", "\(folder)/nationwide-encounters-fy22-fy25-state.csv", "2025-11")
    let digest = try DigestVerb(dataset: nil).run(work.project)
    let told = DigestWords.paragraphs(digest)
    #expect(told[0].hasPrefix("The edition of November 2025 was added (cbp_encounters): 12 months are new"))
    #expect(digest.datasets.count == 1)
    let revised = try work.table("venezuelan_encounters_by_month", asOf: "2024-12-31")
    let now = try work.table("venezuelan_encounters_by_month")
    // The rows that the table had before and has now say the same as the digest: none of them moved.
    let before = Dictionary(uniqueKeysWithValues: revised.map { ($0["month"]! + $0["region"]!, $0["venezuelan"]) })
    #expect(now.allSatisfy { row in before[row["month"]! + row["region"]!].map { $0 == row["venezuelan"] } ?? true })
    #expect(!told[1].contains(" were revised"))
  }

  @Test func aWholeFileCompletesTheExcerptThatCameWithSoundings() throws {
    guard let shared = Repository.shared else { return }
    let file = shared + "/data/cdc-overdose/2025-01-08/VSRR_Provisional_Drug_Overdose_Death_Counts.csv"
    guard FileManager.default.fileExists(atPath: file) else { return }
    let work = try TestProject()
    var verb = RunVerb()
    verb.targets = ["cdc_overdose_deaths"]
    verb.isOffline = true
    let report = try verb.run(work.project)
    #expect(report.pipelineProblems.isEmpty)
    let before = try work.table("overdose_deaths_us")
    try work.add("cdc_overdose_deaths", [file], "2025-01-08")
    let digest = try DigestVerb(dataset: nil).run(work.project)
    let change = try #require(digest.datasets.first).change
    #expect(change.firstSeen + change.added == 67_620 && change.removed == 0 && change.revised == 0)
    // Of the partitions of the excerpt nothing is missing in it.
    #expect(change.added == 0)
    let told = DigestWords.paragraphs(digest)
    #expect(
      told[0]
        == "The edition of Jan. 8, 2025, was added (cdc_overdose_deaths), which completes the excerpt that came "
        + "with Soundings: 115 months gained 67,620 rows; nothing was revised; no figure changed its verdict.")
    #expect(
      told[1].hasSuffix(
        "was added. It completes the excerpt that came with Soundings. 115 months, January 2015 to July 2024, gained "
          + "67,620 rows; no existing row changed."))
    // What the headline says, from the table itself.
    #expect(try work.table("overdose_deaths_us") == before)
  }
}
