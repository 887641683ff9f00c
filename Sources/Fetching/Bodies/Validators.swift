/// What the archive has recorded about an address: sent to the publisher, who may then answer "not modified".
package struct Validators: Equatable, Sendable {
  package var etag: String?
  package var lastModified: String?

  package init(etag: String?, lastModified: String?) {
    self.etag = etag
    self.lastModified = lastModified
  }
}
