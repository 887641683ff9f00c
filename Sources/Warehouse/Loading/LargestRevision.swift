/// The revision of an edition that moved a number most. Numbers are compared within one unit only: that of the number
/// that the dataset is about, or, if no such number moved, that of the next one in the order of the columns.
package struct LargestRevision: Equatable, Sendable {
  package var column: String
  /// The key's values, `month=2025-03, region=Other`.
  package var key: String
  package var old: Int64?
  package var new: Int64?

  /// The rank of the number's unit: see ``ComparedColumns/unitRank(of:)``.
  var unitRank = 0
  /// How far the number moved; one that was not stated before or is no longer stated counts as 0.
  var distance: UInt64 { ((new ?? 0) - (old ?? 0)).magnitude }

  func leads(_ other: LargestRevision?) -> Bool {
    guard distance > 0 else { return false }
    guard let other else { return true }
    return unitRank != other.unitRank ? unitRank < other.unitRank : distance > other.distance
  }
}
