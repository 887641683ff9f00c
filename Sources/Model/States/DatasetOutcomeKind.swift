/// The result of an execution for one dataset.
package enum DatasetOutcomeKind: String, Encodable, Sendable {
  /// The publisher had a new edition.
  case new
  /// The publisher answered, and there is nothing new.
  case unchanged
  /// The publisher could not be reached; the newest edition we have stays in use.
  case unreachable
  /// The publisher answered, but not with the expected content.
  case failed
  /// A new edition is held back by a guard or a broken contract.
  case held
  /// Not requested: offline, not due, curated, or without an address.
  case kept
  /// Loaded from a file that the user named.
  case added
  /// Past editions were fetched from the publisher; this does not concern the newest one.
  case backfilled
  /// A person decided on an edition, or asked for its quarantine to be read again.
  case decided
}
