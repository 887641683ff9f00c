import Model

/// Conditions that stop an edition from becoming current.
package struct Guards: Equatable, Sendable {
  package enum NewValues: String, CaseIterable, Sendable {
    /// An unknown category holds the whole edition back.
    case stop
    /// Only the records with an unknown category go to quarantine.
    case quarantine
  }

  package var minimumRows: Int?
  /// From these days on an edition has at least so many rows; it protects the first load, which nothing went before.
  package var minimumRowsByDay: [Day: Int] = [:]
  package var maximumRows: Int?
  /// The edition is held if a partition that it covers lost more than this percentage of its rows; nil: not checked.
  package var shrinkPercent: Double?
  /// Which records may be in quarantine without the edition being held; nil: none.
  package var quarantine: QuarantineAllowance?
  package var newValues: NewValues
  package var values: ValueGuards

  package init(
    minimumRows: Int? = nil, maximumRows: Int? = nil, shrinkPercent: Double? = nil,
    quarantine: QuarantineAllowance? = nil, newValues: NewValues = .stop, values: ValueGuards = ValueGuards()
  ) {
    self.minimumRows = minimumRows
    self.maximumRows = maximumRows
    self.shrinkPercent = shrinkPercent
    self.quarantine = quarantine
    self.newValues = newValues
    self.values = values
  }
}
