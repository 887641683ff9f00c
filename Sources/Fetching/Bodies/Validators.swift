/// What the archive has recorded about an address: sent to the publisher, who may then answer "not modified".
package struct Validators: Equatable, Sendable {
  package var etag: String?
  package var lastModified: String?
  /// What was recorded of the other pages, where the address is that of an edition's first page.
  package var rest: [Page]

  /// A page after the first.
  package struct Page: Equatable, Sendable {
    package var url: String
    package var etag: String?
    package var lastModified: String?

    package init(url: String, etag: String?, lastModified: String?) {
      self.url = url
      self.etag = etag
      self.lastModified = lastModified
    }
  }

  package init(etag: String?, lastModified: String?, rest: [Page] = []) {
    self.etag = etag
    self.lastModified = lastModified
    self.rest = rest
  }

  /// Whether a response's headers are those of the bytes that are known. An ETag goes before a date; weak and strong ones are
  /// compared alike, as for If-None-Match (RFC 9110, 13.1.2).
  func match(_ headers: [String: String]) -> Bool {
    func opaque(_ etag: String) -> Substring { etag.hasPrefix("W/") ? etag.dropFirst(2) : etag[...] }
    if let etag, let given = headers["etag"] { return opaque(etag) == opaque(given) }
    guard let lastModified, headers["etag"] == nil || etag == nil else { return false }
    return headers["last-modified"] == lastModified
  }
}
