import GRDB
import Manifest
import Model
import Words

/// Rows with new keys, which no guard on known keys sees: one record too many can outweigh a year, and a whole period can come a
/// second time under another name.
///
/// A month for which the edition before had no rows yet is expected to bring new keys. So are the rows of a month that was not over
/// when that edition was published.
///
/// A class, because what it looks up is asked for by partition, and looked up once.
final class NewRows {
  private let table: HistoryTable
  private let ordinal: Int
  private let coverage: [PartitionFacts]
  private let before: [String: CoveredPartition]
  private let db: GRDB.Database
  private let measures: [String]
  /// The column that says when, within a partition; nil if nothing is finer than the partition.
  private let period: String?
  private var months: Set<String>?
  private let newestKnown: Day?
  private var gains: [String: [(month: String, gain: Gain)]]?

  private var dataset: DatasetManifest { table.dataset }

  /// - Parameters:
  ///   - ordinal: of the edition that was just loaded.
  ///   - coverage: what it has.
  ///   - before: what the editions before it have.
  init(
    table: HistoryTable, ordinal: Int, coverage: [PartitionFacts], before: [String: CoveredPartition],
    db: GRDB.Database
  ) {
    self.table = table
    self.ordinal = ordinal
    self.coverage = coverage
    self.before = before
    self.db = db
    newestKnown = before.values.compactMap(\.ends).max()
    let dataset = table.dataset
    measures = dataset.summedIndices.map { dataset.columns[$0].name }
    period =
      dataset.columns.first { ($0.kind == .month || $0.kind == .date) && !dataset.partition.contains($0.name) }?
      .name
  }

  // MARK: - what is gained

  /// What an edition adds to a partition in periods that the edition before had.
  struct Gain {
    /// Those with new keys.
    var rows: Int
    /// What they add, and the numbers where none was stated before: one sum for every summed column.
    var sums: [Double]
  }

  /// Nil where nothing is finer than the partition, so that all that is new may be of new days.
  func gain(of facts: PartitionFacts) throws -> Gain? {
    guard let period, let earlier = before[facts.partition] else { return nil }
    let known = try gains ?? findGains(period)
    gains = known
    var sum = Gain(rows: 0, sums: measures.map { _ in 0 })
    for (month, gain) in known[facts.partition] ?? [] where try isKnown(month, period, to: earlier) {
      sum.rows += gain.rows
      for n in measures.indices { sum.sums[n] += gain.sums[n] }
    }
    return sum
  }

  private func findGains(_ period: String) throws -> [String: [(month: String, gain: Gain)]] {
    let sums = measures.map { "total(case when o.\(quoted($0)) is null then n.\(quoted($0)) end)" }
    let rows = try Row.fetchAll(
      db,
      sql: """
        select n._partition, substr(n.\(quoted(period)), 1, 7),
          \((["count(*) - count(o._key)"] + sums).joined(separator: ", "))
        from (select *, \(table.partitionName) as _partition from \(table.name) where _since = \(ordinal)) n
        left join (select * from \(table.name) where _until = \(ordinal)) o on o._key = n._key
        where n.\(quoted(period)) is not null group by 1, 2
        """)
    var found: [String: [(month: String, gain: Gain)]] = [:]
    for row in rows {
      found[row[0], default: []].append((row[1], Gain(rows: row[2], sums: measures.indices.map { row[$0 + 3] })))
    }
    return found
  }

  /// Whether the edition before had rows of the month, and the month (`YYYY-MM`) was over when that edition was published.
  private func isKnown(_ month: String, _ period: String, to earlier: CoveredPartition) throws -> Bool {
    guard let last = PublishedDate(month)?.day, last < earlier.published else { return false }
    let known =
      try months
      ?? String.fetchSet(
        db,
        sql: "select distinct substr(\(quoted(period)), 1, 7) from \(table.name) "
          + "where \(HistoryTable.isInForce(after: ordinal - 1)) and \(quoted(period)) is not null")
    months = known
    return known.contains(month)
  }

  // MARK: - one that outweighs the others

  /// A row that weighs over this share of what its partition had is reported, in percent.
  private static let percent = 10.0
  /// So is one that is so many times as heavy as the heaviest known row.
  private static let times = 2.0
  /// In a new month of a known partition a row is expected, whatever its share; not one that is so many times as heavy as any known
  /// row of its kind.
  private static let timesOfItsKind = 5.0
  /// In a partition with few rows, each has a large share.
  private static let fewestRows = 10
  /// Smaller counts double by chance.
  private static let fewest = 20.0

  private struct HeavyRow {
    var words: String
    /// By how much it exceeds what is expected.
    var excess: Double
  }

