import Foundation
import Manifest
import Model
import System

@testable import Archive

/// An archive in a folder of its own, removed with the value.
final class TestArchive {
  let folder = NSTemporaryDirectory() + "soundings-archive-\(UUID().uuidString)"
  let archive: Archive

  init() throws {
    archive = Archive(folder: folder + "/archive")
    try archive.prepare()
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  static let manifest = DatasetManifest(
    name: "boats", pipeline: "p", folder: "p/boats", title: "Boats", publisher: "Harbor Office",
    license: License(name: "public domain", url: nil), attribution: "Harbor Office", homepage: nil,
    cadence: Cadence(every: .month, graceDays: 20), isCurated: false, fetch: nil,
    dating: EditionDating(source: .fetched, fileName: nil), readings: [], columns: [], key: [], partition: [],
    guards: Guards(), notes: [], normalizeSQL: "")

  /// A user's file with this content.
  func file(_ text: String) throws -> String {
    let path = folder + "/\(Hash.sha256(Array(text.utf8)).prefix(8)).csv"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  /// Stores a text as an edition that was added.
  @discardableResult
  func add(_ text: String, _ published: String, at time: String = "2025-07-01T06:00:00Z") throws -> Edition {
    let snapshot = try archive.store(
      copyOf: try file(text), dataset: "boats", fileExtension: "csv", url: "boats.csv")
    let edition = Edition(
      dataset: "boats", published: PublishedDate(published)!, through: nil, origin: .added, fetchedAt: time,
      snapshots: [snapshot])
    try archive.record(edition, about: Self.manifest)
    return edition
  }

  func bytes(of snapshot: Snapshot) throws -> String {
    try String(contentsOfFile: archive.path(of: snapshot), encoding: .utf8)
  }

  /// Writes over a stored file, which is read-only.
  func damage(_ snapshot: Snapshot, _ text: String) throws {
    let path = archive.path(of: snapshot)
    chmod(path, 0o644)
    try text.write(toFile: path, atomically: false, encoding: .utf8)
  }
}
