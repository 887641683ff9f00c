/// What a figure's value rests on: the rows keyed by hand that it needs, and the fetched datasets that it reads.
package struct FigureSupport: Sendable {
  /// The keyed rows that the article's file declares for it.
  package var rows: [RowEvidence]
  /// The fetched datasets, by name, with what their editions in use are.
  package var datasets: [(name: String, state: EvidenceState)]

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
}
