import Foundation
import Manifest
import Model
import Publishing
import Runs
import System

/// A project with a private data folder, removed with its owner.
package final class TestProject {
  package let folder: String
  package let project: Project

  /// The time for all who do not choose one: no test depends on the day on which it runs.
  package static let clock = WallClock(at: "2026-11-29T06:00:00Z")!

  package init(pipelines: String = Repository.pipelines, clock: WallClock = TestProject.clock) throws {
    folder = NSTemporaryDirectory() + "soundings-tests-\(UUID().uuidString)"
    project = Project(
      configuration: Configuration(), library: try Library.load(folder: pipelines), dataFolder: folder + "/Data",
      pipelinesFolder: pipelines, clock: clock, log: { _ in }, shouldStop: { false })
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  /// With all that the library ships, loaded offline.
  ///
  /// - Parameter pipelines: a folder with the same content as the repository's.
  package static func loaded(pipelines: String = Repository.pipelines) throws -> TestProject {
    let work = try TestProject(pipelines: pipelines)
    try FileManager.default.copyItem(atPath: try made.get(), toPath: work.project.dataFolder)
    return work
  }

  /// The data folder, loaded once for all tests of the process, which get copies of it.
  private static let made: Result<String, any Error> = Result {
    let work = try TestProject()
    try work.runOffline()
    let kept = NSTemporaryDirectory() + "soundings-loaded-\(getpid())"
    try? FileManager.default.removeItem(atPath: kept)
    try FileManager.default.moveItem(atPath: work.project.dataFolder, toPath: kept)
    atexit {
      if let kept = try? TestProject.made.get() { try? FileManager.default.removeItem(atPath: kept) }
    }
    return kept
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Loads all that the library ships and insists that nothing failed.
  @discardableResult
  package func runOffline() throws -> RunReport {
    var verb = RunVerb()
    verb.isOffline = true
    let report = try verb.run(project)
    let problems =
      report.pipelineProblems.map(\.problem) + report.lines.compactMap(\.outcome.problem) + report.exportProblems
      + report.figureProblems
    if let problem = problems.first { throw problem }
    return report
  }

  /// Adds an edition and insists that it was loaded.
  ///
  /// - Returns: what is reported of it.
  @discardableResult
  package func add(_ dataset: String, _ files: [String], _ published: String) throws -> [Problem] {
    let report = try AddVerb(dataset: dataset, files: files, published: published).run(project)
    let line = report.lines.first { $0.dataset == dataset }!
    if let problem = line.outcome.problem ?? report.pipelineProblems.first?.problem { throw problem }
    return line.reported
  }

  /// Adds the sample of each dataset of which no edition may be bundled, so that its tables have rows.
  package func addSamplesOfWhatIsNotBundled() throws {
    for dataset in project.library.datasets where !dataset.isCurated {
      guard !FileManager.default.fileExists(atPath: dataset.folder + "/bundled"),
        let sample = SampleCheck.samplePath(dataset)
      else { continue }
      try add(dataset.name, [sample], "2018-12-31")
    }
  }

  /// A table's cells as its CSV shows them.
  package func table(_ name: String, asOf: String? = nil) throws -> [[String: String]] {
    let (manifest, result, _) = try TableVerb(name: name, asOf: asOf.flatMap { Day($0) }).run(project)
    return CSVText.records(String(decoding: CSVWriter.bytes(of: result, manifest: manifest), as: UTF8.self))
  }

  /// The folder of the archive.
  package var archive: String { project.dataFolder + "/archive" }

  /// The exported files by name, without hidden ones.
  package func exports() throws -> [String: Data] {
    try Self.files(project.exportsFolder).filter { !$0.key.hasPrefix(".") }
  }

  /// All files in a folder and the folders inside it, by path.
  package static func files(_ folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      let url = URL(fileURLWithPath: folder + "/" + name)
      if try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true {
        files[name] = try Data(contentsOf: url)
      }
    }
    return files
  }
}
