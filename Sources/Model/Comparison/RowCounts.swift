/// How many rows differ between two states.
package struct RowCounts: Equatable, Sendable {
  package var revised = 0
  /// Excludes ``firstSeen``.
  package var added = 0
  package var removed = 0
  package var firstSeen = 0

  package init(firstSeen: Int = 0, added: Int = 0, removed: Int = 0, revised: Int = 0) {
    self.firstSeen = firstSeen
    self.added = added
    self.removed = removed
    self.revised = revised
  }

  package var total: Int { firstSeen + added + removed + revised }

  package static func += (sum: inout RowCounts, other: RowCounts) {
    sum.firstSeen += other.firstSeen
    sum.added += other.added
    sum.removed += other.removed
    sum.revised += other.revised
  }

  /// True when none of these rows was covered before.
  package var isFirstSeen: Bool { firstSeen > 0 && revised + added + removed == 0 }

  package mutating func count(_ kind: RowChange.Kind, rows: Int = 1) {
    switch kind {
    case .revised: revised += rows
    case .added: added += rows
    case .removed: removed += rows
    case .firstSeen: firstSeen += rows
    }
  }
}
