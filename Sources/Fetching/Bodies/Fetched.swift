import Model

/// One response, stored in a temporary file. Whoever receives it owns the file: move it, or ``discard()`` it.
package struct Fetched: Equatable, Sendable {
  /// The temporary file with the decoded body (no gzip, no brotli).
  package var path: String
  /// The address as requested.
  package var url: String
  /// The address that answered, after redirects.
  package var effectiveURL: String
  /// SHA-256 of the decoded body, lower-case hexadecimal, computed while it streamed.
  package var sha256: String
  /// Length of the decoded body.
  package var bytes: Int
  package var status: Int
  /// The media type in lower case, without parameters.
  package var mediaType: String?
  package var etag: String?
  /// The header Last-Modified, verbatim.
  package var lastModified: String?
  /// When the response was complete, UTC, `YYYY-MM-DDTHH:MM:SSZ`.
  package var fetchedAt: String

  /// The day of the header Last-Modified; nil where it is absent or no HTTP date.
  package var lastModifiedDay: Day? { lastModified.flatMap(HTTPDate.day) }
  package var validators: Validators { Validators(etag: etag, lastModified: lastModified) }

  /// Removes the temporary file, where nobody wants it after all. No harm where it has been moved away.
  package func discard() { TemporaryFile.remove(path) }

  package init(
    path: String, url: String, effectiveURL: String, sha256: String, bytes: Int, status: Int, mediaType: String?,
    etag: String?, lastModified: String?, fetchedAt: String
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
    self.fetchedAt = fetchedAt
  }
}

/// What the archive knows of an address: sent back to the publisher, who may then answer "not modified".
package struct Validators: Equatable, Sendable {
  package var etag: String?
  package var lastModified: String?

  package init(etag: String?, lastModified: String?) {
    self.etag = etag
    self.lastModified = lastModified
  }
}

/// What came of fetching a dataset.
package enum FetchOutcome: Equatable, Sendable {
  /// The publisher says that nothing changed since the validators were current.
  case notModified
  /// All pages of one edition, in order, and what the discovered link said about it.
  case fetched(pages: [Fetched], link: LinkFacts?)
}

/// A link on a landing page and what its text tells of the edition behind it.
package struct LinkFacts: Hashable, Sendable {
  package var published: PublishedDate?
  /// The last month of the data, `YYYY-MM`.
  package var through: String?
  /// Absolute address.
  package var url: String

  package init(published: PublishedDate?, through: String?, url: String) {
    self.published = published
    self.through = through
    self.url = url
  }
}

/// Why nothing was fetched.
package struct FetchFailure: Error, Equatable, Sendable, CustomStringConvertible {
  package enum Cause: Sendable {
    /// No answer: unknown host, refused, timeout, broken connection, untrusted certificate.
    case unreachable
    /// An answer, and not the one that was expected.
    case badAnswer
    /// This machine's fault: no room on the disk, unreadable CA file.
    case machine
  }

  package var problem: Problem
  package var cause: Cause
  package var isUnreachable: Bool { cause == .unreachable }
  package var description: String { problem.description }

  package init(problem: Problem, cause: Cause) {
    self.problem = problem
    self.cause = cause
  }
}
