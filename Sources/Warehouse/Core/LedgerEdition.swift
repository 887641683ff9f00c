import Model

/// An edition as the warehouse's ledger records it.
package struct LedgerEdition: Sendable {
  package var edition: String
  package var identity: String
  package var origin: EditionOrigin
  package var state: EditionState
  package var hashes: [String]
}
