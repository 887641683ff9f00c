import Model
import Warehouse

/// What loading one edition did, for reports.
package struct LoadedFacts: Encodable, Sendable {
  package var edition: String
  package var state: EditionState
  package var records: Int
  package var rows: Int
  package var firstSeen: Int
  package var added: Int
  package var removed: Int
  package var revised: Int
  package var quarantined: Int
  package var problem: Problem?

  init(_ loaded: LoadedEdition) {
    edition = loaded.edition.name
    state = loaded.state
    records = loaded.records
    rows = loaded.rows
    firstSeen = loaded.firstSeen
    added = loaded.added
    removed = loaded.removed
    revised = loaded.revised
    quarantined = loaded.quarantined
    problem = loaded.heldBecause
  }
}
