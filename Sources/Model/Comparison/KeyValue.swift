/// A column's name and its value in one row, as text.
package struct KeyValue: Equatable, Sendable {
  package var column: String
  /// Empty where the row has NULL.
  package var value: String

  package init(_ column: String, _ value: String) {
    self.column = column
    self.value = value
  }
}
