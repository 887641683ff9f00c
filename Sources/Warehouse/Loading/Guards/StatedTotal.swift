import Manifest
import Model

/// A total as the publisher states it.
package struct StatedTotal: Equatable, Sendable {
  /// Reads a total that is stated outside the records: in the page's text, or in the body around the records. None if the
  /// edition does not state it; several where its text states different ones.
  package typealias Reader = (_ edition: Edition, _ total: ControlTotal) throws -> [StatedTotal]

  package var value: Int64
  /// The columns and values of the rows that it counts; empty if it counts all rows of the edition.
  package var rows: [String: Value]

  package init(_ value: Int64, rows: [String: Value] = [:]) {
    self.value = value
    self.rows = rows
  }
}
