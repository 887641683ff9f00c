/// The exact bytes of one response (or added file), stored under their SHA-256.
package struct Snapshot: Hashable, Sendable {
  /// Path of the bytes, relative to the archive.
  package var file: String
  /// Lower-case hexadecimal.
  package var sha256: String
  package var bytes: Int
  /// The publisher's URL, or the name of the file that was added.
  package var url: String
  package var mediaType: String?
  package var etag: String?
  package var lastModified: String?

  package init(
    file: String, sha256: String, bytes: Int, url: String, mediaType: String? = nil, etag: String? = nil,
    lastModified: String? = nil
  ) {
    self.file = file
    self.sha256 = sha256
    self.bytes = bytes
    self.url = url
    self.mediaType = mediaType
    self.etag = etag
    self.lastModified = lastModified
  }
}
