import Foundation
import Manifest
import Model
import Publishing
import Runs
import System

/// A project with a private data folder, removed with its owner.
final class TestProject {
  let folder: String
  let project: Project

  init(pipelines: String = Repository.pipelines, clock: WallClock = .machine) throws {
    folder = NSTemporaryDirectory() + "soundings-tests-\(UUID().uuidString)"
    project = Project(
      configuration: Configuration(), library: try Library.load(folder: pipelines), dataFolder: folder + "/Data",
      pipelinesFolder: pipelines, clock: clock, log: { _ in }, shouldStop: { false })
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  /// With all that the library ships, loaded offline.
  static func loaded(pipelines: String = Repository.pipelines) throws -> TestProject {
    let work = try TestProject(pipelines: pipelines)
    var verb = RunVerb()
    verb.isOffline = true
    _ = try verb.run(work.project)
    return work
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Adds an edition and insists that it was loaded.
  ///
  /// - Returns: what is reported of it.
  @discardableResult
  func add(_ dataset: String, _ files: [String], _ published: String) throws -> [Problem] {
    let report = try AddVerb(dataset: dataset, files: files, published: published).run(project)
    let line = report.lines.first { $0.dataset == dataset }!
    if let problem = line.outcome.problem ?? report.pipelineProblems.first?.problem { throw problem }
    return line.reported
  }

  /// A table's cells as its CSV shows them.
  func table(_ name: String, asOf: String? = nil) throws -> [[String: String]] {
    let (manifest, result, _) = try TableVerb(name: name, asOf: asOf.flatMap { Day($0) }).run(project)
    return CSVText.records(String(decoding: CSVWriter.bytes(of: result, manifest: manifest), as: UTF8.self))
  }
}

/// A CSV reader of the tests' own, by the letter of RFC 4180, so that ours is not its own witness.
enum CSVText {
  static func rows(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field = ""
    var isQuoted = false
    var bytes = Array(text.unicodeScalars)
    if bytes.first == "\u{FEFF}" { bytes.removeFirst() }
    var i = 0
    while i < bytes.count {
      let c = bytes[i]
      if isQuoted {
        if c == "\"" {
          if i + 1 < bytes.count, bytes[i + 1] == "\"" {
            field.unicodeScalars.append("\"")
            i += 1
          } else {
            isQuoted = false
          }
        } else {
          field.unicodeScalars.append(c)
        }
      } else if c == "\"" {
        isQuoted = true
      } else if c == "," {
        row.append(field)
        field = ""
      } else if c == "\n" {
        rows.append(row + [field])
        row = []
        field = ""
      } else if c != "\r" {
        field.unicodeScalars.append(c)
      }
      i += 1
    }
    if !field.isEmpty || !row.isEmpty { rows.append(row + [field]) }
    return rows
  }

  static func records(_ text: String) -> [[String: String]] {
    let all = rows(text)
    guard let header = all.first else { return [] }
    return all.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
  }

  static func file(_ path: String) throws -> [[String: String]] {
    records(try String(contentsOfFile: path, encoding: .utf8))
  }
}
