import Manifest
import Model

/// A small file's normalized rows, ordered by key, and what went to quarantine; uses no warehouse.
package struct NormalizedSample: Sendable {
  package var rows: [[Value]] = []
  package var quarantined: [Quarantined] = []

  /// - Throws: ``Problem`` if `normalize.sql` fails or does not give the columns of the contract, or if the reader
  ///   fails.
  package init(_ dataset: DatasetManifest, reader: any RecordReader, rawNames: [String], published: Day) throws {
    // The normalizer fills batches on this thread, so there must be room for all of them, however many records a sample has.
    let queue = BatchQueue(width: dataset.columns.count, batches: .max)
    let report = try Normalizer(dataset, published: published).run(
      rawNames: rawNames, into: queue, shouldStop: { false }
    ) { $0 == 1 ? reader : nil }
    queue.close()
    while let batch = try queue.takeFull() {
      for r in 0..<batch.count {
        rows.append(
          (0..<batch.width).map { batch.typed(batch.row(r)[$0]) })
      }
    }
    let key = dataset.key.map { name in dataset.columns.firstIndex { $0.name == name }! }
    rows.sort { a, b in
      for i in key where a[i] != b[i] { return Value.precedes(a[i], b[i]) }
      return false
    }
    quarantined = report.quarantined.sorted { ($0.page, $0.record) < ($1.page, $1.record) }
  }
}
