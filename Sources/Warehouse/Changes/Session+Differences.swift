import GRDB
import Manifest
import Model

extension Session {
  /// What differs between the states after the editions `old` and `new`.
  package func differences(_ dataset: DatasetManifest, from old: Int, to new: Int) throws -> DatasetDifferences {
    guard try hasHistory(of: dataset.name) else { return DatasetDifferences() }
    // The rows that only one of the two states has; a row that both have is one row of the history.
    func state(_ n: Int) -> String { HistoryTable.isInForce(after: n) }
    let table = HistoryTable(dataset)
    for (name, here, there) in [("gone", old, new), ("come", new, old)] {
      try db.execute(
        sql: """
          drop table if exists temp._\(name);
          create temp table _\(name) as select * from main.\(table.name) where \(state(here)) and not (\(state(there)));
          create index temp._\(name)_key on _\(name) (_key);
          """)
    }
    defer { try? db.execute(sql: "drop table if exists temp._gone; drop table if exists temp._come") }
    let covered = Set(try newestCoverage(of: dataset.name, upTo: min(old, new)).keys)
    let rows = try changedRows(dataset) { partition in
      dataset.isCurated || covered.contains(partition) ? .added : .firstSeen
    }
    let columns = dataset.compared
    let key = RowKey(dataset.keyIndices, of: columns.columns, in: [rows.map(\.row)])
    var partitions: [String: RowCounts] = [:]
    for row in rows { partitions[dataset.partitionName(row.row), default: RowCounts()].count(row.kind) }
    return DatasetDifferences(
      Comparison(rows, columns: columns, key: key),
      partitions: try sums(dataset, partitions, old: state(old), new: state(new)))
  }

  /// The rows of `_gone` and `_come`, in the order of their keys.
  ///
  /// - Parameter added: the kind of a new row, by its partition.
  private func changedRows(
    _ dataset: DatasetManifest, added: (String) -> RowChange.Kind
  ) throws -> [RowChange] {
    let columns = dataset.columns.map { quoted($0.name) }
    let width = columns.count
    func list(_ prefix: String) -> String { columns.map { "\(prefix).\($0)" }.joined(separator: ", ") }
    func order(_ prefix: String) -> String {
      "order by " + dataset.key.map { "\(prefix).\(quoted($0))" }.joined(separator: ", ")
    }
    func values(_ row: Row, from first: Int = 0) -> [Value] { (0..<width).map { Value(row, first + $0) } }
    let revised = try Row.fetchAll(
      db,
      sql: """
        select \(list("g")), \(list("c")) from temp._gone g join temp._come c on c._key = g._key
        where g._row <> c._row \(order("c"))
        """
    ).map { RowChange(.revised, old: values($0), new: values($0, from: width)) }
    let come = try Row.fetchAll(
      db,
      sql: """
        select \(list("c")) from temp._come c
        where not exists (select 1 from temp._gone g where g._key = c._key) \(order("c"))
        """
    ).map { row in
      let new = values(row)
      return RowChange(added(dataset.partitionName(new)), old: [], new: new)
    }
    let gone = try Row.fetchAll(
      db,
      sql: """
        select \(list("g")) from temp._gone g
        where not exists (select 1 from temp._come c where c._key = g._key) \(order("g"))
        """
    ).map { RowChange(.removed, old: values($0), new: []) }
    return revised + come + gone
  }

  /// The sums of all numbers over the partitions in which something changed.
  private func sums(
    _ dataset: DatasetManifest, _ changed: [String: RowCounts], old: String, new: String
  ) throws -> [DatasetDifferences.PartitionSum] {
    let measured = dataset.measuredIndices.map { dataset.columns[$0].name }
    guard !changed.isEmpty, !measured.isEmpty else { return [] }
    func totals(_ state: String) throws -> [String: [Int64?]] {
      let group = dataset.partition.map(quoted)
      let sums = measured.map { "sum(\(quoted($0)))" }
      let sql =
        "select \((group + sums).joined(separator: ", ")) from main.\(HistoryTable(dataset).name) where \(state)"
        + (group.isEmpty ? "" : " group by \(group.joined(separator: ", "))")
      var totals: [String: [Int64?]] = [:]
      for row in try Row.fetchAll(db, sql: sql) {
        let name = PartitionCounts.name(dataset.partition, group.indices.map { Value(row, $0).plain })
        totals[name] = measured.indices.map { row[group.count + $0] }
      }
      return totals
    }
    let before = try totals(old)
    let after = try totals(new)
    return changed.flatMap { partition, counts in
      measured.indices.map { i in
        DatasetDifferences.PartitionSum(
          partition: partition, column: measured[i], old: before[partition]?[i], new: after[partition]?[i],
          counts: counts)
      }
    }
  }
}

extension DatasetManifest {
  fileprivate func partitionName(_ row: [Value]) -> String {
    PartitionCounts.name(
      partition, partition.map { name in columns.firstIndex { $0.name == name }.map { row[$0].plain } ?? "" })
  }
}
