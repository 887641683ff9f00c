/// How we got an edition's bytes.
package enum EditionOrigin: String, Codable, Sendable {
  /// From the publisher, through libcurl.
  case fetched
  /// A copy of the publisher's file that a web archive made, dated by the day of the copy.
  case captured
  /// A file that somebody already had, loaded by `soundings add`.
  case added
  /// Shipped with Soundings, reduced to what the tables need.
  case bundled
  /// Keyed by hand, in the repository.
  case curated

  /// Whether its bytes came into the archive from outside: what ships with the repository is there again without it.
  package var isFromOutside: Bool {
    switch self {
    case .fetched, .captured, .added: true
    case .bundled, .curated: false
    }
  }
}
