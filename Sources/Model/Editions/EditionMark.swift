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
    /// One new key weighs much of what was known, or more than anything that was.
    case heavyRow = "heavy_row"
    /// Rows of closed periods are gone, and earlier editions kept theirs.
    case rowsGone = "rows_gone"
    /// Rows of periods that are still open are gone.
    case openRowsGone = "open_rows_gone"
    /// Rows of closed periods have other numbers, and earlier editions left theirs alone.
    case rowsRevised = "rows_revised"
    /// Rows of periods that are still open have other numbers, more of them than a revision changes.
    case openRowsRevised = "open_rows_revised"
    /// Rows came to closed periods, and earlier editions added none there.
    case rowsAdded = "rows_added"
    /// Rows came to periods that are still open, more than the manifest expects.
    case openRowsAdded = "open_rows_added"
    /// Single numbers of closed periods changed by far more than a revision does.
    case leap
    /// Single numbers of periods that are still open did.
    case openLeap = "open_leap"
    /// A statement that was true is true in no row any more.
    case flagGone = "flag_gone"
    /// Numbers that differed are the same in all rows.
    case allAlike = "all_alike"
    /// Over half of the numbers of a column moved by one amount.
    case shifted
    /// Known keys belong to another partition than before.
    case keyMoved = "key_moved"
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
      case .recordsMissing, .becameBound, .outOfOrder, .hole, .heavyChange, .heavyRow: true
      case .rowsGone, .rowsRevised, .openRowsRevised, .rowsAdded, .leap: true
      case .flagGone, .allAlike, .shifted, .keyMoved, .nameGone, .twoNames: true
      case .accepted, .openRowsGone, .openRowsAdded, .openLeap, .renamed: false
      case .totalDiffers, .totalAbsent, .corrected, .correctionIdle: false
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
