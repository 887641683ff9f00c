/// The exact bytes of one response (or added file), stored under their SHA-256.
package struct Snapshot: Hashable, Sendable {
  /// Path of the bytes, relative to the archive.
  package var file: String
  /// Lower-case hexadecimal.
  package var sha256: String
  package var bytes: Int
  /// The address that answered: the publisher's, or that of a web archive's copy; the name of a file that was added.
  package var url: String
  /// The publisher's address, where `url` is that of a web archive's copy.
  package var original: String?
  package var mediaType: String?
  package var etag: String?
  package var lastModified: String?

  package init(
    file: String, sha256: String, bytes: Int, url: String, mediaType: String? = nil, etag: String? = nil,
    lastModified: String? = nil, original: String? = nil
  ) {
    self.file = file
    self.sha256 = sha256
    self.bytes = bytes
    self.url = url
    self.original = original
    self.mediaType = mediaType
    self.etag = etag
    self.lastModified = lastModified
  }
}
