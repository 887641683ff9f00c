import GRDB
import Manifest
import Model
import Words

/// What earlier editions did to the rows of their periods: as much is ordinary.
struct UsualRows {
  let table: HistoryTable
  /// Of the edition that was just loaded.
  let ordinal: Int
  let session: Session

  private var dataset: DatasetManifest { table.dataset }
  private var guards: ValueGuards { dataset.guards.values }

  /// The most rows that an edition before this one lost, changed or added.
  struct Most {
    var rows = 0
    /// In percent.
    var share = 0.0

    func includes(_ rows: Int, _ share: Double) -> Bool { rows <= self.rows || share <= self.share }

    func words(_ verb: String) -> String {
      rows == 0
        ? "; no earlier edition \(verb) any"
        : "; earlier editions \(verb) \(NumberText.grouped(rows)) or \(RowShare.percent(share))% at most"
    }
  }

  /// Nil where no edition was compared with another. An edition that is reported for it, and that nobody accepted, makes nothing
  /// ordinary.
  ///
  /// - Parameter kind: `rowsGone`, `rowsRevised` or `rowsAdded` of closed periods, or `openRowsRevised`.
  func most(_ kind: EditionMark.Kind) throws -> Most? {
    let isOfClosed = kind != .openRowsRevised
    let bound =
      kind == .rowsRevised ? guards.rowsRevised.closed : kind == .openRowsRevised ? guards.rowsRevised.open : 0
    let counts = try counts(of: kind)
    let reported = try Int.fetchSet(
      session.db,
      sql: """
        select m.ordinal from _marks m join _editions e on e.dataset = m.dataset and e.ordinal = m.ordinal
        where m.dataset = ? and m.kind = ? and e.accepted_at is null
        """, arguments: [dataset.name, kind.rawValue])
    var most: Most?
    for earlier in try Int.fetchAll(
      session.db,
      sql: "select ordinal from _editions where dataset = ? and ordinal < ? and \(Schema.isLoaded) order by ordinal",
      arguments: [dataset.name, ordinal])
    {
      let known = try session.newestCoverage(of: dataset.name, upTo: earlier - 1)
      let covered = try String.fetchAll(
        session.db, sql: "select partition from _coverage where dataset = ? and ordinal = ?",
        arguments: [dataset.name, earlier])
      let periods = covered.compactMap { name -> RowShare? in
        guard let known = known[name], guards.isClosed(known) == isOfClosed else { return nil }
        return RowShare(rows: counts[earlier]?[name] ?? 0, of: known.rows)
      }
      guard !periods.isEmpty, !reported.contains(earlier) else { continue }
      most = most ?? Most()
      most!.rows = max(most!.rows, periods.reduce(0) { $0 + $1.rows })
      most!.share = max(most!.share, RowShare.most(periods, under: bound ?? 0))
    }
    return most
  }

  /// By edition and partition.
  private func counts(of kind: EditionMark.Kind) throws -> [Int: [String: Int]] {
    let numbers = Self.revisable(dataset).map { quoted(dataset.columns[$0].name) }
    let columns = numbers.map { ", \($0)" }.joined()
    let (came, ended) = ("_since < \(ordinal)", "_until < \(ordinal)")
    let rows =
      kind == .rowsAdded
      ? """
      select n._since, n._partition, count(*) - count(o._key)
      from (select _key, _since, \(table.partitionName) as _partition from \(table.name) where \(came)) n
      left join (select _key, _until from \(table.name) where \(ended)) o on o._key = n._key and o._until = n._since
      group by 1, 2
      """
      : """
      select o._until, o._partition, \(kind == .rowsGone
        ? "count(*) - count(n._key)" : "count(case when n._key is not null and (\(Self.differs(numbers))) then 1 end)")
      from (select _key, _until\(columns), \(table.partitionName) as _partition from \(table.name) where \(ended)) o
      left join (select _key, _since\(columns) from \(table.name)) n on n._key = o._key and n._since = o._until
      group by 1, 2
      """
    var counts: [Int: [String: Int]] = [:]
    for row in try Row.fetchAll(session.db, sql: rows) { counts[row[0], default: [:]][row[1]] = row[2] }
    return counts
  }

  /// The numbers whose changes count: those that are summed, because a serial number says nothing; without them all.
  static func revisable(_ dataset: DatasetManifest) -> [Int] {
    dataset.summedIndices.isEmpty ? dataset.measuredIndices : dataset.summedIndices
  }

  /// The condition that a number of `o` is another one in `n`.
  static func differs(_ names: [String]) -> String {
    names.isEmpty ? "0" : names.map { "o.\($0) is not n.\($0)" }.joined(separator: " or ")
  }
}
