import Charts
import Foundation
import Manifest
import Model
import PipelineTools
import Publishing
import Runs
import System
import TestTools
import Testing

/// Every table of the project has a chart, and it can be drawn.
@Suite(.tags(.slow)) struct ChartTests {
  private static func tables(_ work: TestProject) throws -> [(manifest: TableManifest, result: TableResult)] {
    try Repository.library.tables.map { table in
      let (manifest, result, _) = try TableVerb(name: table.name, asOf: nil).run(work.project)
      return (manifest, result)
    }
  }

  private static func problems(_ work: TestProject) throws -> [Problem] {
    Charts.files(of: try tables(work)).problems
  }

  /// A file that is another edition of the day of the bundled one: two rows of the same dataset and day.
  @Test func editionsOfTheSameDay() throws {
    let work = try TestProject.loaded()
    for dataset in Repository.library.datasets where dataset.figure != nil {
      let folder = Repository.pipelines + "/\(dataset.pipeline)/\(dataset.name)/bundled"
      let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
      guard let name = names?.filter({ $0.hasSuffix(".csv") }).max() else { continue }
      // Of the same rows, but not the same bytes: else it is no edition of its own.
      for ending in ["\r\n", "\r\n\r\n"] {
        let copy = work.folder + "/" + name
        let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
        try (text + ending).write(toFile: copy, atomically: true, encoding: .utf8)
        try work.add(dataset.name, [copy], String(name.prefix { $0 != "_" && $0 != "." }))
      }
    }
    #expect(try Self.problems(work).isEmpty)
    let days = try work.table(Self.editionTable).map { "\($0["dataset"]!) \($0["published"]!)" }
    #expect(Set(days).count < days.count, "no two editions of one day")
  }

  /// The table that has a row for each edition.
  private static let editionTable =
    Repository.library.tables.first { $0.columns.contains { $0.name == "edition" } }?.name ?? ""

  @Test(.enabled(if: Repository.shared != nil, "needs ../shared/data (or SOUNDINGS_SHARED)"))
  func realEditionsOverTheBundledOnes() throws {
    let work = try TestProject.loaded()
    let data = GoldenTests.data
    for (window, published) in [("fy20-fy23", "2023-11"), ("fy21-fy24", "2024-10"), ("fy22-fy25", "2025-11")] {
      try work.add("cbp_encounters", [data + "cbp-encounters/nationwide-encounters-\(window)-state.csv"], published)
    }
    for (window, published) in [("fy19-fy22", "2022-10"), ("fy20-fy23", "2023-10"), ("fy23-fy26-dec", "2026-01")] {
      let folder = data + "cbp-drug-seizures/"
      try work.add("cbp_drug_seizures", [folder + "nationwide-drugs-\(window).csv"], published)
      try work.add("cbp_amo_seizures", [folder + "amo-drug-seizures-\(window).csv"], published)
    }
    #expect(try Self.problems(work).isEmpty)
  }

  /// The tables of the editions that come with the repository; of them SOUNDINGS_CHARTS keeps the files to be looked at.
  @Test func everyTableIsDrawn() throws {
    let work = try TestProject.loaded()
    try work.addSamplesOfWhatIsNotBundled()
    let tables = try Self.tables(work)
    #expect(tables.count > 0)
    for (manifest, result) in tables {
      #expect(manifest.chart != nil, "\(manifest.path) has no line -- chart")
      let words = Charts.description(of: result, manifest: manifest) ?? ""
      #expect(!words.contains("No data"), "\(manifest.name) shows nothing")
    }
    let (files, missing, problems) = Charts.files(of: tables)
    #expect(problems.isEmpty)
    // Of the bundled editions no figure was seen again in time: "could not be seen" is nothing to draw.
    let undrawn = tables.filter { Charts.description(of: $0.result, manifest: $0.manifest) == nil }
    #expect(undrawn.map(\.manifest.name) == ["revision_profile"])
    for (_, result) in undrawn {
      let figures = try #require(result.columns.firstIndex(of: "figures"))
      #expect(result.rows.allSatisfy { $0[figures] == .integer(0) })
    }
    #expect(files.count == (tables.count - undrawn.count) * (missing == nil ? 4 : 3))
    for file in files where file.name.hasSuffix(".svg") {
      #expect(file.bytes.count < 60_000, "\(file.name) is too large for a page: \(file.bytes.count) bytes")
    }
    if let folder = ProcessInfo.processInfo.environment["SOUNDINGS_CHARTS"] {
      for file in files {
        try Files.makeFolder(folder + "/charts")
        try AtomicFile.write(file.bytes, to: folder + "/" + file.name)
      }
      let words = tables.map {
        $0.manifest.name + ": " + (Charts.description(of: $0.result, manifest: $0.manifest) ?? "")
      }
      try AtomicFile.write(Array(words.joined(separator: "\n").utf8), to: folder + "/words.txt")
    }
  }
}
