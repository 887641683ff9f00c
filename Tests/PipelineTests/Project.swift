import Foundation
import Manifest
import Model
import Publishing
import Runs

/// The repository that these tests belong to.
enum Project {
  static let root: String = {
    var parts = #filePath.split(separator: "/")
    parts.removeLast(3)
    return "/" + parts.joined(separator: "/")
  }()

  static let pipelines = root + "/Pipelines"

  static let library: Library = {
    do { return try Library.load(folder: pipelines) } catch { fatalError("\(error)") }
  }()

  static var datasetNames: [String] { library.datasets.map(\.name) }

  /// The folder of real files and of results recomputed from them, beside the repository; nil on a machine without it.
  static let shared: String? = {
    let path = ProcessInfo.processInfo.environment["SOUNDINGS_SHARED"] ?? root + "/../shared"
    return FileManager.default.fileExists(atPath: path + "/golden/README.md") ? path : nil
  }()
}

/// A private data folder, removed with its owner.
final class PrivateDesk {
  let folder: String
  let desk: Desk

  init(pipelines: String = Project.pipelines) throws {
    folder = NSTemporaryDirectory() + "soundings-tests-\(UUID().uuidString)"
    desk = Desk(
      configuration: Configuration(), library: try Library.load(folder: pipelines), dataFolder: folder + "/Data",
      pipelinesFolder: pipelines, log: { _ in }, shouldStop: { false })
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  /// With all that the library ships, loaded offline.
  static func loaded(pipelines: String = Project.pipelines) throws -> PrivateDesk {
    let desk = try PrivateDesk(pipelines: pipelines)
    var verb = RunVerb()
    verb.isOffline = true
    _ = try verb.run(desk.desk)
    return desk
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Adds an edition and insists that it was loaded.
  func add(_ dataset: String, _ files: [String], _ published: String) throws {
    let report = try AddVerb(dataset: dataset, files: files, published: published).run(desk)
    let line = report.lines.first { $0.dataset == dataset }!
    if let problem = line.outcome.problem ?? report.pipelineProblems.first?.problem { throw problem }
  }

  /// A table's cells as its CSV shows them.
  func table(_ name: String, asOf: String? = nil) throws -> [[String: String]] {
    let (manifest, result, _) = try TableVerb(name: name, asOf: asOf.flatMap { Day($0) }).run(desk)
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
