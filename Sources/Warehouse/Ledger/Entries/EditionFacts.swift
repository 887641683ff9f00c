import Model

/// What the warehouse knows of one edition, for status, reports and exports.
package struct EditionFacts: RowCounted, Sendable {
  package var ordinal: Int
  package var edition: String
  /// What names it on the command line: its date or, where that is another one's too, the beginning of its hash.
  package var typedName: String
  /// The day from which *as of* counts it.
  package var published: Day
  /// The date that its name begins with (``Edition/dated``).
  package var dated: PublishedDate
  package var through: String?
  package var origin: EditionOrigin
  package var fetchedAt: String
  package var state: EditionState
  /// Why it is held; nil if it is not.
  package var hold: Hold?
  /// Why a person accepted it, and when; nil if nobody did.
  package var acceptance: (because: String, at: String)?
  /// What must be stated beside every number that rests on it.
  package var marks: [EditionMark]
  package var records: Int
  package var rows: Int
  package var counts: RowCounts
  package var quarantined: Int

  /// Whether it has marks that are reported until a person accepts it.
  package var isReported: Bool { acceptance == nil && marks.contains { $0.kind.isReported } }

  /// The edition itself, with the given snapshots.
  package func edition(of dataset: String, _ snapshots: [Snapshot]) -> Edition {
    var result = Edition(
      dataset: dataset, published: dated, through: through, origin: origin,
      fetchedAt: fetchedAt, snapshots: snapshots)
    if result.day != published { result.countsFrom = published }
    return result
  }
}
