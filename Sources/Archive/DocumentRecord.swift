import Model

/// A document as its JSON record has it.
struct DocumentRecord: Codable {
  var document: String
  var sha256: String
  var bytes: Int
  var source: String
  var published: String
  var kind: String
  var added_at: String
  var media_type: String?
  var capture: String?

  init(_ document: ArchivedDocument) {
    self.document = document.file
    sha256 = document.sha256
    bytes = document.bytes
    source = document.source
    published = document.published.description
    kind = document.kind.rawValue
    added_at = document.addedAt
    media_type = document.mediaType
    capture = document.capture
  }

  /// Nil where it is damaged.
  var value: ArchivedDocument? {
    guard let published = PublishedDate(published), let kind = ArchivedDocument.Kind(rawValue: kind),
      document.hasPrefix("\(Archive.documentsFolder)/\(sha256)."), !document.contains("..")
    else { return nil }
    return ArchivedDocument(
      file: document, sha256: sha256, bytes: bytes, source: source, published: published, kind: kind,
      addedAt: added_at, mediaType: media_type, capture: capture)
  }
}
