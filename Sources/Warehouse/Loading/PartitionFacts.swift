import Manifest
import Model

/// What an edition has of one partition.
struct PartitionFacts {
  /// `fiscal_year=2023, drug=Cocaine`; "" if the dataset has no partitions.
  var partition: String
  /// The values of the partition's columns, in the manifest's order.
  var values: [String]
  var rows: Int
  /// Rows whose key was not in force before.
  var added: Int
  /// The sums of the measured columns (``DatasetManifest/summedIndices``), in their order.
  var sums: [Int64]
  /// The largest absolute values of the measured columns among the rows whose key was in force before, and among the others.
  var largestKnown: [UInt64]
  var largestAdded: [UInt64]
}

extension PartitionFacts {
  /// The sums as the ledger stores them.
  var sumsText: String { sums.map(String.init).joined(separator: " ") }

  static func sums(_ text: String) -> [Int64] { text.split(separator: " ").compactMap { Int64($0) } }

  /// The last day of the partition's period: of its first column that is a year, a month or a date.
  func ends(in dataset: DatasetManifest) -> Day? {
    for (name, value) in zip(dataset.partition, values) {
      guard let column = dataset.columns.first(where: { $0.name == name }) else { continue }
      switch column.kind {
      case .year: return Int(value).flatMap { (column.yearEnd ?? YearEnd.calendar).day(in: $0) }
      case .month, .date: return PublishedDate(value)?.day
      case .text, .integer, .boolean: continue
      }
    }
    return nil
  }
}
