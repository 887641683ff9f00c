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

  /// The sums of a group in the earlier edition, and how the edition changes them: one of each for every measure.
  private struct Group {
    var sums: [Double]
    var moved: [Double]
    /// What comes with new keys, and where no number was stated before.
    var gained: [Double]
  }

  /// The group that moved farthest beyond its bound, in words; nil if none did.
  func finding() throws -> String? {
    guard let by = table.dataset.guards.values.movedBy else { return nil }
    let measures = table.dataset.summedIndices.map { table.dataset.columns[$0].name }
    let columns = table.dataset.partition + by.columns
    guard !measures.isEmpty else { return nil }
    var worst: (times: Double, words: String)?
    for (names, group) in try groups(columns, measures).sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      let partition = PartitionCounts.name(
        table.dataset.partition, Array(names.prefix(table.dataset.partition.count)))
      guard let earlier = before[partition] else { continue }
      let isClosed = table.dataset.guards.values.isClosed(earlier)
      guard let limit = isClosed ? by.bound.closed : by.bound.open else { continue }
      for (i, measure) in measures.enumerated() where table.dataset.guards.values.isWatched(measure) {
        guard group.sums[i] >= by.least else { continue }
        // In an open period new keys are what everybody waits for.
        for (change, verb) in [(group.moved[i], "moved by"), (isClosed ? group.gained[i] : 0, "gained")] {
          let share = 100 * change / group.sums[i]
          guard share > limit, share / max(limit, 0.001) > worst?.times ?? 0 else { continue }
          worst = (
            share / max(limit, 0.001),
            "\(measure) of \(PartitionCounts.name(columns, names)) \(verb) "
              + "\(NumberText.decimal(share, decimals: 1, grouped: true) ?? "?")%, more than "
              + "\(NumberText.decimal(limit, decimals: 2, grouped: true) ?? "?")%"
          )
        }
      }
    }
    return worst?.words
  }

  /// The groups that the earlier edition had, by the values of `columns`.
  private func groups(_ columns: [String], _ measures: [String]) throws -> [[String]: Group] {
    try db.dropping("_new_rows", "_ended_rows") { try joined(columns, measures) }
  }

  private func joined(_ columns: [String], _ measures: [String]) throws -> [[String]: Group] {
    let names = measures.map(quoted)
    try db.execute(
      sql: """
        drop table if exists temp._new_rows; drop table if exists temp._ended_rows;
        create temp table _new_rows as select _key, \((columns.map(quoted) + names).joined(separator: ", "))
          from \(table.name) where _since = \(ordinal);
        create index temp._new_rows_key on _new_rows (_key);
        create temp table _ended_rows as select _key, \(names.joined(separator: ", ")) from \(table.name)
          where _until = \(ordinal);
        create index temp._ended_rows_key on _ended_rows (_key);
        """)
    func list(_ prefix: String) -> String { columns.map { "\(prefix).\(quoted($0))" }.joined(separator: ", ") }
    var groups: [[String]: Group] = [:]
    let moved = names.map { name in
      "total(case when o._until = \(ordinal) and o.\(name) is not null then abs(coalesce(n.\(name), 0) - o.\(name)) end), "
        + "total(o.\(name))"
    }
    for row in try Row.fetchAll(
      db,
      sql: """
        select \(list("o")), \(moved.joined(separator: ", "))
        from \(table.name) o left join temp._new_rows n on o._until = \(ordinal) and n._key = o._key
        where \(HistoryTable.isInForce(after: ordinal - 1, of: "o")) group by \(list("o"))
        """)
    {
      groups[columns.indices.map { Value(row, $0).plain }] = Group(
        sums: measures.indices.map { row[columns.count + 2 * $0 + 1] },
        moved: measures.indices.map { row[columns.count + 2 * $0] }, gained: measures.map { _ in 0 })
    }
    let gained = names.map { "total(case when e.\($0) is null then n.\($0) end)" }
    for row in try Row.fetchAll(
      db,
      sql: """
        select \(list("n")), \(gained.joined(separator: ", "))
        from temp._new_rows n left join temp._ended_rows e on e._key = n._key group by \(list("n"))
        """)
    {
      groups[columns.indices.map { Value(row, $0).plain }]?.gained = measures.indices.map { row[columns.count + $0] }
    }
    return groups
  }
}
