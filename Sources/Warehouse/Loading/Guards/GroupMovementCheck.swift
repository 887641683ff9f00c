import GRDB
import Manifest
import Model
import Words

/// `moved_by`: the guard on movements for the groups within a partition, where one of them outweighs the others: deaths
/// of all causes hide changes of a single drug.
struct GroupMovementCheck {
  let table: HistoryTable
  /// The edition that was just loaded.
  let ordinal: Int
  let before: [String: CoveredPartition]
  let db: GRDB.Database

  /// The group that moved farthest beyond its bound, in words; nil if none did.
  func finding() throws -> String? {
    let dataset = table.dataset
    let guards = dataset.guards.values
    guard let by = guards.movedBy else { return nil }
    let measures = dataset.summedIndices.map { dataset.columns[$0].name }
    let columns = dataset.partition + by.columns
    guard !measures.isEmpty else { return nil }
    func list(_ prefix: String) -> String { columns.map { "\(prefix).\(quoted($0))" }.joined(separator: ", ") }
    try db.execute(
      sql: """
        drop table if exists temp._new_rows;
        create temp table _new_rows as select _key, \(measures.map(quoted).joined(separator: ", ")) from \(table.name)
          where _since = \(ordinal);
        create index temp._new_rows_key on _new_rows (_key);
        """)
    defer { try? db.execute(sql: "drop table if exists temp._new_rows") }
    let moved = measures.map { name in
      "total(case when o._until = \(ordinal) and o.\(quoted(name)) is not null then "
        + "abs(coalesce(n.\(quoted(name)), 0) - o.\(quoted(name))) end), total(o.\(quoted(name)))"
    }
    var worst: (times: Double, words: String)?
    for row in try Row.fetchAll(
      db,
      sql: """
        select \(list("o")), \(moved.joined(separator: ", "))
        from \(table.name) o left join temp._new_rows n on o._until = \(ordinal) and n._key = o._key
        where o._since < \(ordinal) and (o._until is null or o._until = \(ordinal)) group by \(list("o")) order by \(list("o"))
        """)
    {
      let names = columns.indices.map { Value(row, $0).plain }
      let partition = PartitionCounts.name(dataset.partition, Array(names.prefix(dataset.partition.count)))
      guard let earlier = before[partition],
        let limit = guards.isClosed(earlier.ends, publishedBefore: earlier.published) ? by.bound.closed : by.bound.open
      else { continue }
      for (i, measure) in measures.enumerated() where guards.isWatched(measure) {
        let change: Double = row[columns.count + 2 * i]
        let sum: Double = row[columns.count + 2 * i + 1]
        guard sum >= by.least, 100 * change / sum > limit else { continue }
        let share = 100 * change / sum
        guard share / max(limit, 0.001) > worst?.times ?? 0 else { continue }
        let group = PartitionCounts.name(columns, names)
        worst = (
          share / max(limit, 0.001),
          "\(measure) of \(group) moved by \(NumberText.decimal(share, decimals: 1, grouped: true) ?? "?")%, more than "
            + "\(NumberText.decimal(limit, decimals: 2, grouped: true) ?? "?")%"
        )
      }
    }
    return worst?.words
  }
}
