/// A host's robots.txt as it was read last.
package struct RobotsCopy: Codable, Equatable, Sendable {
  /// When it was read, or was found unchanged, in seconds since 1970.
  package var read_at: Int
  /// Empty if the host has none.
  package var text: String
  package var etag: String?
  package var last_modified: String?

  package init(read_at: Int, text: String, etag: String? = nil, last_modified: String? = nil) {
    self.read_at = read_at
    self.text = text
    self.etag = etag
    self.last_modified = last_modified
  }
}
