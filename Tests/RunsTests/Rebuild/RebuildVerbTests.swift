import Foundation
import Manifest
import Model
import PipelineTools
import Runs
import TestTools
import Testing

/// The real pipelines: what is exported follows from the archive alone.
@Suite(.tags(.slow)) struct RebuildVerbTests {
  @Test func aRebuildGivesTheSameBytesHereAndElsewhere() throws {
    let work = try TestProject.loaded()
    let before = try work.exports()
    #expect(before.keys.count { $0.hasSuffix(".csv") && !$0.contains("/") } == Repository.library.tables.count)
    #expect(before["soundings.xlsx"] != nil && before["site/index.html"] != nil)

    let here = try RebuildVerb().run(work.project)
    #expect(here.changed == [])
    #expect(here.runs == 1)
    #expect(here.remarks == [])
    #expect(try work.exports() == before)

    // The exports are written by the rebuild, not left over.
    try FileManager.default.removeItem(atPath: work.project.exportsFolder)
    #expect(Set(try RebuildVerb().run(work.project).changed) == Set(before.keys))
    #expect(try work.exports() == before)

    // On another data folder, from nothing but the archive.
    let elsewhere = try TestProject()
    try FileManager.default.createDirectory(atPath: elsewhere.project.dataFolder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: work.archive, toPath: elsewhere.archive)
    _ = try RebuildVerb().run(elsewhere.project)
    #expect(try elsewhere.exports() == before)

    var verify = VerifyVerb()
    verify.withRebuild = true
    for work in [work, elsewhere] {
      let report = try verify.run(work.project)
      #expect(report.findings.isEmpty, "\(report.findings)")
      #expect(report.remarks.isEmpty, "\(report.remarks)")
      #expect(report.rebuiltExports == before.count)
    }
  }

  @Test func anEmptyArchiveIsRebuiltFromTheBundledEditions() throws {
    let loaded = try TestProject.loaded()
    let rebuilt = try TestProject()
    let report = try RebuildVerb().run(rebuilt.project)
    #expect(report.remarks == ["the archive is empty: loaded the bundled editions"])
    #expect(try rebuilt.exports() == loaded.exports())
  }

  /// Only what the archive holds is rebuilt: editions that were added do not bring the other pipelines' bundled ones with them.
  @Test func editionsAddedInAnyOrderGiveTheSameExports() throws {
    let folder = Repository.pipelines + "/drug-flows/cbp_drug_seizures/bundled/"
    let editions = [
      ("2022-10_2022-09.csv", "2022-10"), ("2023-10_2023-09.csv", "2023-10"), ("2026-01_2025-12.csv", "2026-01"),
    ]
    var all: [[String: Data]] = []
    for order in [[0, 1, 2], [2, 0, 1]] {
      let work = try TestProject()
      for i in order { try work.add("cbp_drug_seizures", [folder + editions[i].0], editions[i].1) }
      let before = try work.exports()
      let report = try RebuildVerb().run(work.project)
      #expect(report.changed == [])
      #expect(report.lines.contains { $0.dataset == "cbp_drug_seizures" && $0.editions == 3 })
      #expect(!report.lines.contains { $0.dataset == "cbp_encounters" })
      #expect(try work.exports() == before)
      all.append(before)
    }
    #expect(all[0] == all[1])
  }

  /// What the repository ships comes back by itself, and it is said.
  @Test(arguments: ["unhcr_population", "strike_reports"])
  func whatTheRepositoryShipsComesBack(dataset: String) throws {
    let work = try TestProject.loaded()
    let before = try work.exports()
    let folder = work.archive + "/" + dataset
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.contains("_") }
    for file in files { try FileManager.default.removeItem(atPath: folder + "/" + file) }
    let damaged = try VerifyVerb().run(work.project)
    #expect(damaged.findings.count == files.count)
    #expect(damaged.findings.allSatisfy { $0.problem.remedy.contains("soundings run --offline \(dataset)") })
    var run = RunVerb()
    run.isOffline = true
    let line = try #require(try run.run(work.project).lines.first { $0.dataset == dataset })
    #expect(line.outcome.problem == nil)
    #expect(files.allSatisfy { line.outcome.restored.contains("\(dataset)/\($0)") }, "\(line.outcome.summary)")
    #expect(try VerifyVerb().run(work.project).findings.isEmpty)
    #expect(try work.exports() == before)
  }

  @Test func theArchiveExplainsItself() throws {
    let work = try TestProject.loaded()
    try work.addSamplesOfWhatIsNotBundled()
    for dataset in Repository.library.datasets {
      let folder = work.archive + "/" + dataset.name
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      let records = names.filter { $0.hasSuffix(".json") && $0.contains("_") }
      #expect(!records.isEmpty)
      for name in records {
        let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
        let record = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(record["title"] as? String == dataset.title)
        #expect(record["publisher"] as? String == dataset.publisher)
        #expect((record["license"] as? [String: String])?["name"] == dataset.license.name)
        let snapshots = try #require(record["snapshots"] as? [[String: Any]])
        for snapshot in snapshots {
          let file = try #require(snapshot["file"] as? String)
          #expect(FileManager.default.fileExists(atPath: work.archive + "/" + file))
        }
        if record["origin"] as? String == "bundled" {
          let lines = try #require(record["provenance"] as? [String])
          #expect(lines.contains { $0.hasPrefix("restriction:") })
        }
      }
    }
    let readme = try String(contentsOfFile: work.archive + "/README.txt", encoding: .utf8)
    #expect(readme.contains("sha256sum"))
  }
}
