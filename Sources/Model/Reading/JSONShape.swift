/// Where records are in a JSON document, as far as the manifest declares it.
package struct JSONShape: Equatable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    /// An array of objects.
    case objects
    /// An object on each line, and no document around them.
    case lines
    /// An array of arrays of values.
    case arrays
    /// An object whose members are the records.
    case keyed
    /// An object with an array for each column.
    case columns
  }

  package var kind = Kind.objects
  /// Arrays: pointer to the names of the values; nil: they are in the order of the header.
  package var headerAt: String?
  /// Arrays: the key of a name, where the names are objects.
  package var headerName: String?
  /// Keyed: the column that gets the key of a record.
  package var keyColumn: String?
  /// The key of an array of objects in a record, each of which gives a row with the fields of the record.
  package var each: String?
  /// Columns whose objects and arrays are read as their text.
  package var asText: [String] = []
  /// True if NaN, Infinity and -Infinity may occur, which JSON does not know: they are NULL.
  package var hasNotNumbers = false
  package var recordSize = Dialect.usualRecordSize

  package init() {}

  package static let plain = JSONShape()
}
