/// What the publisher packs a file into. The archive keeps the packed bytes.
package enum Container: Equatable, Sendable {
  case gzip
  /// A zip archive, and a regular expression that matches the whole name of one file in it.
  case zip(member: String)
}
