/// How many rows differ between two states.
package struct RowCounts: Equatable, Sendable {
  package var revised = 0
  /// Excludes ``firstSeen``.
  package var added = 0
  package var removed = 0
  package var firstSeen = 0

  package init() {}

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
