/// A snapshot's identity: the exact bytes of one response.
package struct SnapshotFacts: Hashable, Sendable {
  /// Lower-case hexadecimal.
  package var sha256: String
  package var bytes: Int
  /// The publisher's URL, or the name of the file that was added.
  package var url: String

  package init(sha256: String, bytes: Int, url: String) {
    self.sha256 = sha256
    self.bytes = bytes
    self.url = url
  }
}
