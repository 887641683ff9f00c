/// Conditions that stop an edition from becoming current.
package struct Guards: Equatable, Sendable {
  package enum NewValues: String, CaseIterable, Sendable {
    /// An unknown category holds the whole edition back.
    case stop
    /// Only the records with an unknown category go to quarantine.
    case quarantine
  }

  package var minimumRows: Int?
  package var maximumRows: Int?
  /// The edition is held if a partition that it covers lost more than this percentage of its rows; nil: not checked.
  package var shrinkPercent: Double?
  /// The edition is held if more than this percentage of its records is in quarantine.
  package var quarantinePercent: Double
  package var newValues: NewValues
  package var values: ValueGuards

  package init(
    minimumRows: Int? = nil, maximumRows: Int? = nil, shrinkPercent: Double? = nil,
    quarantinePercent: Double = 1, newValues: NewValues = .stop, values: ValueGuards = ValueGuards()
  ) {
    self.minimumRows = minimumRows
    self.maximumRows = maximumRows
    self.shrinkPercent = shrinkPercent
    self.quarantinePercent = quarantinePercent
    self.newValues = newValues
    self.values = values
  }
}
