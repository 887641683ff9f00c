import GRDB
import Manifest
import Model

extension Session {
  /// The records that a line of a figure's file declares, in the state of `day` (nil: now), in the order of editions,
  /// pages and records. They add nothing: their value is NULL.
  ///
  /// - Throws: ``Problem`` with the file's line where the SQL is wrong.
  package func records(_ wanted: FigureRecords, over dataset: DatasetManifest, asOf day: Day?) throws -> [TracedRecord]
  {
    let limit = try limit(of: dataset.name, asOf: day)
    let statement = try TraceStatement(
      .init(wanted), dataset, source: try tracedRows(of: dataset, upTo: limit), connection: connection)
    let covering = dataset.isCurated ? [:] : try newestCoverage(of: dataset.name, upTo: limit)
    var records: [TracedRecord] = []
    try statement.forEachRow { _, ordinal, page, record, partition in
      let newest = covering[PartitionCounts.name(dataset.partition, partition())]?.ordinal
      records.append(
        TracedRecord(
          dataset: dataset.name, value: .null, ordinal: ordinal, page: page, record: record,
          confirmedBy: newest.flatMap { $0 > ordinal ? $0 : nil }))
    }
    records.sort(by: TracedRecord.precedes)
    // A record that became several rows is one record.
    return records.enumerated().filter { i, record in i == 0 || TracedRecord.precedes(records[i - 1], record) }
      .map(\.element)
  }

  /// Prepares a line of a figure's records and runs it over no rows.
  ///
  /// - Throws: ``Problem`` with the file's line where the SQL is wrong.
  package func check(_ wanted: FigureRecords, over dataset: DatasetManifest) throws {
    let statement = try TraceStatement(
      .init(wanted), dataset, source: HistoryTable.noTracedRows(dataset), connection: connection)
    try statement.forEachRow { _, _, _, _, _ in }
  }
}
