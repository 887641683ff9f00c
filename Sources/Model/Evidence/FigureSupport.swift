/// What a figure's value rests on: the rows keyed by hand that it needs, and the fetched datasets that it reads.
package struct FigureSupport: Sendable {
  /// The keyed rows that the article's file declares for it.
  package var rows: [RowEvidence]
  /// The fetched datasets, by name, with what their editions in use are.
  package var datasets: [(name: String, state: EvidenceState)]
  /// How many records of each of these datasets the article's file declares for it; none where it is a cell without declared records.
  package var counts: [String: Int] = [:]
  /// What the records that the article's file declares give by themselves, where that is not the figure's value: then they are not what it
  /// rests on.
  package var shortfall: String?
  /// Whether its SQL reads no row at all: a constant, or a count of nothing.
  package var readsNothing = false

  package init(rows: [RowEvidence] = [], datasets: [(name: String, state: EvidenceState)] = []) {
    self.rows = rows
    self.datasets = datasets
  }

  package var isEmpty: Bool { rows.isEmpty && datasets.isEmpty }
  package var anchored: Int { rows.count { $0.state == .anchored } }
  package var unanchored: Int { rows.count - anchored }
  /// The weakest link; nil for a figure that rests on no data.
  package var weakest: EvidenceState? { (rows.map(\.state) + datasets.map(\.state)).max() }
  /// The farthest from its origin that any of the rows was read; nil where none says it.
  package var weakestKind: SourceKind? { rows.compactMap(\.kind).max() }
  /// Whether a row that a person keyed and nothing in the archive confirms is among those that it rests on: one that is
  /// anchored does not vouch for the others.
  package var isByHand: Bool { unanchored > 0 }
  /// Whether words alone stand for a row: nothing in them could be compared with what it says.
  package var isUncompared: Bool { rows.contains { $0.state == .anchored && !$0.isCompared } }
  /// Whether a reader can see some of it here: a dataset, whose editions are archived, or the words of a row.
  package var isArchivedInPart: Bool { !datasets.isEmpty || anchored > 0 }
  /// Whether somebody should look for something better that it could rest on.
  package var isWeak: Bool { isByHand || isUncompared || shortfall != nil || readsNothing }
}
