import Manifest
import Model

/// A table's row with the records behind its cells.
package struct TraceReport: Sendable {
  package var table: TableManifest
  /// The day whose state was traced; nil for the newest state.
  package var asOf: Day?
  /// The row's values, in the order of the table's columns.
  package var row: [Value]
  package var cells: [TracedCell]
  /// A line for people if some datasets have no edition by that day; otherwise nil.
  package var remark: String?
}

/// A cell with the records behind it.
package struct TracedCell: Sendable {
  package var column: TableColumn
  package var value: Value
  /// The columns that it is computed from; if there are any, the records are listed with these.
  package var derivedFrom: [String]
  /// The cell is a number of distinct values, not a sum.
  package var countsDistinct: Bool
  /// The number of records behind it.
  package var records: Int
  /// Their sum, or the number of distinct values; checked to equal the cell.
  package var total: Value
  /// All of them, or the first and the largest ones.
  package var contributions: [Contribution]
}

/// One record with its address: the edition, the file in the archive, the record's number, and the record itself.
package struct Contribution: Sendable {
  package var dataset: String
  package var publisher: String
  /// The edition that gave the row its present values.
  package var edition: TracedEdition
  /// A later edition that covers the row and did not change it.
  package var confirmedBy: TracedEdition?
  /// The publisher's addresses of the bytes (several for an excerpt from several files), or the name of the added file.
  package var urls: [String]
  package var sha256: String
  /// The snapshot's path in the archive.
  package var file: String
  /// The same path, relative to the current folder.
  package var path: String
  /// The snapshot's number within the edition, from 1.
  package var page: Int
  package var record: Int
  /// What the record adds to the cell.
  package var value: Value
  /// The record as the publisher wrote it.
  package var text: String
  /// The values of the row that are ours instead of the publisher's, by `corrections.csv`.
  package var corrected: [CorrectedCell]

  package var url: String { urls.joined(separator: " ") }
}

/// An edition as a trace names it.
package struct TracedEdition: Hashable, Sendable {
  package var name: String
  package var published: Day
  /// When the bytes were fetched or added; nil for bundled and curated editions.
  package var fetchedAt: String?
  package var origin: EditionOrigin
}
