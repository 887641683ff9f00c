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
  var redirected_to: String?
  /// One more than that of any record of the same bytes and address that was in the archive; nil for the first. The last one counts.
  var number: Int?
  /// Why the document is no longer used; nil where it is.
  var withdrawn: String?

  init(_ document: ArchivedDocument, number: Int?, withdrawn: String? = nil) {
    self.number = number
    self.withdrawn = withdrawn
    self.document = document.file
    sha256 = document.sha256
    bytes = document.bytes
    source = document.source
    published = document.published.description
    kind = document.kind.rawValue
    added_at = document.addedAt
    media_type = document.mediaType
    capture = document.capture
    redirected_to = document.redirectedTo
  }

  /// Nil where it is damaged.
  var value: ArchivedDocument? {
    guard let published = PublishedDate(published), let kind = ArchivedDocument.Kind(rawValue: kind),
      document.hasPrefix("\(Archive.documentsFolder)/\(sha256)."), !document.contains("..")
    else { return nil }
    return ArchivedDocument(
      file: document, sha256: sha256, bytes: bytes, source: source, published: published, kind: kind,
      addedAt: added_at, mediaType: media_type, capture: capture, redirectedTo: redirected_to)
  }
}
