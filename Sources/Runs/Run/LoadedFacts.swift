import Model
import Warehouse
import Words

/// What loading one edition did, for reports.
package struct LoadedFacts: RowCounted, Sendable {
  package var edition: String
  package var state: EditionState
  package var records: Int
  package var rows: Int
  package var counts: RowCounts
  package var quarantined: Int
  package var problem: Problem?

  init(_ loaded: LoadedEdition) {
    edition = loaded.edition.name
    state = loaded.state
    records = loaded.records
    rows = loaded.rows
    counts = loaded.counts
    quarantined = loaded.quarantined
    problem = loaded.heldBecause
  }
}

extension LoadedFacts: Documented {
  package struct Document: Encodable {
    let edition: String
    let state: EditionState
    let records, rows, firstSeen, added, removed, revised, quarantined: Int
    let problem: Problem?
  }

  package var document: Document {
    Document(
      edition: edition, state: state, records: records, rows: rows, firstSeen: firstSeen, added: added,
      removed: removed,
      revised: revised, quarantined: quarantined, problem: problem)
  }
}
