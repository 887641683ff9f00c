import Foundation
import PipelineTools
import Runs
import TestTools
import Testing

/// Real editions in many orders of arrival, with gaps and duplicates: the exports are the same to the byte.
@Suite(.tags(.slow), .enabled(if: Repository.shared != nil, "needs ../shared/data (or SOUNDINGS_SHARED)"))
struct ArrivalTests {
  static let editions = [
    "2023-04-26", "2023-04-27", "2023-06-14", "2023-10-25", "2024-06-17", "2024-10-18", "2025-06-12", "2025-11-10",
  ]

  /// The files of a data folder's exports that rest on one pipeline's tables, by name.
  static func exports(_ work: TestProject) throws -> [String: Data] {
    let folder = work.folder + "/Data/exports/"
    return Dictionary(
      uniqueKeysWithValues: try FileManager.default.contentsOfDirectory(atPath: folder).map {
        ($0, FileManager.default.contents(atPath: folder + $0) ?? Data())
      })
  }

  static func load(_ order: [String]) throws -> [String: Data] {
    let work = try TestProject()
    for edition in order {
      let folder = (Repository.shared ?? "") + "/data/unhcr/editions/\(edition)/"
      let pages = try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { folder + $0 }
      try work.add("unhcr_population", pages, edition)
    }
    return try exports(work)
  }

  @Test func anyOrderGivesTheSameBytes() throws {
    let straight = try Self.load(Self.editions)
    #expect(straight.count > 10)
    var random = SeededRandom.ofTest()
    for _ in 0..<3 {
      let order = (Self.editions + Self.editions.prefix(2)).shuffled(using: &random)
      #expect(try Self.load(order) == straight, "\(order)")
    }
    #expect(try Self.load(Self.editions.reversed()) == straight)
  }
}
