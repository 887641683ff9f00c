/// The condition of a snapshot's file.
package enum SnapshotCondition: Equatable, Sendable {
  case intact
  case missing
  /// The bytes are not those that were stored: their number and their hash.
  case damaged(bytes: Int, sha256: String)
}
