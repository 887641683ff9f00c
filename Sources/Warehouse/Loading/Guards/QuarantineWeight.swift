import GRDB
import Manifest
import Model

/// How much the records in quarantine weigh in the sums that lack them.
///
/// A record weighs its own number, if that can be read; otherwise the previous number of its key; otherwise the largest
/// number of a row with the same key in another period (without a period in the key: of any row that shares all key
/// columns but one); and a record without a readable key weighs as much as the heaviest row, because it may be that
/// one.
struct QuarantineWeight {
  /// What a sum loses.
  struct Share {
    var partition: String
    var column: String
    /// The share of the partition's sum with these records, in percent.
    var percent: Double
  }

  /// The heaviest loss among all partitions and summed columns.
  var heaviest: Share
  /// The heaviest among the summed columns that failed, which is what a reader wants to know; nil if none of them is summed.
  var ofFailedColumn: Share?

  /// Nil if nothing is summed or nothing can weigh.
  ///
  /// - Parameters:
  ///   - ordinal: of the edition that was just loaded into `table`.
  ///   - coverage: what that edition has.
  ///   - largest: the largest absolute value of each measure before and after it; nil if it must be looked for.
  ///   - negligible: a share in percent below which nothing needs to be known; nil if the weight is wanted in any case.
  static func heaviest(
    _ quarantined: [Quarantined], in table: HistoryTable, ordinal: Int, coverage: [PartitionFacts],
    largest: [Double]?, negligible: Double?, _ db: GRDB.Database
  ) throws -> QuarantineWeight? {
    let dataset = table.dataset
    let measures = dataset.summedIndices.map { dataset.columns[$0].name }
    guard !measures.isEmpty, !quarantined.isEmpty else { return nil }
    let estimated = Estimates(quarantined: quarantined, table: table, measures: measures, ordinal: ordinal, db: db)
    if let negligible, try estimated.most(coverage, largest) <= negligible { return nil }
    let estimates = try estimated.values()
    var lost: [String: [Double]] = [:]
    for (item, values) in zip(quarantined, estimates) {
      let partition = partition(of: item, dataset)
      lost[partition, default: measures.map { _ in 0 }] = zip(lost[partition] ?? measures.map { _ in 0 }, values)
        .map { $0 + $1 }
    }
    let failed = Set(quarantined.compactMap { $0.column ?? $0.unreadColumn })
    var (worst, worstFailed): (Share?, Share?)
    for (partition, values) in lost.sorted(by: { $0.key < $1.key }) {
      let sums = try sums(of: measures, in: partition, table, db)
      for (n, column) in measures.enumerated() where values[n] > 0 {
        let percent = 100 * values[n] / (abs(sums[n]) + values[n])
        let share = Share(partition: partition, column: column, percent: percent)
        if percent > worst?.percent ?? 0 { worst = share }
        if failed.contains(column), percent > worstFailed?.percent ?? 0 { worstFailed = share }
      }
    }
    return worst.map { QuarantineWeight(heaviest: $0, ofFailedColumn: worstFailed) }
  }

  /// The name of the record's partition; "" if it cannot be read, or the dataset has none.
  static func partition(of item: Quarantined, _ dataset: DatasetManifest) -> String {
    let values = dataset.partition.map { item.cells[$0]?.plain }
    guard !values.contains(nil) else { return "" }
    return PartitionCounts.name(dataset.partition, values.compactMap(\.self))
  }

  private static func sums(
    of measures: [String], in partition: String, _ table: HistoryTable, _ db: GRDB.Database
  ) throws -> [Double] {
    let row = try Row.fetchOne(
      db,
      sql: "select \(measures.map { "total(\(quoted($0)))" }.joined(separator: ", ")) from \(table.name) "
        + "where \(HistoryTable.isInForce(after: nil))" + (partition.isEmpty ? "" : " and \(table.partitionName) = ?"),
      arguments: partition.isEmpty ? [] : [partition])
    return measures.indices.map { row?[$0] ?? 0 }
  }
}

/// The estimated numbers of records in quarantine.
private struct Estimates {
  let quarantined: [Quarantined]
  let table: HistoryTable
  let measures: [String]
  let ordinal: Int
  let db: GRDB.Database

  private var key: [String] { table.dataset.key }

