import Foundation
import Model
import PipelineTools
import Runs
import System
import TestTools
import Testing

/// Real editions of a publisher, some of them spoiled so that a guard trips, in two data folders that begin as copies of one and
/// are merged, with what people decide: the exports are what a rebuild gives, byte for byte.
@Suite(.tags(.slow)) struct RealMergeTests {
  private static let dataset = "cbp_amo_seizures"
  private static let folder = Repository.pipelines + "/drug-flows/cbp_amo_seizures/bundled/"
  private static let editions = ["2022-10_2022-09.csv", "2023-10_2023-09.csv", "2026-01_2025-12.csv"]

  /// The same data folder at another time.
  private static func project(_ work: TestProject, at time: String) throws -> Project {
    Project(
      configuration: work.project.configuration, library: work.project.library, dataFolder: work.project.dataFolder,
      pipelinesFolder: work.project.pipelinesFolder, clock: try #require(WallClock(at: time)), log: { _ in },
      shouldStop: { false })
  }

  /// A real edition, or one in which a number was made ten times as large.
  private static func file(_ work: TestProject, _ step: Int, _ random: inout SeededRandom) throws -> (String, String) {
    let name = editions.randomElement(using: &random)!
    let published = String(name.prefix(7))
    guard Int.random(in: 0...2, using: &random) == 0 else { return (folder + name, published) }
    var file = try MutableFile(folder + name, records: nil)
    let column = try #require(file.measures.last)
    let row = try #require(file.heaviest(column).prefix(20).randomElement(using: &random))
    file.rows[row][column] = file.rows[row][column].replacing(",", with: "") + "0"
    let path = "\(work.folder)/spoiled-\(step).csv"
    try file.data().write(to: URL(fileURLWithPath: path))
    return (path, published)
  }

  /// One thing that happens in a newsroom.
  ///
  /// - Returns: what it was, and what came of it.
  private static func act(_ work: TestProject, _ step: Int, _ random: inout SeededRandom) throws -> String {
    let project = try project(work, at: "2026-06-\(step < 10 ? "0" : "")\(step)T10:00:00Z")
    let place = project.dataFolder + "/archive/" + dataset
    let records = ((try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []).sorted()
      .filter { $0.hasSuffix(".json") && $0.contains("_") }
    if let record = records.randomElement(using: &random), Int.random(in: 0...2, using: &random) == 0 {
      let kind: Decision.Kind = Bool.random(using: &random) ? .accept : .withdraw
      let hash = String(record.dropLast(5).split(separator: "_").last!)
      do {
        _ = try DecideVerb(kind, dataset: dataset, edition: hash, reason: "step \(step)", person: "Ann").run(project)
        return "\(kind.rawValue) done"
      } catch is Problem { return "\(kind.rawValue) refused" }
    }
    let (path, published) = try file(work, step, &random)
    do {
      let report = try AddVerb(dataset: dataset, files: [path], published: published).run(project)
      return "add \(report.lines.first { $0.dataset == dataset }?.outcome.kind.rawValue ?? "")"
    } catch is Problem {
      // Bytes that were withdrawn are not added again.
      return "add refused"
    }
  }

  /// Copies every record that is here and not there, as `rsync` does.
  private static func bring(_ here: TestProject, to there: TestProject) throws {
    for name in try TestProject.files(here.archive).keys
    where !FileManager.default.fileExists(atPath: there.archive + "/" + name) {
      let target = URL(fileURLWithPath: there.archive + "/" + name)
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: here.archive + "/" + name, toPath: target.path)
    }
  }

  @Test func twoFoldersOfRealEditionsBecomeWhatARebuildGives() throws {
    var random = SeededRandom.ofTest()
    let cases = ProcessInfo.processInfo.environment["SOUNDINGS_CASES"].flatMap { Int($0) } ?? 2
    var counts: [String: Int] = [:]
    var compared = 0
    for n in 1...cases {
      let one = try TestProject()
      counts[try Self.act(one, 1, &random), default: 0] += 1
      let other = try TestProject()
      try FileManager.default.copyItem(atPath: one.project.dataFolder, toPath: other.project.dataFolder)
      for step in 2...7 {
        counts[try Self.act(Bool.random(using: &random) ? one : other, step, &random), default: 0] += 1
      }
      try Self.bring(one, to: other)
      try Self.bring(other, to: one)

      let rebuilt = try TestProject()
      try FileManager.default.createDirectory(atPath: rebuilt.project.dataFolder, withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: one.archive, toPath: rebuilt.archive)
      let last = "2026-06-20T10:00:00Z"
      _ = try RebuildVerb().run(Self.project(rebuilt, at: last))
      let expected = try rebuilt.exports()
      for work in [one, other] {
        let project = try Self.project(work, at: last)
        // Loads what the archive has, of this pipeline only, as a run does.
        _ = try QuarantineVerb(dataset: Self.dataset).retry(project)
        let now = try work.exports()
        do { _ = try RebuildVerb().run(project) } catch let problem as Problem {
          // What was good here is not given up for what came from there.
          #expect(problem.what.contains("nothing was rebuilt"), "case \(n): \(problem)")
          continue
        }
        compared += 1
        for name in Set(now.keys).union(expected.keys).sorted() where now[name] != expected[name] {
          Issue.record("case \(n): \(name) is not what a rebuild gives")
        }
      }
    }
    print("what happened: \(counts.map { "\($0.key): \($0.value)" }.sorted().joined(separator: ", "))")
    print("compared: \(compared) of \(2 * cases) folders")
    #expect(compared > 0)
  }
}
