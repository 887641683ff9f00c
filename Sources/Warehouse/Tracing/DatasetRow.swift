import GRDB
import GRDBSQLite
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

  /// Gives all rows of a dataset in force in the state of `day` (nil: now), in the order of their records, field by field: the number of the
  /// edition, of its file and of the record, then the columns.
  ///
  /// - Parameter body: is given the place of the field in its row, from 0.
  package func forEachField(
    of dataset: DatasetManifest, asOf day: Day?, _ body: (Int, RawField) -> Void
  ) throws {
    let source = try tracedRows(of: dataset, upTo: limit(of: dataset.name, asOf: day))
    let names = dataset.columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
    let order = dataset.columns.indices.map { String($0 + 4) }.joined(separator: ", ")
    let statement = try SelectStatement(
      "select _since, _page, _record, \(names) from \(source) order by \(dataset.isCurated ? "3, " : "")1, 2, 3, \(order)",
      path: dataset.name,
      connection: connection, isPortable: false)
    let count = Int32(dataset.columns.count + 3)
    try statement.forEachRow { row in
      for i in 0..<count {
        switch sqlite3_column_type(row, i) {
        case SQLITE_INTEGER: body(Int(i), .integer(sqlite3_column_int64(row, i)))
        case SQLITE_FLOAT: body(Int(i), .real(sqlite3_column_double(row, i)))
        case SQLITE_NULL: body(Int(i), .null)
        default:
          let text = sqlite3_column_text(row, i)
          let bytes = UnsafeBufferPointer(start: text, count: Int(sqlite3_column_bytes(row, i)))
          body(Int(i), .text(bytes))
        }
      }
    }
  }
}
