import GRDB
import Manifest
import Model

extension Session {
  /// The records that a trace of a table's cell leads to, in the state of `day` (nil: now); datasets that its SQL names
  /// are read in the state that is shown.
  ///
  /// - Parameters:
  ///   - row: the table row's values by column.
  ///   - wanted: which records to name one by one.
  /// - Throws: ``Problem`` with the header's line if the SQL or its parameters are wrong, or the values cannot be
  ///   summed.
  package func trace(
    _ trace: TableTrace, of table: TableManifest, over dataset: DatasetManifest, row: [String: Value], asOf day: Day?,
    naming wanted: TracedSelection
  ) throws -> TracedRecords {
    guard case .records(let records) = trace.lineage else { return TracedRecords(count: 0, total: .null, shown: []) }
    let limit = try limit(of: dataset.name, asOf: day)
    let source = try tracedRows(of: dataset, upTo: limit)
    let statement = try TraceStatement(
      .init(trace, records, of: table), dataset, source: source, connection: connection)
    try statement.bind(row)
    var total = TracedTotal(records.measure, place: statement.place)
    var selection = wanted.start(records.measure)
    let covering = dataset.isCurated ? [:] : try newestCoverage(of: dataset.name, upTo: limit)
    try statement.forEachRow { value, ordinal, page, record, partition in
      let isNew = try total.add(value)
      selection.offer(
        TracedRecord(
          dataset: dataset.name, value: value, ordinal: ordinal, page: page, record: record, confirmedBy: nil),
        isNew: isNew
      ) {
        let newest = covering[PartitionCounts.name(dataset.partition, partition())]?.ordinal
        return newest.flatMap { $0 > ordinal ? $0 : nil }
      }
    }
    return TracedRecords(count: total.count, total: total.value, shown: selection.records)
  }

  /// Prepares a trace and runs it over no rows.
  ///
  /// - Throws: ``Problem`` with the header's line where the SQL or its parameters are wrong.
  package func check(_ trace: TableTrace, of table: TableManifest, over dataset: DatasetManifest) throws {
    guard case .records(let records) = trace.lineage else { return }
    let statement = try TraceStatement(
      .init(trace, records, of: table), dataset, source: HistoryTable.noTracedRows(dataset), connection: connection)
    try statement.bind([:])
    try statement.forEachRow { _, _, _, _, _ in
      throw Problem(
        .badInput, at: statement.place, "the trace of '\(trace.column)' sums by itself: \(records.measure.sql)",
        remedy: "write what one record adds (encounters, or 1 to count records); the values of all records are summed")
    }
  }

  /// The dataset's rows in force after edition `limit` (nil: the last), with their origins, as a subquery.
  func tracedRows(of dataset: DatasetManifest, upTo limit: Int?) throws -> String {
    try hasHistory(of: dataset.name)
      ? HistoryTable(dataset).tracedRows(upTo: limit) : HistoryTable.noTracedRows(dataset)
  }
}

/// The total of the records, computed while they are read.
private struct TracedTotal {
  private let measure: TableTrace.Measure
  private let place: String
  private(set) var count = 0
  private var distinct: Set<Value> = []
  private var sum = Value.null

  init(_ measure: TableTrace.Measure, place: String) {
    self.measure = measure
    self.place = place
  }

  var value: Value {
    if case .distinct = measure { return .integer(Int64(distinct.count)) }
    return sum
  }

  /// - Returns: false for a distinct value that was counted before.
  mutating func add(_ value: Value) throws -> Bool {
    count += 1
    if case .distinct = measure { return value != .null && distinct.insert(value).inserted }
    sum = try Value.sum(sum, value, at: place)
    return true
  }
}
