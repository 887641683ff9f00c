import Model

/// How far an edition's values may differ from the edition before it, partition by partition, before a person must look
/// at them.
///
/// The defaults protect a dataset whose author wrote no guards. They are based on real editions: closed years of CBP's
/// files never moved, CDC's moved by at most 0.2%, UNHCR's refugees of a past year by 1.75%, and open periods by up to
/// a quarter.
package struct ValueGuards: Equatable, Sendable {
  /// Bounds in percent for closed and for open periods; nil: not checked.
  package struct Bound: Equatable, Sendable {
    package var closed: Double?
    package var open: Double?

    package init(closed: Double?, open: Double?) {
      self.closed = closed
      self.open = open
    }

    package static let off = Bound(closed: nil, open: nil)
  }

  /// The groups that share the values of some columns.
  package struct GroupBound: Equatable, Sendable {
    package var columns: [String]
    /// A group whose sum was less is not looked at: small numbers move by much.
    package var least: Double
    package var bound: Bound

    package init(columns: [String], least: Double, bound: Bound) {
      self.columns = columns
      self.least = least
      self.bound = bound
    }
  }

  /// For each number, as a percentage of its sum in a partition: the sum of |new - old| over the keys of the earlier
  /// edition, counting a removed key as 0. If two citizenships are swapped, it moves although no sum changes.
  package var moved: Bound
  /// The columns with bounds of their own, because they move more than that for a reason.
  package var movedByColumn: [String: Bound]
  /// Bounds for groups within a partition, because one of them outweighs the others; nil: none.
  package var movedBy: GroupBound?
  /// As a percentage of the keys of the earlier edition in a partition: the removed keys, and the new ones.
  package var removedKeys: Bound
  package var addedKeys: Bound
  /// As a percentage of all keys of the earlier edition in closed periods, and in the others: the rows that may go before
  /// they are reported. In a closed period they are then reported, unless an earlier edition lost as many.
  package var rowsGone: Bound
  /// The same for rows that have other numbers, also as a share of any one partition. Many publishers revise what is past, so only
  /// a manifest asks for less than half of them.
  package var rowsRevised: Bound
  /// The same for rows with new keys, which only a manifest asks for: open periods grow, and many publishers add to closed ones.
  package var rowsAdded: Bound
  /// How far a single number may change, in percent of the smaller of the old and the new one, before it is stated; in a closed
  /// period it is then reported. Of 5,000 numbers of closed periods that CDC revised, none of 20 or more changed by half.
  package var leaps: Bound
  /// As a percentage of the distinct values of a text column of the key: the values that no row has any more.
  package var vanishedValues: Double?
  /// Whether an edition may lack the newest period of the edition before it. The oldest period may always be dropped.
  package var mayLoseNewestPeriod: Bool
  /// The number of months after its end for which a period counts as open, because the publisher still completes it.
  package var provisionalMonths: Int

  package init(
    moved: Bound = Bound(closed: 2, open: 50), movedByColumn: [String: Bound] = [:],
    removedKeys: Bound = Bound(closed: 2, open: 20),
    addedKeys: Bound = Bound(closed: 10, open: nil), rowsGone: Bound = Bound(closed: 0, open: 0),
    rowsRevised: Bound = Bound(closed: 50, open: 50), rowsAdded: Bound = .off,
    leaps: Bound = Bound(closed: 50, open: 50), vanishedValues: Double? = 20,
    mayLoseNewestPeriod: Bool = false, provisionalMonths: Int = 0
  ) {
    self.moved = moved
    self.movedByColumn = movedByColumn
    self.removedKeys = removedKeys
    self.addedKeys = addedKeys
    self.rowsGone = rowsGone
    self.rowsRevised = rowsRevised
    self.rowsAdded = rowsAdded
    self.leaps = leaps
    self.vanishedValues = vanishedValues
    self.mayLoseNewestPeriod = mayLoseNewestPeriod
    self.provisionalMonths = provisionalMonths
  }

  /// Whether a period that ended on a day, with its provisional months, was over when an edition was published.
  package func isClosed(_ ends: Day?, publishedBefore published: Day) -> Bool {
    guard let ends else { return false }
    return ends.adding(months: provisionalMonths) < published
  }

  /// Whether the movements of a column are looked at.
  package func isWatched(_ column: String) -> Bool { (movedByColumn[column] ?? moved) != .off }

  /// Nothing is checked.
  package static let off = ValueGuards(
    moved: .off, removedKeys: .off, addedKeys: .off, rowsGone: .off, rowsRevised: .off, leaps: .off,
    vanishedValues: nil,
    mayLoseNewestPeriod: true)
}
