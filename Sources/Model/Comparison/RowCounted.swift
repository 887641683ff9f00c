/// What counts the rows in which two states differ: an edition, a run's change, a period of it.
package protocol RowCounted {
  var counts: RowCounts { get set }
}

extension RowCounted {
  package var firstSeen: Int {
    get { counts.firstSeen }
    set { counts.firstSeen = newValue }
  }
  package var added: Int {
    get { counts.added }
    set { counts.added = newValue }
  }
  package var removed: Int {
    get { counts.removed }
    set { counts.removed = newValue }
  }
  package var revised: Int {
    get { counts.revised }
    set { counts.revised = newValue }
  }
}

extension Sequence where Element: RowCounted {
  /// The rows of all together.
  package var counts: RowCounts { reduce(into: RowCounts()) { $0 += $1.counts } }
}
