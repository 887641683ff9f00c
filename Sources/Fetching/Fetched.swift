import Model

/// One response, stored in a temporary file. Whoever receives it owns the file: move it, or ``discard()`` it.
public struct Fetched: Equatable, Sendable {
  /// The temporary file with the decoded body (no gzip, no brotli).
  public var path: String
  /// The address as requested.
  public var url: String
  /// The address that answered, after redirects.
  public var effectiveURL: String
  /// SHA-256 of the decoded body, lower-case hexadecimal, computed while it streamed.
  public var sha256: String
  /// Length of the decoded body.
  public var bytes: Int
  public var status: Int
  /// The media type in lower case, without parameters.
  public var mediaType: String?
  public var etag: String?
  /// The header Last-Modified, verbatim.
  public var lastModified: String?
  /// When the response was complete, UTC, `YYYY-MM-DDTHH:MM:SSZ`.
  public var fetchedAt: String

  /// The day of the header Last-Modified; nil where it is absent or no HTTP date.
  public var lastModifiedDay: Day? { lastModified.flatMap(HTTPDate.day) }
  public var validators: Validators { Validators(etag: etag, lastModified: lastModified) }

  /// Removes the temporary file, where nobody wants it after all. No harm where it has been moved away.
  public func discard() { TemporaryFile.remove(path) }

  public init(
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
public struct Validators: Equatable, Sendable {
  public var etag: String?
  public var lastModified: String?

  public init(etag: String?, lastModified: String?) {
    self.etag = etag
    self.lastModified = lastModified
  }
}

/// What came of fetching a dataset.
public enum FetchOutcome: Equatable, Sendable {
  /// The publisher says that nothing changed since the validators were current.
  case notModified
  /// All pages of one edition, in order, and what the discovered link said about it.
  case fetched(pages: [Fetched], link: LinkFacts?)
}

/// A link on a landing page and what its text tells of the edition behind it.
public struct LinkFacts: Hashable, Sendable {
  public var published: PublishedDate?
  /// The last month of the data, `YYYY-MM`.
  public var through: String?
  /// Absolute address.
  public var url: String

  public init(published: PublishedDate?, through: String?, url: String) {
    self.published = published
    self.through = through
    self.url = url
  }
}

/// Why nothing was fetched.
public struct FetchFailure: Error, Equatable, Sendable, CustomStringConvertible {
  public enum Cause: Sendable {
    /// Somebody asked the run to stop.
    case stopped
    /// No answer: unknown host, refused, timeout, broken connection, untrusted certificate.
    case unreachable
    /// An answer, and not the one that was expected.
    case badAnswer
    /// This machine's fault: no room on the disk, unreadable CA file.
    case machine
  }

  public var problem: Problem
  public var cause: Cause
  public var isUnreachable: Bool { cause == .unreachable }
  public var description: String { problem.description }

  public init(problem: Problem, cause: Cause) {
    self.problem = problem
    self.cause = cause
  }
}
