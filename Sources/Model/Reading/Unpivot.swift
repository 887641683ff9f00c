/// Columns of a wide table that become records: `Country,2024,2025` gives a record for each year.
package struct Unpivot: Equatable, Sendable {
  /// A regular expression that the whole name of such a column matches.
  package var columns: String
  /// The column of `raw` that gets the name.
  package var name: String
  /// The column of `raw` that gets the value.
  package var value: String

  package init(columns: String, name: String, value: String) {
    self.columns = columns
    self.name = name
    self.value = value
  }
}
