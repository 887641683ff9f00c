/// What must be stated beside every number that rests on an edition.
package struct EditionMark: Hashable, Encodable, Sendable {
  package enum Kind: String, Codable, Sendable {
    /// Records are in quarantine: sums lack them.
    case recordsMissing = "records_missing"
    /// A person accepted the edition although a guard held it.
    case accepted
    /// A stated number became a bound or was no longer stated.
    case becameBound = "became_bound"
    /// Records are not in the order that the contract expects.
    case outOfOrder = "out_of_order"
    /// It lacks a period between those that it has.
    case hole
    /// One key moved much of a partition's sum.
    case heavyChange = "heavy_change"
    /// Rows of closed periods are gone, and earlier editions kept theirs.
    case rowsGone = "rows_gone"
    /// Rows of periods that are still open are gone.
    case openRowsGone = "open_rows_gone"
    /// Rows of closed periods have other numbers, and earlier editions left theirs alone.
    case rowsRevised = "rows_revised"
    /// Single numbers of closed periods changed by far more than a revision does.
    case leap
    /// Single numbers of periods that are still open did.
    case openLeap = "open_leap"
    /// A code that had a name has none.
    case nameGone = "name_gone"
    /// A code has two names in one state of the dataset.
    case twoNames = "two_names"
    /// A code has another name than before.
    case renamed
    /// Another total of the publisher differs from the sum of its rows.
    case totalDiffers = "total_differs"
    /// A declared total is not in the edition.
    case totalAbsent = "total_absent"
    /// Values of the publisher are replaced by ours.
    case corrected
    /// A correction does not find the value that it corrects.
    case correctionIdle = "correction_idle"

    /// Whether it is reported in every run, with exit code 1, until a person accepts the edition.
    package var isReported: Bool {
      switch self {
      case .recordsMissing, .becameBound, .outOfOrder, .hole, .heavyChange: true
      case .rowsGone, .rowsRevised, .leap, .nameGone, .twoNames: true
      case .accepted, .openRowsGone, .openLeap, .renamed, .totalDiffers, .totalAbsent, .corrected, .correctionIdle:
        false
      }
    }
  }

  package var kind: Kind
  /// How many records it is about; 0 where it is not about records.
  package var records: Int
  /// What it says, as a clause that follows "the edition of E of D:".
  package var text: String

  package init(_ kind: Kind, records: Int, _ text: String) {
    self.kind = kind
    self.records = records
    self.text = text
  }
}
