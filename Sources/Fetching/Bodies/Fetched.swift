import Model

/// One response, stored in a temporary file. The receiver owns the file and must move it or ``discard()`` it.
package struct Fetched: Equatable, Sendable {
  /// The temporary file with the decoded body (no gzip, no brotli).
  package var path: String
  /// The address as requested.
  package var url: String
  /// The address that answered, after redirects.
  package var effectiveURL: String
  /// SHA-256 of the decoded body in lower-case hexadecimal, computed while it streamed in.
  package var sha256: String
  /// Length of the decoded body.
  package var bytes: Int
  package var status: Int
  /// The media type in lower case, without parameters.
  package var mediaType: String?
  package var etag: String?
  /// The header Last-Modified, verbatim.
  package var lastModified: String?
  /// Whether the protocol says where the body ends; false if only the end of the connection did.
  package var isEndVouchedFor: Bool
  /// The header fields of the response, names in lower case.
  package var headers: [String: String]
  /// When the response was complete, UTC, `YYYY-MM-DDTHH:MM:SSZ`.
  package var fetchedAt: String

  /// The day of the header Last-Modified; nil if it is missing or not an HTTP date.
  package var lastModifiedDay: Day? { lastModified.flatMap(HTTPDate.day) }
  package var validators: Validators { Validators(etag: etag, lastModified: lastModified) }

  /// Removes the temporary file if it is not needed. Harmless if the file has been moved away.
  package func discard() { TemporaryFile.remove(path) }

  /// The address that answered, where it is of another host than the one that was asked.
  package var otherHost: String? {
    WebAddress.host(ofHTTPS: effectiveURL) == WebAddress.host(ofHTTPS: url) ? nil : effectiveURL
  }

  package init(
    path: String, url: String, effectiveURL: String, sha256: String, bytes: Int, status: Int, mediaType: String?,
    etag: String?, lastModified: String?, isEndVouchedFor: Bool = true, headers: [String: String] = [:],
    fetchedAt: String
  ) {
    self.path = path
    self.url = url
    self.effectiveURL = effectiveURL
    self.sha256 = sha256
    self.bytes = bytes
    self.status = status
    self.mediaType = mediaType
    self.etag = etag
    self.lastModified = lastModified
    self.isEndVouchedFor = isEndVouchedFor
    self.headers = headers
    self.fetchedAt = fetchedAt
  }
}
