import Manifest
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

extension ValueGuards {
  /// Whether the partition's period had ended before the edition that covers it was published.
  func isClosed(_ earlier: CoveredPartition) -> Bool { isClosed(earlier.ends, publishedBefore: earlier.published) }

  /// The partitions of an edition that an earlier one covers, closed or not.
  func known(
    _ coverage: [PartitionFacts], before: [String: CoveredPartition], closed: Bool
  ) -> [(facts: PartitionFacts, earlier: CoveredPartition)] {
    coverage.compactMap { facts in
      before[facts.partition].flatMap { isClosed($0) == closed ? (facts, $0) : nil }
    }
  }
}
