import Manifest
import Model

/// A table's row with the records behind its cells.
public struct TraceReport: Sendable {
  public var table: TableManifest
  /// The day whose state was traced; nil for the newest state.
  public var asOf: Day?
  /// The row's values, in the order of the table's columns.
  public var row: [Value]
  public var cells: [TracedCell]
  /// A line for people where datasets have no edition by that day.
  public var remark: String?
}

/// A cell with the records that make it.
public struct TracedCell: Sendable {
  public var column: TableColumn
  public var value: Value
  /// The columns that it is computed from; the records are theirs then.
  public var derivedFrom: [String]
  /// The cell is a number of distinct values, not a sum.
  public var countsDistinct: Bool
  /// How many records make it.
  public var records: Int
  /// What they make: their sum, or the number of distinct values. It was held against the cell.
  public var total: Value
  /// All of them, or the first and the largest ones.
  public var contributions: [Contribution]
}

/// One record with its address: the edition, the file in the archive, the record's number, and the record itself.
public struct Contribution: Sendable {
  public var dataset: String
  public var publisher: String
  /// The edition that brought the row as it stands.
  public var edition: TracedEdition
  /// A later edition that covers the row and left it as it is.
  public var confirmedBy: TracedEdition?
  /// The publisher's address of the bytes, or the name of the file that was added; an excerpt may have been made of several.
  public var urls: [String]
  public var sha256: String
  /// The snapshot's path in the archive.
  public var file: String
  /// The same from where the program runs.
  public var path: String
  /// Which of the edition's snapshots it is, from 1.
  public var page: Int
  public var record: Int
  /// What the record adds to the cell.
  public var value: Value
  /// The record as the publisher wrote it.
  public var text: String

  public var url: String { urls.joined(separator: " ") }
}

/// An edition as a trace names it.
public struct TracedEdition: Hashable, Sendable {
  public var name: String
  public var published: Day
  /// When the bytes came; nil where they came with Soundings.
  public var fetchedAt: String?
  public var origin: Edition.Origin
}
