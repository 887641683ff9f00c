import FoundationEssentials
import Glibc
import Model
import System
import Words

/// The documents that keyed rows rest on: `documents/<sha256>.<extension>`, with a record of each address from which one came,
/// `documents/<published>_<added>_<hash>.json`. What stands where in them: `documents/anchors/<hash>.json`, in which alone the words of
/// a quote are; rows have its hash.
extension Archive {
  package static let documentsFolder = "documents"
  static let anchorsFolder = "anchors"

  private var documentsPath: String { folder + "/" + Self.documentsFolder }

  /// Copies a file into the archive as a document and writes its record. The same bytes of the same address are one document, however
  /// often they are added; where another day or kind is given, or it was withdrawn, the new record counts.
  ///
  /// - Parameter document: what is known of it; its hash, its size and its file are found out.
  /// - Returns: the document, and whether it was not here before, or not as that.
  package func store(
    documentAt path: String, fileExtension: String, as document: ArchivedDocument
  ) throws -> (document: ArchivedDocument, isNew: Bool) {
    let known = try documentRecords().good
    let sha256 = try Files.sha256(of: path).sha256
    // Bytes that are stored already keep their file name, and are put back there where they were lost.
    let name = known.first { $0.document.sha256 == sha256 }?.document.file.split(separator: ".").last.map(String.init)
    let snapshot = try store(
      copyOf: path, dataset: Self.documentsFolder, fileExtension: name ?? fileExtension, url: document.source)
    var stored = document
    (stored.file, stored.sha256, stored.bytes) = (snapshot.file, snapshot.sha256, snapshot.bytes)
    let last = known.first { $0.document.sha256 == stored.sha256 && $0.document.source == stored.source }
    if let last, last.record.withdrawn == nil, last.document.published == stored.published,
      last.document.kind == stored.kind
    {
      return (last.document, false)
    }
    stored.addedAt = Self.time(stored.addedAt, after: last?.record.added_at)
    try write(DocumentRecord(stored, number: last.map { ($0.record.number ?? 0) + 1 }), of: stored)
    return (stored, true)
  }

  /// Takes a document out of use; its bytes stay.
  ///
  /// - Parameter time: UTC, `YYYY-MM-DDTHH:MM:SSZ`.
  package func withdraw(_ document: ArchivedDocument, reason: String, at time: String) throws {
    let last = try documentRecords().good.first {
      $0.document.sha256 == document.sha256 && $0.document.source == document.source
    }
    var withdrawn = document
    withdrawn.addedAt = Self.time(time, after: last?.record.added_at)
    let number = (last?.record.number ?? 0) + 1
    try write(DocumentRecord(withdrawn, number: number, withdrawn: reason), of: withdrawn)
  }

  private func write(_ record: DocumentRecord, of document: ArchivedDocument) throws {
    let bytes = try StoredJSON.file(record)
    let name = "\(document.published)_\(Self.stamp(document.addedAt))_\(Hash.sha256(bytes).prefix(12)).json"
    try AtomicFile.write(bytes, to: documentsPath + "/" + name, isReadOnly: true)
  }

  /// All documents in use, the last published one first, and what is wrong with records that cannot be read.
  package func documents() throws -> (documents: [ArchivedDocument], damage: [Problem]) {
    let (records, damage) = try documentRecords()
    let documents = records.filter { $0.record.withdrawn == nil }.map(\.document)
      .sorted { a, b in
        (b.published.day, b.addedAt, b.sha256, b.source) < (a.published.day, a.addedAt, a.sha256, a.source)
      }
    return (documents, damage)
  }

  /// The last record of each document, also of withdrawn ones.
  private func documentRecords() throws -> (
    good: [(record: DocumentRecord, document: ArchivedDocument)], damage: [Problem]
  ) {
    guard Files.isFolder(documentsPath) else { return ([], []) }
    struct Identity: Hashable { var sha256, source: String }
    var last: [Identity: (name: String, record: DocumentRecord, document: ArchivedDocument)] = [:]
    var damage: [Problem] = []
    for name in try Files.names(in: documentsPath).sorted() where name.hasSuffix(".json") && isRecord(name) {
      do {
        let (record, document) = try readDocument(documentsPath + "/" + name)
        let identity = Identity(sha256: document.sha256, source: document.source)
        if let known = last[identity],
          (known.record.added_at, known.record.number ?? 0, known.name) > (record.added_at, record.number ?? 0, name)
        {
          continue
        }
        last[identity] = (name, record, document)
      } catch let problem as Problem {
        damage.append(problem)
      }
    }
    return (last.values.map { ($0.record, $0.document) }, damage)
  }

