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
  private static let mostRemarks = 5
  /// Fewer digits of a hash are no name.
  private static let fewestDigits = 4

  let documents: [ArchivedDocument]
  /// Of documents whose records are damaged: they count as not there.
  let damage: [Problem]
  let anchors: [String: [Anchor]]
  private let archive: Archive
  /// Of the documents that were read the hashes of those whose bytes are not what was stored.
  private let changed = Mutex<Set<String>>([])
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

  /// The documents that a person means by an address, by the first 4 or more digits of a SHA-256, or by a file with the same bytes.
  func documents(named name: String) -> [ArchivedDocument] {
    let exact = documents.filter { $0.source == name }
    let ofAddress = exact.isEmpty ? documents(of: [name]) : exact
    guard ofAddress.isEmpty else { return ofAddress }
    if Files.isFile(name), let sha256 = try? Files.sha256(of: name).sha256 {
      return documents.filter { $0.sha256 == sha256 }
    }
    guard name.utf8.count >= Self.fewestDigits else { return [] }
    let found = documents.filter { $0.sha256.hasPrefix(name.lowercased()) }
    // Two documents may begin alike.
    return Set(found.map(\.sha256)).count > 1 ? [] : found
  }

  /// What to say where there is none of a name.
  func unknown(_ name: String, at place: String) -> Problem {
    let alike = documents.filter { $0.sha256.hasPrefix(name.lowercased()) }
    if !name.isEmpty, !alike.isEmpty {
      return Problem(
        .usage, at: place,
        name.utf8.count < Self.fewestDigits
          ? "'\(name)' has too few digits of a SHA-256: at least \(Self.fewestDigits)"
          : "'\(name)' is the beginning of several documents' SHA-256",
        remedy:
          "give more of it: \(English.list(Set(alike.map(\.sha256)).sorted().prefix(3).map { String($0.prefix(16)) }))")
    }
    return Problem(
      .usage, at: place, "the archive has no document '\(name)'",
      remedy: Files.isFile(name)
        ? "put it there first: soundings add-document '\(name)' --source https://... --published YYYY-MM-DD; then give the file or its address"
        : "give the address or the SHA-256 of a document that soundings add-document put there"
          + (documents.isEmpty ? "" : ": \(English.list(Set(documents.map(\.source)).sorted().prefix(5).map(\.self)))"))
  }

  /// Which documents are missing or damaged, a line each: those that have another size, whose records are damaged, and those in which somebody
  /// looked for words so far. The others are not read for it.
  var damageRemarks: [String] {
    let changed = changed.withLock { $0 }
    let lost = documents.filter { changed.contains($0.sha256) || Files.size(archive.path(of: $0)) != $0.bytes }
    let lines =
      damage.map { "\($0.place): \($0.what)" }
      + lost.map { "\($0.file): the document is missing or damaged (\($0.source)); see soundings evidence" }
    let more = lines.count - Self.mostRemarks
    return lines.prefix(Self.mostRemarks)
      + (more > 0
        ? ["and \(English.count(more, "more document")) missing or damaged: soundings evidence says which"] : [])
  }

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
        changed.withLock { _ = $0.insert(document.sha256) }
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
