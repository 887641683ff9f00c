import GRDB
import Manifest
import Model

/// A row of a dataset with the record that gave it its present values.
package struct DatasetRow: Sendable {
  /// In the order of the dataset's columns.
  package var values: [Value]
  /// The ordinal of the record's edition, its file there, and its number in the file, from 1.
  package var ordinal: Int
  package var page: Int
  package var record: Int
}

extension Session {
  /// The rows of a dataset in force in the state of `day` (nil: now), in the order of their records.
  package func datasetRows(
    _ dataset: DatasetManifest, asOf day: Day?, _ choice: DatasetRowChoice = .all
  ) throws -> [DatasetRow] {
    let source = try tracedRows(of: dataset, upTo: limit(of: dataset.name, asOf: day))
    let columns = dataset.columns.indices.map { String($0 + 4) }
    let names = dataset.columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
    let inOrder = "order by 1, 2, 3, \(columns.joined(separator: ", "))"
    var sql = "select _since, _page, _record, \(names) from \(source)"
    switch choice {
    case .all: sql += " \(inOrder)"
    case .newest(let count):
      let time = dataset.timeColumn.map { "\"\($0.name)\" desc, " } ?? ""
      sql = "select * from (\(sql) order by \(time)1 desc, 2 desc, 3 desc limit \(count)) \(inOrder)"
    case .at(let records):
      guard !records.isEmpty else { return [] }
      let addresses = records.map { "(\($0.ordinal), \($0.page), \($0.record))" }.joined(separator: ", ")
      sql += " where (_since, _page, _record) in (values \(addresses)) \(inOrder)"
    }
    let cursor = try Row.fetchCursor(db, sql: sql)
    var rows: [DatasetRow] = []
    while let row = try cursor.next() {
      rows.append(
        DatasetRow(
          values: dataset.columns.indices.map { Value(row, $0 + 3) }, ordinal: row[0], page: row[1], record: row[2]))
    }
    return rows
  }
}
