import Archive
import Drafts
import Model
import Synchronization
import System

/// The archive's documents, found by address, and their words, read when they are asked for.
final class DocumentShelf: Sendable {
  /// Larger documents are not looked through.
  private static let mostBytes = 64 << 20

  let documents: [ArchivedDocument]
  let anchors: [String: [Anchor]]
  private let archive: Archive
  private let texts = Mutex<[String: Result<DocumentText, Problem>]>([:])

  init(_ archive: Archive) throws {
    self.archive = archive
    documents = try archive.documents()
    anchors = try archive.anchors()
  }

  /// The documents of an address, the last published one first.
  func documents(of addresses: [String]) -> [ArchivedDocument] {
    let wanted = Set(addresses.map(Self.plain))
    return documents.filter { wanted.contains(Self.plain($0.source)) }
  }

  /// The document with these bytes.
  func document(_ sha256: String) -> ArchivedDocument? { documents.first { $0.sha256 == sha256 } }

  /// The words of a document whose bytes are as they were stored.
  ///
  /// - Throws: ``Problem`` where its file is missing or damaged, or no words can be read in it.
  func text(of document: ArchivedDocument) throws -> DocumentText {
    if let known = texts.withLock({ $0[document.sha256] }) { return try known.get() }
    let result = Result { () throws(Problem) in try read(document) }
    texts.withLock { $0[document.sha256] = result }
    return try result.get()
  }

  private func read(_ document: ArchivedDocument) throws(Problem) -> DocumentText {
    do {
      if let damage = archive.documentDamage(document, try archive.condition(of: archive.snapshot(of: document))) {
        throw damage
      }
      guard document.bytes <= Self.mostBytes else {
        throw Problem(
          .badInput, at: document.file, "the document is too large to be looked through (\(document.bytes) bytes)",
          remedy: "add the part of it that has the words: soundings add-document")
      }
      let path = archive.path(of: document)
      let bytes = try Files.bytes(of: path)
      return try DocumentReader.text(of: bytes, path: path, name: document.file)
    } catch let problem as Problem {
      throw problem
    } catch let failure as FileFailure {
      throw failure.problem
    } catch {
      throw Problem(at: document.file, "\(error)", remedy: "run again with --verbose")
    }
  }

  /// An address without what does not change where it leads.
  private static func plain(_ address: String) -> String {
    var plain = String(address.prefix { $0 != "#" })
    while plain.hasSuffix("/") { plain.removeLast() }
    return plain
  }
}
