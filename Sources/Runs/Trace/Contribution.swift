import Manifest
import Model

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
