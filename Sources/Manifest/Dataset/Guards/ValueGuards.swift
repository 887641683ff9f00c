/// How far an edition may move what the edition before it said, partition by partition, before a person must look at it.
///
/// The defaults protect a dataset whose author wrote no guard. They rest on what real editions did: closed years of CBP's files
/// never moved, CDC's moved by 0.2% at most, UNHCR's refugees of a past year by 1.75%; open periods by up to a quarter.
package struct ValueGuards: Equatable, Sendable {
  /// A bound in percent for closed periods, and one for open ones; nil: not checked.
  package struct Bound: Equatable, Sendable {
    package var closed: Double?
    package var open: Double?

    package init(closed: Double?, open: Double?) {
      self.closed = closed
      self.open = open
    }

    package static let off = Bound(closed: nil, open: nil)
  }

  /// Of each number's sum in a partition: the sum of |new - old| over the keys that the edition before had, a removed key
  /// counting as 0. Two citizenships that were exchanged move it, although no sum changes.
  package var moved: Bound
  /// The columns with bounds of their own, because they move more than that for a reason.
  package var movedByColumn: [String: Bound]
  /// Of the keys that the edition before had in a partition: those that are gone, and those that are new.
  package var removedKeys: Bound
  package var addedKeys: Bound
  /// Of the different values of a text column of the key: those that no row has any more.
  package var vanishedValues: Double?
  /// Whether an edition may lack the newest period of the edition before it. The oldest may always roll off.
  package var mayLoseNewestPeriod: Bool
  /// For so many months after its end a period counts as open: the publisher still completes it.
  package var provisionalMonths: Int

  package init(
    moved: Bound = Bound(closed: 2, open: 50), movedByColumn: [String: Bound] = [:],
    removedKeys: Bound = Bound(closed: 2, open: 20),
    addedKeys: Bound = Bound(closed: 10, open: nil), vanishedValues: Double? = 20,
    mayLoseNewestPeriod: Bool = false, provisionalMonths: Int = 0
  ) {
    self.moved = moved
    self.movedByColumn = movedByColumn
    self.removedKeys = removedKeys
    self.addedKeys = addedKeys
    self.vanishedValues = vanishedValues
    self.mayLoseNewestPeriod = mayLoseNewestPeriod
    self.provisionalMonths = provisionalMonths
  }

  /// Nothing is checked.
  package static let off = ValueGuards(
    moved: .off, removedKeys: .off, addedKeys: .off, vanishedValues: nil, mayLoseNewestPeriod: true)
}