  func readDocument(_ path: String) throws -> (record: DocumentRecord, document: ArchivedDocument) {
    let bytes = try Files.bytes(of: path)
    // The name ends with the hash of the bytes: an edited record does not count.
    guard path.hasSuffix("_\(Hash.sha256(bytes).prefix(12)).json"),
      let record = try? JSONDecoder().decode(DocumentRecord.self, from: Data(bytes)), let document = record.value
    else {
      throw Problem(
        .badInput, at: path, "the record of a document is damaged or was edited (\(bytes.count) bytes)",
        remedy: "put it back from a backup: it may be a withdrawal, without which the document would count again")
    }
    return (record, document)
  }

  /// The path of a document's bytes.
  package func path(of document: ArchivedDocument) -> String { folder + "/" + document.file }

  /// A document's file as a snapshot, for the checks that all bytes of the archive get.
  package func snapshot(of document: ArchivedDocument) -> Snapshot {
    Snapshot(
      file: document.file, sha256: document.sha256, bytes: document.bytes, url: document.source,
      mediaType: document.mediaType)
  }

  /// Writes down where a quote stands. The same anchor is one file.
  package func record(_ anchor: Anchor) throws {
    let place = "\(documentsPath)/\(Self.anchorsFolder)"
    try Files.makeFolder(place, mode: 0o755)
    let bytes = try StoredJSON.file(AnchorRecord(anchor))
    let path = "\(place)/\(Hash.sha256(bytes)).json"
    guard !Files.exists(path) else { return }
    try AtomicFile.write(bytes, to: path, isReadOnly: true)
  }

  /// Where quotes stand, by the SHA-256 of the quote.
  ///
  /// One that is damaged or was edited counts as not there: it only says again what stands in its document.
  package func anchors() throws -> [String: [Anchor]] {
    let place = "\(documentsPath)/\(Self.anchorsFolder)"
    guard Files.isFolder(place) else { return [:] }
    return Dictionary(
      grouping: try Files.names(in: place).filter { $0.hasSuffix(".json") }.compactMap {
        try? readAnchor(place + "/" + $0)
      },
      by: \.quoteSHA256)
  }

  func readAnchor(_ path: String) throws -> Anchor {
    let bytes = try Files.bytes(of: path)
    guard path.hasSuffix("/\(Hash.sha256(bytes)).json"),
      let record = try? JSONDecoder().decode(AnchorRecord.self, from: Data(bytes)),
      Hash.sha256(record.quote) == record.quote_sha256
    else {
      throw Problem(
        .badInput, at: path, "the record of an anchor is damaged or was edited (\(bytes.count) bytes)",
        remedy: "remove it; adding its document again writes it anew: soundings add-document")
    }
    return record.value
  }

  /// Looks at the documents and the anchors for ``inspect(shouldStop:progress:)``.
  func inspectDocuments(into inspection: inout ArchiveInspection, shouldStop: () -> Bool, progress: (Int) -> Void)
    throws
  {
    var named: Set<String> = []
    for name in try Files.names(in: documentsPath) where name.hasSuffix(".json") && isRecord(name) {
      if shouldStop() { return }
      inspection.records += 1
      do {
        let document = try readDocument(documentsPath + "/" + name).document
        guard named.insert(document.file).inserted else { continue }
        inspection.snapshots += 1
        inspection.bytes += document.bytes
        if let problem = documentDamage(document, try condition(of: snapshot(of: document), isFresh: true)) {
          inspection.damage.append(problem)
        }
        progress(inspection.bytes)
      } catch let problem as Problem {
        inspection.damage.append(problem)
      }
    }
    let anchors = "\(documentsPath)/\(Self.anchorsFolder)"
    for name in Files.isFolder(anchors) ? try Files.names(in: anchors) : [] where name.hasSuffix(".json") {
      do { _ = try readAnchor("\(anchors)/\(name)") } catch let problem as Problem { inspection.damage.append(problem) }
    }
    for name in try Files.names(in: documentsPath)
    where name != Self.anchorsFolder && !(name.hasSuffix(".json") && isRecord(name))
      && !named.contains("\(Self.documentsFolder)/\(name)")
    {
      inspection.remarks.append((documentsPath + "/" + name, "is not named by the record of any document; harmless"))
    }
  }

  /// What is wrong with a document's file, in words; nil if nothing is.
  package func documentDamage(_ document: ArchivedDocument, _ condition: SnapshotCondition) -> Problem? {
    let remedy =
      "put the file back from a backup, or add it again: soundings add-document FILE --source '\(document.source)' "
      + "--published \(document.published)" + (document.kind == .transcribed ? " --transcribed" : "")
    switch condition {
    case .intact: return nil
    case .missing:
      return Problem(.badInput, at: path(of: document), "the document is missing (\(document.source))", remedy: remedy)
    case .damaged(let bytes, let sha256):
      return Problem(
        .badInput, at: path(of: document),
        "the document is not what was stored: \(bytes) bytes with the SHA-256 \(sha256.prefix(12))...", remedy: remedy)
    }
  }
}
