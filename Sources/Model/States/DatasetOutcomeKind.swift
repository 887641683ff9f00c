/// What an execution found for one dataset.
package enum DatasetOutcomeKind: String, Encodable, Sendable {
  /// The publisher had a new edition.
  case new
  /// The publisher answered, and there is nothing new.
  case unchanged
  /// The publisher could not be reached; the newest edition at hand stays in use.
  case unreachable
  /// The publisher answered, but not with what was expected.
  case failed
  /// A new edition is held back by a guard or a broken contract.
  case held
  /// Not asked: offline, not due, curated, or no address.
  case kept
  /// Loaded from the file that was given.
  case added
  /// Past editions came from the publisher; says nothing of the newest one.
  case backfilled
  /// A person decided on an edition, or asked for its quarantine to be read again.
  case decided
}
