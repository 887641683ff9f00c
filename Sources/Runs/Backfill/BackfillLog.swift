import Archive
import Glibc
import Model
import System

/// Which questions of a backfill were answered with an edition that was there already, so that nobody asks them again.
///
/// An answer that is a new edition stands in the archive; one that repeats an edition (the same revision in force a week
/// later) leaves nothing there. This file, `<data>/backfill/<dataset>.tsv`, only saves requests: without it a backfill asks
/// again and comes to the same end.
struct BackfillLog {
  private let path: String
  private let project: Project
  private let dataset: String

  init(_ project: Project, _ dataset: String) {
    self.project = project
    self.dataset = dataset
    path = project.dataFolder + "/backfill/\(dataset).tsv"
  }

  /// Addresses, each with the hash of the bytes that answered; only those whose bytes belong to an archived edition.
  func answered() throws -> [String: String] {
    guard let data = try? Files.bytes(of: path) else { return [:] }
    let hashes = Set(try project.archive.editions(of: dataset).flatMap(\.hashes))
    var answered: [String: String] = [:]
    for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
      let fields = line.split(separator: "\t")
      // A line that was cut off when the machine went down has no hash that is known.
      guard fields.count == 2, hashes.contains(String(fields[1])) else { continue }
      answered[String(fields[0])] = String(fields[1])
    }
    return answered
  }

  /// Notes that `url` is answered by an edition that is held.
  func note(_ url: String, _ edition: Edition) throws {
    try Files.makeFolder(Files.folder(of: path), mode: 0o755)
    do throws(FileFailure) {
      let file = try OpenFile(writing: path, flags: O_APPEND, mode: 0o644)
      try file.write(Array("\n\(url)\t\(edition.hashes[0])\n".utf8))
    } catch {
      throw error.problem
    }
  }
}
