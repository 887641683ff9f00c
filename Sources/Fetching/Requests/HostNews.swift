/// What a fetcher learned of a host that outlives the process.
package struct HostNews: Equatable, Sendable {
  /// A response came, whatever it was.
  package var hasAnswered: Bool
  /// No response came to a request, nor to its retries.
  package var isUnreachable: Bool
  /// For how many seconds from now the host asked clients to wait; nil if it did not.
  package var waitSeconds: Double?
  /// By how many seconds the host's clock is ahead of ours, by the Date and Age of its answers: of several the least distant. Nil
  /// where no answer says it.
  package var secondsAhead: Int?

  package init(hasAnswered: Bool, isUnreachable: Bool, waitSeconds: Double? = nil, secondsAhead: Int? = nil) {
    self.hasAnswered = hasAnswered
    self.isUnreachable = isUnreachable
    self.waitSeconds = waitSeconds
    self.secondsAhead = secondsAhead
  }
}
