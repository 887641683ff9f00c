import Archive
import Drafts
import Manifest
import Model
import Synchronization
import System

/// What each keyed row of the curated files rests on: a pure function of the files and of the archive's documents.
///
/// Found out once in a process for each file; ``forget()`` after a document was added.
final class EvidenceBook: Sendable {
  private struct Content {
    var rows: [String: [RowEvidence]] = [:]
    var shelf: DocumentShelf?
  }

  private let archive: Archive
  private let content = Mutex(Content())

  init(_ archive: Archive) { self.archive = archive }

  /// Looks again at everything.
  func forget() { content.withLock { $0 = Content() } }

  /// What the rows of a curated dataset rest on, in the order of its file; none of any other dataset. Where its manifest does not say which
  /// columns tell, they rest on no document.
  ///
  /// - Throws: ``Problem`` where the file, or the record of a document, cannot be read.
  func rows(of dataset: DatasetManifest) throws -> [RowEvidence] {
    guard dataset.isCurated else { return [] }
    let path = CuratedFile.path(of: dataset)
    // By its bytes: it may be edited while a run fetches.
    return try rows(of: dataset, dataset.evidence, at: path, as: "\(dataset.name) \(Files.sha256(of: path).sha256)")
  }

  /// The same of the file that the warehouse has loaded: one that is held back does not replace it.
  ///
  /// - Parameter snapshot: that file; nil: as it is now.
  func rows(of dataset: DatasetManifest, loadedFrom snapshot: Snapshot?) throws -> [RowEvidence] {
    guard let snapshot, dataset.isCurated,
      try Files.sha256(of: CuratedFile.path(of: dataset)).sha256 != snapshot.sha256
    else { return try rows(of: dataset) }
    guard try archive.condition(of: snapshot) == .intact else {
      throw Problem(
        .badInput, at: archive.path(of: snapshot), "is not what was loaded: its bytes were changed, or are gone",
        remedy: "see what else is: soundings verify")
    }
    do {
      return try rows(
        of: dataset, dataset.evidence, at: archive.path(of: snapshot), as: "\(dataset.name) \(snapshot.sha256)")
    } catch is Problem {
      // A file of before its manifest got other columns, which it still reads by its own header.
      guard let old = try dataset.readAsIn(archive.path(of: snapshot)) else { throw Self.unreadable(snapshot, dataset) }
      return try rows(
        of: old, old.evidence, at: archive.path(of: snapshot),
        as: "\(dataset.name) \(snapshot.sha256) by its own header")
    }
  }

  private static func unreadable(_ snapshot: Snapshot, _ dataset: DatasetManifest) -> Problem {
    Problem(
      .badInput, at: dataset.name,
      "the rows that are loaded cannot be read by the manifest as it is now (\(snapshot.file))",
      remedy: "correct \(dataset.folder), then: soundings run --offline \(dataset.name)")
  }

  private func rows(
    of dataset: DatasetManifest, _ columns: EvidenceColumns?, at path: String, as name: String
  ) throws -> [RowEvidence] {
    if let known = content.withLock({ $0.rows[name] }) { return known }
    let check = try columns.map { EvidenceCheck(dataset: dataset, columns: $0, shelf: try shelf(), file: path) }
    let rows = try CuratedFile(dataset, at: path).records.enumerated().map { i, cells in
      check?.row(i + 1, cells)
        ?? RowEvidence(
          dataset: dataset.name, record: i + 1, key: dataset.key.map { cells[$0] ?? "" }, state: .noDocument)
    }
    content.withLock { $0.rows[name] = rows }
    return rows
  }

  /// The archive's documents with their words.
  func shelf() throws -> DocumentShelf {
    if let known = content.withLock({ $0.shelf }) { return known }
    let shelf = try DocumentShelf(archive)
    content.withLock { $0.shelf = shelf }
    return shelf
  }

  /// What of a dataset's rows may not be loaded, as text: part of what its history follows from. Empty where nothing is wrong.
  func breaches(of dataset: DatasetManifest) throws -> String {
    try rows(of: dataset).compactMap { row in row.problem.map { "\(row.record) \($0)" } }.joined(separator: "\n")
  }
}

extension DatasetManifest {
  /// The same with the header that a file of keyed rows has; nil where that lacks a column of the evidence.
  fileprivate func readAsIn(_ path: String) throws -> DatasetManifest? {
    let line = String(decoding: try Files.bytes(of: path).prefix { $0 != 10 }, as: UTF8.self)
    let header = line.split(separator: ",", omittingEmptySubsequences: false).map { name in
      String(name.filter { $0 != "\"" && $0 != "\r" && $0 != "\u{FEFF}" })
    }
    guard evidence.map({ $0.names.allSatisfy(header.contains) }) != false else { return nil }
    var old = self
    old.readings[0].header = header
    return old
  }
}
