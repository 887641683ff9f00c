import Model

/// What one run changed in one dataset: its rows just before the run compared with those just after.
package struct DatasetChange: Equatable, RowCounted, Sendable {
  /// An edition that came or went with the run.
  package struct EditionChange: Equatable, Sendable {
    /// Its name for people; for a curated dataset, the day up to which its sources report.
    package var edition: String
    package var origin: EditionOrigin
    package var arrival: EditionArrival
    package var state: EditionState
    package var heldBecause: Problem?

    package init(
      edition: String, origin: EditionOrigin, arrival: EditionArrival, state: EditionState, heldBecause: Problem?
    ) {
      self.edition = edition
      self.origin = origin
      self.arrival = arrival
      self.state = state
      self.heldBecause = heldBecause
    }
  }

  /// One value of ``DatasetChange/periodColumn`` (a month, say) in which rows differ.
  package struct Period: Equatable, RowCounted, Sendable {
    package var period: String
    package var rowsBefore: Int
    package var rowsAfter: Int
    package var counts: RowCounts
    /// The sum of ``DatasetChange/measure`` before and after; nil if there is no measure or no row.
    package var old: Int64?
    package var new: Int64?

    package init(
      period: String, rowsBefore: Int, rowsAfter: Int, counts: RowCounts, old: Int64?, new: Int64?
    ) {
      self.period = period
      self.rowsBefore = rowsBefore
      self.rowsAfter = rowsAfter
      self.counts = counts
      self.old = old
      self.new = new
    }
  }

  package var dataset: String
  /// It had no edition before.
  package var isFirst = false
  /// The manifest reads the same bytes differently than before.
  package var isReread = false
  /// False if the columns differ from those before: the rows cannot be compared.
  package var isComparable = true
  package var rowsBefore = 0
  package var rowsAfter = 0
  package var counts = RowCounts()
  /// Records in quarantine, of all editions.
  package var quarantinedBefore = 0
  package var quarantinedAfter = 0
  /// The column that distinguishes the periods; nil if the dataset has none.
  package var periodColumn: String?
  /// The figure's measure, where it is counted by the period alone.
  package var measure: String?
  /// In their order.
  package var editions: [EditionChange] = []
  /// By name; empty for a first load, where all is new.
  package var periods: [Period] = []

  package init(dataset: String) { self.dataset = dataset }

  /// Whether rows differ from those before.
  package var changesRows: Bool {
    counts.total > 0 || !isComparable || isFirst && rowsAfter > 0
  }
  /// Whether nothing changed that a reader could notice.
  package var isEmpty: Bool { editions.isEmpty && !changesRows && quarantinedBefore == quarantinedAfter }
}
