import GRDB
import Manifest
import Model

/// Questions about the editions in the ledger, each answered in one place.
extension Session {
  /// The number of the last edition published by the end of `day`; 0 where there is none.
  package func ordinal(of dataset: String, asOf day: Day) throws -> Int {
    try Int.fetchOne(
      db, sql: "select max(ordinal) from _editions where dataset = ? and published <= ?",
      arguments: [dataset, day.description]) ?? 0
  }

  /// The number of the last edition published by the end of `day`, by dataset; a dataset without one is not among them.
  func ordinals(asOf day: Day) throws -> [String: Int] {
    let rows = try Row.fetchAll(
      db, sql: "select dataset, max(ordinal) from _editions where published <= ? group by dataset",
      arguments: [day.description])
    return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as String, $0[1] as Int) })
  }

  /// The datasets of which there is a history, if only an empty one.
  func datasetsWithHistory() throws -> Set<String> {
    let prefix = Schema.historyTable("")
    return Set(
      try String.fetchAll(db, sql: "select name from main.sqlite_schema where type = 'table'")
        .filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) })
  }

  /// The number of the last edition that the state of `day` rests on; nil without a day, for the newest state.
  func limit(of dataset: String, asOf day: Day?) throws -> Int? {
    try day.map { try ordinal(of: dataset, asOf: $0) }
  }

  /// The day of the first edition that was loaded; nil if none was.
  package func firstDay(of dataset: String) throws -> Day? {
    try String.fetchOne(
      db, sql: "select min(published) from _editions where dataset = ? and \(Schema.isLoaded)", arguments: [dataset]
    ).flatMap { Day($0) }
  }

  /// The day on which the newest loaded edition was published. Nil if nothing was ever loaded.
  ///
  /// Exports use it as today, so that the same editions make the same pages on any day and any machine, whatever the
  /// order and the times of their arrival.
  package func newestDay() throws -> Day? {
    try String.fetchOne(db, sql: "select max(published) from _editions where \(Schema.isLoaded)").flatMap { Day($0) }
  }

  /// Whether the dataset has a history, even an empty one; false if nothing was ever loaded.
  func hasHistory(of dataset: String) throws -> Bool {
    try Bool.fetchOne(
      db, sql: "select exists (select 1 from main.sqlite_schema where type = 'table' and name = ?)",
      arguments: [Schema.historyTable(dataset)]) ?? false
  }

  /// For each partition, what the newest edition up to `limit` (nil: the last) that covers it has there.
  func newestCoverage(of dataset: String, upTo limit: Int?) throws -> [String: CoveredPartition] {
    var newest: [String: CoveredPartition] = [:]
    // With max(), SQLite takes the bare columns from the row that has the maximum.
    for row in try Row.fetchAll(
      db,
      sql: """
        select c.partition, max(c.ordinal), c.rows, c.sums, c.ends, e.published
        from _coverage c join _editions e on e.dataset = c.dataset and e.ordinal = c.ordinal
        where c.dataset = ? and c.ordinal <= ? group by c.partition
        """, arguments: [dataset, limit ?? Int.max])
    {
      newest[row[0]] = CoveredPartition(
        ordinal: row[1], rows: row[2], sums: PartitionFacts.sums(row[3]), ends: (row[4] as String?).flatMap { Day($0) },
        published: Day(row[5] as String) ?? Day(daysSince1970: 0))
    }
    return newest
  }

  /// For each partition, the number of the edition that the state of `day` (nil: now) rests on there. A curated dataset
  /// is one file, whose newest day counts for all of it.
  func newestCovering(_ dataset: DatasetManifest, asOf day: Day?) throws -> [String: Int] {
    let newest = try newestCoverage(of: dataset.name, upTo: try limit(of: dataset.name, asOf: day)).mapValues(\.ordinal)
    guard dataset.isCurated, let last = newest.values.max() else { return newest }
    return ["": last]
  }

  /// The snapshots of an edition in the order of its pages.
  package func snapshots(of dataset: String, ordinal: Int) throws -> [Snapshot] {
    try Row.fetchAll(
      db, sql: "select file, sha256, bytes, url from _snapshots where dataset = ? and ordinal = ? order by page",
      arguments: [dataset, ordinal]
    ).map { Snapshot(file: $0[0], sha256: $0[1], bytes: $0[2], url: $0[3]) }
  }

  /// The fingerprint of the manifest with which a dataset was loaded; nil if it never was.
  package func fingerprint(of dataset: String) throws -> String? {
    try String.fetchOne(db, sql: "select fingerprint from _datasets where dataset = ?", arguments: [dataset])
  }

  /// The names of the datasets that the warehouse knows.
  package func datasetNames() throws -> [String] {
    try String.fetchAll(db, sql: "select dataset from _datasets order by dataset")
  }
}
