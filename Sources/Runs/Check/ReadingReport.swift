import Manifest
import Model
import Words

/// What is read as what in a dataset: its file's form, and the publisher's columns beside ours.
package struct ReadingReport: Encodable, Sendable {
  /// One of our columns.
  package struct Item: Encodable, Sendable {
    package var column: String
    package var type: String
    package var unit: String?
    package var isKey: Bool
    package var isPartition: Bool
    /// The publisher's columns that its value is made of; nil where only `normalize.sql` says it.
    package var from: [String]?

    enum CodingKeys: String, CodingKey {
      case column, type, unit
      case isKey = "is_key"
      case isPartition = "is_partition"
      case from
    }
  }

  package var dataset: String
  package var format: String
  package var encoding: String?
  /// The publisher's columns, as the manifest's first form declares them.
  package var header: [String]
  package var key: [String]
  package var partition: [String]
  package var columns: [Item]
  /// The publisher's columns of which nothing is read; nil where only `normalize.sql` says it.
  package var unread: [String]?

  package init(_ dataset: DatasetManifest) {
    let reading = dataset.readings[0]
    let sources = dataset.sources
    self.dataset = dataset.name
    format = reading.format.rawValue
    encoding = reading.format == .csv ? reading.dialect.encoding?.rawValue ?? TextEncoding.utf8.rawValue : nil
    header = reading.header
    key = dataset.key
    partition = dataset.partition
    // The publisher's own words, not the names under which the SQL sees them.
    let said = Dictionary(zip(reading.rawNames, reading.cells)) { first, _ in first }
    columns = dataset.columns.map { column in
      Item(
        column: column.name, type: column.decimals.map { "decimal \($0)" } ?? column.kind.rawValue, unit: column.unit,
        isKey: dataset.key.contains(column.name), isPartition: dataset.partition.contains(column.name),
        from: sources.map { ($0[column.name] ?? []).map { said[$0] ?? $0 } })
    }
    unread = sources.map { sources in
      let read = Set(sources.values.joined())
      return reading.rawNames.filter { !read.contains($0) }.map { said[$0] ?? $0 }
    }
  }

  /// The same for people, within 80 columns.
  package var lines: [String] {
    let width = 80
    func wrapped(_ text: String) -> [String] { TextWidth.wrapped(text, to: width - 2).map { "  " + $0 } }
    let form = [format, encoding].compactMap(\.self).joined(separator: ", ")
    var lines = ["\(dataset): \(form), header of \(English.count(header.count, "column"))"]
    lines += wrapped("key: \(key.joined(separator: ", "))")
    if !partition.isEmpty { lines += wrapped("partition: \(partition.joined(separator: ", "))") }
    let rows = columns.map { item -> (from: String, column: String, type: String) in
      let from = item.from.map { $0.isEmpty ? "(none)" : $0.joined(separator: ", ") } ?? "(normalize.sql)"
      let marks = [item.unit, item.isKey ? "key" : nil, item.isPartition ? "partition" : nil].compactMap(\.self)
      return (from, item.column, ([item.type] + marks).joined(separator: ", "))
    }
    let left = min(28, rows.map { TextWidth.of($0.from) }.max() ?? 0)
    let middle = min(24, rows.map { TextWidth.of($0.column) }.max() ?? 0)
    for row in rows {
      let from = TextWidth.padded(TextWidth.truncated(row.from, to: left), to: left)
      let line = "  \(from) -> \(TextWidth.padded(row.column, to: middle))  \(row.type)"
      lines.append(TextWidth.truncated(line, to: width))
    }
    if let unread, !unread.isEmpty { lines += wrapped("not read: \(unread.joined(separator: ", "))") }
    return lines
  }
}
