import Model

/// An edition as the warehouse's ledger records it.
package struct LedgerEdition: Sendable {
  package var edition: String
  /// The date that it has, as the publisher gives it; the day of the fetch where that date cannot be right.
  package var dated: String
  package var identity: String
  package var origin: EditionOrigin
  package var state: EditionState
  package var hashes: [String]

  /// What it shares with its record in the archive and with no other edition: the same bytes may come again under another date.
  package var dateAndBytes: [String] { [dated] + hashes }
}