  /// The mark for the rows with new keys that outweigh what was known.
  func mark() throws -> EditionMark? {
    guard coverage.contains(where: { before[$0.partition] != nil }) else { return nil }
    let kinds = heaviestByKind
    var found: [HeavyRow] = []
    for (n, column) in measures.enumerated() where dataset.guards.values.isWatched(column) {
      let heaviest = try heaviestKnown(n, column)
      var limits: [String: Limits] = [:]
      for facts in coverage where Double(facts.largestAdded[n]) >= Self.fewest && !isOfNewPeriod(facts) {
        let earlier = before[facts.partition].flatMap { $0.rows >= Self.fewestRows ? $0 : nil }
        let sum = earlier.map { n < $0.sums.count ? abs(Double($0.sums[n])) : 0 } ?? 0
        let share = sum > 0 ? sum * Self.percent / 100 : .infinity
        let ofKnownMonths = dataset.guards.values.addedKeys == .off ? .infinity : share
        let ofItsKind = kinds[kind(facts)].map { max($0[n] * Self.timesOfItsKind, share) } ?? .infinity
        let beside = heaviest > 0 ? heaviest * Self.times : .infinity
        let limit = Limits(sum: sum, known: min(ofKnownMonths, ofItsKind, beside), new: min(ofItsKind, beside))
        if Double(facts.largestAdded[n]) > limit.known { limits[facts.partition] = limit }
      }
      if !limits.isEmpty { found += try heavyRows(column, limits) }
    }
    guard let worst = found.max(by: { ($0.excess, $1.words) < ($1.excess, $0.words) }) else { return nil }
    let others = found.count - 1
    return EditionMark(
      .heavyRow, records: found.count,
      worst.words
        + (others > 0
          ? "; \(others) more \(English.form(others, "number")) of new rows "
            + "\(English.form(others, "outweighs", plural: "outweigh")) what was known" : ""))
  }

  /// The heaviest number of a column before the edition; what the edition kept says enough, unless a new row outweighs that.
  private func heaviestKnown(_ n: Int, _ column: String) throws -> Double {
    let kept = coverage.reduce(0) { max($0, Double($1.largestKnown[n])) }
    guard coverage.contains(where: { Double($0.largestAdded[n]) > kept * Self.times && !isOfNewPeriod($0) }) else {
      return kept
    }
    return try Double.fetchOne(
      db,
      sql: "select max(abs(cast(\(quoted(column)) as real))) from \(table.name) "
        + "where \(HistoryTable.isInForce(after: ordinal - 1))") ?? kept
  }

  /// Whether all rows of the partition are of a later period than any that was known: nobody knows yet what is usual there.
  private func isOfNewPeriod(_ facts: PartitionFacts) -> Bool {
    guard before[facts.partition] == nil, let ends = facts.ends(in: dataset) else { return false }
    return ends > newestKnown ?? ends
  }

  /// What a new row of a partition may weigh.
  private struct Limits {
    /// What the partition had.
    var sum: Double
    /// In a period that the edition before had, and in a new one.
    var known: Double
    var new: Double
  }

  /// The values of the partition's columns but the period, so that a drug is compared with itself.
  private func kind(_ facts: PartitionFacts) -> [String] {
    zip(dataset.partition, facts.values).filter { name, _ in
      dataset.columns.first { $0.name == name }.map { ![.year, .month, .date].contains($0.kind) } ?? false
    }.map(\.1)
  }

  /// The largest values of the known rows of each kind of which at least ten are known.
  private var heaviestByKind: [[String]: [Double]] {
    var kinds: [[String]: (rows: Int, largest: [Double])] = [:]
    for facts in coverage {
      var of = kinds[kind(facts)] ?? (0, measures.map { _ in 0 })
      of.rows += facts.rows - facts.added
      for n in measures.indices { of.largest[n] = max(of.largest[n], Double(facts.largestKnown[n])) }
      kinds[kind(facts)] = of
    }
    return kinds.filter { $0.value.rows >= Self.fewestRows }.mapValues(\.largest)
  }

  private func heavyRows(_ column: String, _ limits: [String: Limits]) throws -> [HeavyRow] {
    let key = dataset.key.map(quoted)
    let month = period.map { "substr(\(quoted($0)), 1, 7)" } ?? "null"
    let rows = try Row.fetchCursor(
      db,
      sql: """
        select \(table.partitionName), \(quoted(column)), \(month), _page, _record, \(key.joined(separator: ", "))
        from \(table.name) where _since = \(ordinal) and abs(\(quoted(column))) > ?
          and _key not in (select _key from \(table.name) where _until = \(ordinal))
        order by _page, _record
        """, arguments: [max(Self.fewest - 1, limits.values.reduce(.infinity) { min($0, $1.known) })])
    var found: [HeavyRow] = []
    while let row = try rows.next() {
      let partition = row[0] as String
      guard let limit = limits[partition] else { continue }
      let number = row[1] as Int64
      let isOld = try isOfKnownPeriod(row[2], partition)
      let least = isOld ? limit.known : limit.new
      guard abs(Double(number)) > least else { continue }
      let name = PartitionCounts.name(dataset.key, key.indices.map { Value(row, $0 + 5).plain })
      let share =
        limit.sum > 0 ? NumberText.decimal(100 * abs(Double(number)) / limit.sum, decimals: 1, grouped: true) : nil
      found.append(
        HeavyRow(
          words: "\(column) of the new \(name) is \(NumberText.integer(number, grouped: true)) (record \(row[4] as Int)"
            + (row[3] as Int > 1 ? " of page \(row[3] as Int)" : "") + "), "
            + (share.map {
              "\($0)% of all \(column)" + (partition.isEmpty ? "" : " of \(partition)") + " in the edition before"
            }
              ?? "more than twice the heaviest that was known"),
          excess: abs(Double(number)) / max(1, least)))
    }
    return found
  }

  /// Without a finer period, all rows of a known partition are of a period that the edition before had.
  private func isOfKnownPeriod(_ month: String?, _ partition: String) throws -> Bool {
    guard let earlier = before[partition] else { return false }
    guard let period, let month else { return true }
    return try isKnown(month, period, to: earlier)
  }
}
