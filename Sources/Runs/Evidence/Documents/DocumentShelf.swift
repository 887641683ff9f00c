import Archive
import Drafts
import Model
import Synchronization
import System
import Words

/// The archive's documents, found by address, and their words, read when they are asked for.
final class DocumentShelf: Sendable {
  /// Larger documents are not looked through.
  private static let mostBytes = 64 << 20

  let documents: [ArchivedDocument]
  /// Of documents whose records are damaged: they count as not there.
  let damage: [Problem]
  let anchors: [String: [Anchor]]
  private let archive: Archive
  private let texts = Mutex<[String: Result<DocumentText, Problem>]>([:])

  init(_ archive: Archive) throws {
    self.archive = archive
    (documents, damage) = try archive.documents()
    anchors = try archive.anchors()
  }

  /// The documents of an address, the last published one first.
  func documents(of addresses: [String]) -> [ArchivedDocument] {
    let wanted = Set(addresses.map(Self.plain))
    return documents.filter { wanted.contains(Self.plain($0.source)) }
  }

  /// The documents that a person means by an address, or by the first 6 or more digits of a SHA-256.
  func documents(named name: String) -> [ArchivedDocument] {
    let exact = documents.filter { $0.source == name }
    let ofAddress = exact.isEmpty ? documents(of: [name]) : exact
    guard ofAddress.isEmpty, name.utf8.count >= 6 else { return ofAddress }
    return documents.filter { $0.sha256.hasPrefix(name.lowercased()) }
  }

  /// What to say where there is none of a name.
  func unknown(_ name: String, at place: String) -> Problem {
    Problem(
      .usage, at: place, "the archive has no document '\(name)'",
      remedy: Files.isFile(name)
        ? "put it there first: soundings add-document \(name) --source https://... --published YYYY-MM-DD; then give its address"
        : "give the address or the SHA-256 of a document that soundings add-document put there"
          + (documents.isEmpty ? "" : ": \(English.list(Set(documents.map(\.source)).sorted().prefix(5).map(\.self)))"))
  }

  /// How many documents are missing or have another size, or have a damaged record: what can be seen without reading them.
  var damagedCount: Int { damage.count + documents.count { Files.size(archive.path(of: $0)) != $0.bytes } }

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
      return try DocumentReader.text(
        of: bytes, path: path, name: path, mediaType: document.mediaType)
    } catch let problem as Problem {
      throw problem
    } catch let failure as FileFailure {
      throw failure.problem
    } catch {
      throw Problem(at: document.file, "\(error)", remedy: "run again with --verbose")
    }
  }

  /// An address without what does not change where it leads.
  static func plain(_ address: String) -> String {
    // Behind #/ and #! are pages of their own, which a script of the page shows.
    let isPage = address.contains("#/") || address.contains("#!")
    var plain = isPage ? address : String(address.prefix { $0 != "#" })
    while plain.hasSuffix("/") { plain.removeLast() }
    return plain
  }
}
