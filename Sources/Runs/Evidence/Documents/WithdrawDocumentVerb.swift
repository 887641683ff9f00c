import Archive
import Manifest
import Model
import System

/// `soundings withdraw documents DOCUMENT`: takes a document out of use that was added by mistake. Its bytes stay in the archive.
package struct WithdrawDocumentVerb {
  /// What stands in the place of a dataset's name.
  package static let name = Archive.documentsFolder

  /// An address, or the beginning of a document's SHA-256.
  package var document: String
  package var reason: String

  package init(document: String, reason: String) {
    self.document = document
    self.reason = reason.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// What came of it.
  package struct Report: Encodable, Sendable {
    package var file, sha256, source, reason: String
    /// The keyed rows that were anchored in it, and are in no other document.
    package var unanchored: [RowEvidence]
  }

  /// - Throws: ``Problem`` if no document or several are meant, the reason is empty, or another process has the lock.
  package func run(_ project: Project) throws -> Report {
    guard !reason.isEmpty else {
      throw Problem(
        .usage, at: "--reason", "is empty",
        remedy: "say why, for those who read it later: --reason \"another report\"")
    }
    _ = try chosen(project.evidence.shelf())
    return try project.locked(RunCommand(.withdraw, [Self.name, document])) { startedAt in
      let before = try rows(project)
      let document = try chosen(project.evidence.shelf())
      try project.archive.withdraw(document, reason: reason, at: startedAt)
      project.evidence.forget()
      let after = Dictionary(
        try rows(project).map { ("\($0.dataset) \($0.record)", $0) }, uniquingKeysWith: { first, _ in first })
      let lost = before.filter { $0.archived?.sha256 == document.sha256 }
        .compactMap { after["\($0.dataset) \($0.record)"] }.filter { $0.state != .anchored }
      return Report(
        file: document.file, sha256: document.sha256, source: document.source, reason: reason, unanchored: lost)
    }
  }

  private func rows(_ project: Project) throws -> [RowEvidence] {
    try project.library.datasets.flatMap { try project.evidence.rows(of: $0) }
  }

  private func chosen(_ shelf: DocumentShelf) throws -> ArchivedDocument {
    let found = shelf.documents(named: document)
    guard let first = found.first else { throw shelf.unknown(document, at: "withdraw \(Self.name)") }
    guard found.count == 1 else {
      throw Problem(
        .usage, at: "withdraw \(Self.name)", "'\(document)' names \(found.count) documents",
        remedy: Set(found.map(\.source)).count == found.count
          ? "name one by its address: " + found.map(\.source).joined(separator: ", ")
          : "name one by its SHA-256: " + found.map { String($0.sha256.prefix(12)) }.joined(separator: ", "))
    }
    return first
  }
}
