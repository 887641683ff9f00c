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
