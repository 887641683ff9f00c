/// A page, PDF, image or text that keyed rows rest on, kept in the archive as the bytes that it was.
package struct ArchivedDocument: Hashable, Sendable {
  /// How the bytes came here.
  package enum Kind: String, CaseIterable, Codable, Sendable {
    /// What the source's own server, or a web archive's capture of it, answered.
    case original
    /// The source's words in another file: a transcription, a text made of a PDF.
    case transcribed = "transcribed copy"
  }

  /// Its path, relative to the archive.
  package var file: String
  /// Lower-case hexadecimal.
  package var sha256: String
  package var bytes: Int
  /// The address of the source.
  package var source: String
  package var published: PublishedDate
  package var kind: Kind
  /// When it was added, UTC, `YYYY-MM-DDTHH:MM:SSZ`.
  package var addedAt: String
  /// What the server said that the bytes are.
  package var mediaType: String?
  /// The address of the web archive's capture that the bytes are; nil where they are of the source's own server, or added.
  package var capture: String?
  /// The address on another host to which the source's server sent, and which answered; nil where it answered itself.
  package var redirectedTo: String?

  package init(
    file: String, sha256: String, bytes: Int, source: String, published: PublishedDate, kind: Kind, addedAt: String,
    mediaType: String? = nil, capture: String? = nil, redirectedTo: String? = nil
  ) {
    self.file = file
    self.sha256 = sha256
    self.bytes = bytes
    self.source = source
    self.published = published
    self.kind = kind
    self.addedAt = addedAt
    self.mediaType = mediaType
    self.capture = capture
    self.redirectedTo = redirectedTo
  }
}
