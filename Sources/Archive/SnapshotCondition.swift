/// How a snapshot's file is found.
package enum SnapshotCondition: Equatable, Sendable {
  case intact
  case missing
  /// Other bytes than were stored; how many, and their hash.
  case damaged(bytes: Int, sha256: String)
}
