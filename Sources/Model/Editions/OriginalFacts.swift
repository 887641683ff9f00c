/// The publisher's own file that an excerpt was made from.
package struct OriginalFacts: Hashable, Sendable {
  package var url: String
  /// Lower-case hexadecimal; nil when we have no file to hash.
  package var sha256: String?

  package init(url: String, sha256: String?) {
    self.url = url
    self.sha256 = sha256
  }
}
