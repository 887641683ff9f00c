import Manifest
import Model

/// What loading one edition did.
package struct LoadedEdition: RowCounted, Sendable {
  package var dataset: String
  package var ordinal: Int
  package var edition: Edition
  package var state: EditionState
  /// Whether it was in use before. It must not get lost without a word where it is held now.
  package var wasInUse = false
  /// True where it would be held, and stays in use as it was: nothing of the dataset changed.
  package var staysInUse = false
  /// Why it is held; nil if it is not.
  package var hold: Hold?
  /// What must be stated beside every number that rests on it.
  package var marks: [EditionMark] = []
  /// Cells whose value we corrected.
  var corrected: [CorrectedCell] = []
  package var records = 0
  /// Rows of the edition that kept the contract.
  package var rows = 0
  package var counts = RowCounts()
  package var quarantined = 0
  var identity: String { edition.identity }
  /// Why it is held, in words; nil if it is not.
  package var heldBecause: Problem? { hold?.problem }
  /// The revision with the largest change of a number; nil without revisions.
  package var largest: LargestRevision?
  /// The rows and sums of its periods, where it speaks for all rows that are in force with it.
  var periods: PeriodSums?
}
