import Model

/// The state of a dataset just before a run changes it.
package struct KeptState: Sendable {
  let isKnown: Bool
  let isReread: Bool
  /// All new editions come after the existing ones, so the previous state is the one after the last of those.
  let isAppended: Bool
  let editions: [EditionRow]
  let quarantined: Int
  /// The columns that the rows had; rows with different columns cannot be compared.
  let columns: [String]
  /// The partitions that an edition covered.
  let covered: Set<String>
  /// The rows and sums of the periods after loading, where they are known without reading its rows.
  var sums: PeriodSums?

  struct EditionRow: Hashable {
    var identity: String
    var edition: String
    var origin: EditionOrigin
    var state: EditionState
  }
}
