import GRDB
import Manifest
import Model

extension Session {
  /// The records in quarantine of a dataset's editions, in their order.
  ///
  /// - Throws: ``Problem`` if the ledger is damaged.
  package func quarantinedRecords(of dataset: String) throws -> [QuarantinedRecord] {
    try Row.fetchAll(
      db,
      sql: "select ordinal, page, record, column_name, value, reason, cells from _quarantine where dataset = ? "
        + "order by ordinal, page, record",
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

  /// Those of the editions that the state of `day` (nil: now) rests on. A curated file is read as a whole, and its records
  /// in quarantine have no reliable day, so all of them count.
  package func quarantinedRecords(behind dataset: DatasetManifest, asOf day: Day?) throws -> [QuarantinedRecord] {
    let records = try quarantinedRecords(of: dataset.name)
    guard !dataset.isCurated, !records.isEmpty else { return records }
    let used = Set(try newestCovering(dataset, asOf: day).values)
    return records.filter { used.contains($0.address.ordinal) }
  }
}
