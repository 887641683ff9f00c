import Figures
import Foundation
import Manifest
import Model
import Runs
import Testing

/// A copy of Pipelines that a test may change, with a data folder into which all that the library ships is loaded.
package final class PipelinesCopy {
  package let work: TestProject
  private let pipelines: String

  package init() throws {
    pipelines = NSTemporaryDirectory() + "soundings-pipelines-\(UUID().uuidString)"
    try FileManager.default.copyItem(atPath: Repository.pipelines, toPath: pipelines)
    work = try TestProject.loaded(pipelines: pipelines)
  }

  deinit { try? FileManager.default.removeItem(atPath: pipelines) }

  @discardableResult
  package func run() throws -> RunReport { try work.runOffline() }

  /// Replaces a text that must be there.
  package func change(_ file: String, _ old: String, _ new: String) throws {
    let path = pipelines + "/" + file
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains(old), "\(file) has no '\(old)'")
    try text.replacingOccurrences(of: old, with: new).write(toFile: path, atomically: true, encoding: .utf8)
  }

  /// The figures of the repository's article, by name.
  package func check(asOf: String? = nil) throws -> [String: FigureCheck] {
    let verb = FiguresVerb(article: Repository.article, asOf: asOf.flatMap { Day($0) })
    let checks = try verb.run(work.project).articles
    #expect(checks.flatMap(\.problems).isEmpty)
    return Dictionary(uniqueKeysWithValues: checks[0].figures.map { ($0.figure.id, $0) })
  }
}
