import Model

/// A row's name for people: `2024, Peru`; `fiscal year 2025, Southwest Land Border`.
package enum RowName {
  /// The name of a row from the values of its key, by ``RowKey/name(_:)``; nil if they are all empty.
  package static func words(_ key: [KeyValue]) -> String? {
    let names = key.filter { !$0.value.isEmpty }.map { word($0.value, of: $0.column) }
    return names.isEmpty ? nil : names.joined(separator: ", ")
  }

  /// A value of a column that identifies rows: a date in words, a year with the kind of year.
  package static func word(_ value: String, of column: String) -> String {
    if column != "year", column.hasSuffix("_year"), PublishedDate(value)?.precision == .year {
      return "\(ColumnWords.words(column)) \(value)"
    }
    return DateWords.words(value)
  }
}
