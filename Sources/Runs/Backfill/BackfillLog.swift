import Archive
import Glibc
import Model
import System

/// The requests of a backfill that were answered with an edition already in the archive, so that they are not repeated.
///
/// An answer that is a new edition is in the archive; one that repeats an edition (the same revision in force a week
/// later) leaves no trace there. This file, `<data>/backfill/<dataset>.tsv`, only saves requests: without it a backfill
/// sends them again, with the same result.
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
      // A line cut off by a crash does not contain a known hash.
      guard fields.count == 2, hashes.contains(String(fields[1])) else { continue }
      answered[String(fields[0])] = String(fields[1])
    }
    return answered
  }

  /// Records that the answer to `url` is an edition already in the archive.
  func record(_ url: String, answeredBy edition: Edition) throws {
    try Files.makeFolder(Files.folder(of: path), mode: 0o755)
    do throws(FileFailure) {
      let file = try OpenFile(writing: path, flags: O_APPEND, mode: 0o644)
      try file.write(Array("\n\(url)\t\(edition.hashes[0])\n".utf8))
    } catch {
      throw error.problem
    }
  }
}
