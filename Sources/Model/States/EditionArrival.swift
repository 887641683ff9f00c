/// How a run found an edition that came or went with it.
package enum EditionArrival: String, Sendable {
  /// Newer than all that were there.
  case new
  /// Older than one that was there.
  case late
  /// No longer in use: an excerpt that a newer Soundings does not bring any more.
  case gone
}
