import Model

/// What the newest edition that covers a partition has there.
struct CoveredPartition {
  var ordinal: Int
  var rows: Int
  /// The sums of the measured columns (``DatasetManifest/summedIndices``), in their order.
  var sums: [Int64]
  /// The last day of the partition's period; nil if it has none.
  var ends: Day?
  /// The day from which the edition counts.
  var published: Day
}
