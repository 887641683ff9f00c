/// How an edition's bytes came to us.
package enum EditionOrigin: String, Codable, Sendable {
  /// From the publisher, through libcurl.
  case fetched
  /// A file that somebody already had.
  case added
  /// Shipped with Soundings, restricted to what the tables need.
  case bundled
  /// Keyed by hand, in the repository.
  case curated
}
