/// What a fetcher knows of a host's robots.txt.
enum RobotsState: Sendable {
  /// Another thread is reading it.
  case asked
  /// `note` is what a person should know: that it could not be read. Nil if it could.
  case known(RobotsRules, note: String?)
}
