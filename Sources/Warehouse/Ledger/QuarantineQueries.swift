import GRDB
import Manifest
import Model

extension Session {
  /// The records in quarantine of a dataset's editions, in their order.
  ///
  /// - Parameter ordinals: of these editions only; nil for all.
  /// - Throws: ``Problem`` if the ledger is damaged.
  package func quarantinedRecords(of dataset: String, in ordinals: [Int]? = nil) throws -> [QuarantinedRecord] {
    let places = (ordinals ?? []).map(String.init).joined(separator: ", ")
    return try Row.fetchAll(
      db,
      sql: "select ordinal, page, record, column_name, value, reason, cells from _quarantine where dataset = ?"
        + (ordinals == nil ? "" : " and ordinal in (\(places))") + " order by ordinal, page, record",
      arguments: [dataset]
    ).map { row in
      QuarantinedRecord(
        address: RecordAddress(ordinal: row[0], page: row[1], record: row[2]),
        item: Quarantined(
          page: row[1], record: row[2], column: row[3], value: row[4], reason: row[5],
          cells: try Quarantined.cells(stored: row[6])))
    }
  }

  /// The different values that a column had in any edition, up to 2,001.
  package func values(in column: String, of dataset: String) throws -> [Value] {
    try Row.fetchAll(
      db,
      sql:
        "select distinct \(quoted(column)) as value from \(quoted(Schema.historyTable(dataset))) order by 1 limit 2001"
    ).map { Value($0, "value") }
  }

  /// The editions that the state of `day` (nil: now) rests on, by their ordinals.
  package func ordinalsInUse(of dataset: String, asOf day: Day?) throws -> [Int] {
    let covering = try newestCoverage(of: dataset, upTo: try limit(of: dataset, asOf: day))
    return Set(covering.values.map(\.ordinal)).sorted()
  }
}
