import GRDB
import Manifest
import Model

extension Session {
  /// The records that a line of a figure's file declares, in the state that `show(asOf:)` lays out for `day` (nil: now), in the
  /// order of editions, pages and records. They add nothing by themselves: their value is NULL.
  ///
  /// - Throws: ``Problem`` with the file's line where the SQL is wrong.
  package func records(_ wanted: FigureRecords, over dataset: DatasetManifest, asOf day: Day?) throws -> [TracedRecord]
  {
    let limit = try day.map { try newestOrdinal(of: dataset, asOf: $0) }
    let statement = try TraceStatement(
      .init(wanted), dataset, source: try tracedRows(of: dataset, upTo: limit), connection: connection)
    let covering = dataset.isCurated ? [:] : try newestCoverage(of: dataset, upTo: limit)
    var records: [TracedRecord] = []
    try statement.forEachRow { _, ordinal, page, record, partition in
      let newest = covering[PartitionCounts.name(dataset.partition, partition())]
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
      .init(wanted), dataset, source: HistoryTable.noRows(dataset), connection: connection)
    try statement.forEachRow { _, _, _, _, _ in }
  }

  /// Lays only what these records brought under the datasets' names, in the state of `day` (nil: now): what is computed then
  /// rests on nothing else. ``showNewest(_:)`` takes it away.
  package func show(only records: [TracedRecord], of datasets: [DatasetManifest], asOf day: Day?) throws {
    try showNewest(datasets)
    for dataset in datasets where try isKnown(dataset) {
      let chosen = quoted("_only_" + dataset.name)
      try db.execute(
        sql: """
          create temp table if not exists \(chosen) (since integer, page integer, record integer,
            primary key (since, page, record)) without rowid;
          delete from temp.\(chosen)
          """)
      let insert = try db.makeStatement(sql: "insert or ignore into temp.\(chosen) values (?, ?, ?)")
      for record in records where record.dataset == dataset.name {
        try insert.execute(arguments: [record.ordinal, record.page, record.record])
      }
      let limit = try day.map { try newestOrdinal(of: dataset, asOf: $0) }
      let table = HistoryTable(dataset)
      try db.execute(
        sql: """
          create temp view \(quoted(dataset.name)) as select \(table.columnList) from \(table.tracedRows(upTo: limit))
            where (_since, _page, _record) in (select since, page, record from temp.\(chosen))
          """)
    }
    try showEmpty(datasets)
  }
}
