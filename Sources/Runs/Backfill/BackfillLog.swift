import Archive
import Glibc
import Model
import System

/// The requests of a backfill that were answered with an edition already in the archive, so that they are not repeated, and those
/// that led nowhere, so that they are not reported again.
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

  /// Addresses that led nowhere (404, 410), each with the day on which that was first reported. Each backfill asks for them again,
  /// because a person asked for it, and only reports what is new.
  func dead() -> [String: Day] {
    guard let data = try? Files.bytes(of: path) else { return [:] }
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").map { $0.split(separator: "\t") }
    let dead = lines.compactMap { fields -> (String, Day)? in
      guard fields.count == 2, fields[1].hasPrefix(Self.deadMark) else { return nil }
      return Day(String(fields[1].dropFirst(Self.deadMark.count))).map { (String(fields[0]), $0) }
    }
    return Dictionary(dead, uniquingKeysWith: { first, _ in first })
  }

  private static let deadMark = "dead since "

  /// Records that `url` leads nowhere, and that this is reported.
  func record(dead url: String) throws { try append("\(url)\t\(Self.deadMark)\(project.clock.today())") }

  /// Records that the answer to `url` is an edition already in the archive.
  func record(_ url: String, answeredBy edition: Edition) throws { try append("\(url)\t\(edition.hashes[0])") }

  private func append(_ line: String) throws {
    try Files.makeFolder(Files.folder(of: path), mode: 0o755)
    do throws(FileFailure) {
      let file = try OpenFile(writing: path, flags: O_APPEND, mode: 0o644)
      try file.write(Array("\n\(line)\n".utf8))
    } catch {
      throw error.problem
    }
  }
}