  /// The rows that the edition ended, and those before it that it left alone.
  private var before: String { HistoryTable.isInForce(after: ordinal - 1) }
  private var nowOrBefore: String { "(\(HistoryTable.isInForce(after: nil)) or \(before))" }

  /// More than the records can weigh in any partition, in percent: as if each were as heavy as the heaviest row. It costs one pass
  /// over the history at most, where the estimates cost one with a search for each row and each column of the key.
  func most(_ coverage: [PartitionFacts], _ largest: [Double]?) throws -> Double {
    let sums = Dictionary(uniqueKeysWithValues: coverage.map { ($0.partition, $0.sums.map(Double.init)) })
    let all = measures.indices.map { m in coverage.reduce(0) { $0 + Double($1.sums[m]) } }
    let heaviest = try largest ?? self.heaviest().map { $0.map { $0 ?? 0 } }
    var lost: [String: [Double]] = [:]
    for item in quarantined {
      let partition = QuarantineWeight.partition(of: item, table.dataset)
      for (m, measure) in measures.enumerated() {
        var weight = heaviest?[m] ?? 0
        if case .integer(let own) = item.cells[measure] { weight = abs(Double(own)) }
        lost[partition, default: measures.map { _ in 0 }][m] += weight
      }
    }
    return lost.reduce(0) { most, entry in
      // A partition of which the edition has nothing else may lose all.
      let known = entry.key.isEmpty ? all : sums[entry.key] ?? measures.map { _ in 0 }
      return zip(entry.value, known).reduce(most) { $1.0 > 0 ? max($0, 100 * $1.0 / (abs($1.1) + $1.0)) : $0 }
    }
  }

  private func heaviest() throws -> [Double?]? {
    try Row.fetchOne(db, sql: "select \(maxima) from \(table.name) h where \(nowOrBefore)").map { row in
      measures.indices.map { row[$0] }
    }
  }

  /// For each record, the absolute value of each measure.
  func values() throws -> [[Double]] { try db.dropping("_weighed") { try weighed() } }

  private func weighed() throws -> [[Double]] {
    try layOutKeys()
    let same = try found(by: key, where: before)
    let periods = key.filter { name in
      guard let kind = table.dataset.columns.first(where: { $0.name == name })?.kind else { return false }
      return kind == .year || kind == .month || kind == .date
    }
    let near = try (periods.isEmpty ? key : periods).map { dropped in
      try found(by: key.filter { $0 != dropped }, where: nowOrBefore)
    }
    let heaviest = try self.heaviest()
    return quarantined.enumerated().map { n, item in
      measures.indices.map { m in
        if case .integer(let own) = item.cells[measures[m]] { return abs(Double(own)) }
        if key.contains(where: { item.cells[$0] == nil }) { return heaviest?[m] ?? 0 }
        return same[n]?[m] ?? near.compactMap { $0[n]?[m] }.max() ?? 0
      }
    }
  }

  private var maxima: String { measures.map { "max(abs(cast(h.\(quoted($0)) as real)))" }.joined(separator: ", ") }

  /// The keys that can be read, numbered as the records are.
  private func layOutKeys() throws {
    try db.execute(
      sql: "create temp table _weighed (_n integer primary key, \(key.map(quoted).joined(separator: ", ")))")
    let places = Array(repeating: "?", count: key.count + 1).joined(separator: ", ")
    let insert = try db.makeStatement(sql: "insert into temp._weighed values (\(places))")
    for (n, item) in quarantined.enumerated() {
      let values = key.map { item.cells[$0] }
      guard !values.contains(nil) else { continue }
      try insert.execute(arguments: StatementArguments([n.databaseValue] + values.map { $0?.databaseValue ?? .null }))
    }
  }

  /// By record: the largest of each measure among the rows that agree with it in some columns.
  private func found(by columns: [String], where condition: String) throws -> [Int: [Double?]] {
    let equal = columns.map { "h.\(quoted($0)) = w.\(quoted($0))" }.joined(separator: " and ")
    var found: [Int: [Double?]] = [:]
    // The history is read once; SQLite makes a temporary index over the few records.
    for row in try Row.fetchAll(
      db,
      sql: """
        select w._n, \(maxima) from \(table.name) h cross join temp._weighed w \(equal.isEmpty ? "" : "on \(equal)")
        where (\(condition)) group by w._n
        """)
    { found[row[0]] = measures.indices.map { row[$0 + 1] } }
    return found
  }
}
