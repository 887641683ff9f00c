import Foundation
import PipelineTools
import Runs
import TestTools
import Testing

/// CBP's real files, changed as publishers change theirs by the script of the shared folder.
///
/// The inputs are not ours to ship: without the shared folder beside the repository these tests are skipped.
@Suite(
  .tags(.slow),
  .enabled(
    if: Repository.shared.map { FileManager.default.fileExists(atPath: $0 + "/faults/mutate.py") } ?? false,
    "needs ../shared/faults and ../shared/data (or SOUNDINGS_SHARED)"))
struct SpoiledFilesTests {
  private static let shared = Repository.shared ?? ""

  /// The file that a case of the script makes.
  private func spoiled(_ name: String, in folder: String) throws -> String {
    let python = try #require(PublicTool.installed("python3"))
    let made = try PublicTool.run(python, [Self.shared + "/faults/mutate.py", name], in: "/")
    #expect(made.status == 0, "\(made.err)")
    let path = "\(folder)/\(name).csv"
    try made.out.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  /// Adds spoiled files after the good one: each is held with two lines that say `says`, and changes no table.
  private func expectHeld(
    _ dataset: String, good: String, _ published: String, then later: String, _ cases: [String: [String]]
  ) throws {
    let work = try TestProject()
    try work.add(dataset, [Self.shared + good], published)
    let folder = work.folder + "/Data/exports/"
    func exports() throws -> [String: Data] {
      Dictionary(
        uniqueKeysWithValues: try FileManager.default.contentsOfDirectory(atPath: folder)
          .filter { $0.hasSuffix(".csv") }.map { ($0, FileManager.default.contents(atPath: folder + $0) ?? Data()) })
    }
    let before = try exports()
    for (name, says) in cases.sorted(by: { $0.key < $1.key }) {
      let path = try spoiled(name, in: work.folder)
      var message = ""
      do { try work.add(dataset, [path], later) } catch { message = "\(error)" }
      #expect(message.split(separator: "\n").count == 2, "\(name): \(message)")
      for part in says { #expect(message.contains(part), "\(name): \(message)") }
      #expect(try exports() == before, "\(name)")
    }
  }

  @Test func drugSeizures() throws {
    let accept = "soundings accept cbp_drug_seizures "
    try expectHeld(
      "cbp_drug_seizures", good: "/data/cbp-drug-seizures/nationwide-drugs-fy23-fy26-dec.csv", "2026-01-31",
      then: "2026-02-28",
      [
        "cocaine-blank": ["8 of ", "records break the contract", "column quantity_mg", accept],
        "cocaine-comma": ["records break the contract", "column quantity_mg", accept],
        "one-cell": ["1 of ", "record", "column quantity_mg", accept],
        "kilograms": ["0.4536 times what they were: another unit?", accept],
      ])
  }

  @Test func encounters() throws {
    try expectHeld(
      "cbp_encounters", good: "/data/cbp-encounters/nationwide-encounters-fy22-fy25-state.csv", "2025-11",
      then: "2025-12",
      [
        "third-of-venezuela": ["soundings accept cbp_encounters "],
        "ten-times": ["soundings accept cbp_encounters "],
      ])
  }
}
