import Archive
import FoundationEssentials
import Glibc
import Model

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
    guard let data = FileManager.default.contents(atPath: path) else { return [:] }
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
    mkdir(project.dataFolder + "/backfill", 0o755)
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard file >= 0 else {
      throw Problem(
        at: path, "cannot be written: \(String(cString: strerror(errno)))",
        remedy: "check the folder's owner and permissions")
    }
    defer { close(file) }
    let line = Array("\n\(url)\t\(edition.hashes[0])\n".utf8)
    _ = line.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
  }
}
