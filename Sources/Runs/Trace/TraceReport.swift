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
  /// A line for people where datasets have no edition by that day.
  package var remark: String?
}

/// A cell with the records that make it.
package struct TracedCell: Sendable {
  package var column: TableColumn
  package var value: Value
  /// The columns that it is computed from; the records are theirs then.
  package var derivedFrom: [String]
  /// The cell is a number of distinct values, not a sum.
  package var countsDistinct: Bool
  /// How many records make it.
  package var records: Int
  /// What they make: their sum, or the number of distinct values. It was held against the cell.
  package var total: Value
  /// All of them, or the first and the largest ones.
  package var contributions: [Contribution]
}

/// One record with its address: the edition, the file in the archive, the record's number, and the record itself.
package struct Contribution: Sendable {
  package var dataset: String
  package var publisher: String
  /// The edition that brought the row as it stands.
  package var edition: TracedEdition
  /// A later edition that covers the row and left it as it is.
  package var confirmedBy: TracedEdition?
  /// The publisher's address of the bytes, or the name of the file that was added; an excerpt may have been made of several.
  package var urls: [String]
  package var sha256: String
  /// The snapshot's path in the archive.
  package var file: String
  /// The same from where the program runs.
  package var path: String
  /// Which of the edition's snapshots it is, from 1.
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
  /// When the bytes came; nil where they came with Soundings.
  package var fetchedAt: String?
  package var origin: EditionOrigin
}
