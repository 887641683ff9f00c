/// How an edition that a run added or dropped relates to the editions already loaded.
package enum EditionArrival: String, Sendable {
  /// Newer than all of them.
  case new
  /// Older than at least one of them.
  case late
  /// No longer in use: a bundled excerpt that a newer version of Soundings no longer ships.
  case gone
}
