import GRDB
import Manifest
import Model

extension Session {
  /// What differs between the states after the editions `old` and `new`.
  package func differences(_ dataset: DatasetManifest, from old: Int, to new: Int) throws -> DatasetDifferences {
    guard try hasHistory(of: dataset.name) else { return DatasetDifferences() }
    let rows = try differing(in: dataset, from: old, to: new) { try changedRows(dataset, $0) }.map(\.change)
    var partitions: [String: RowCounts] = [:]
    for row in rows { partitions[dataset.partitionName(row.row), default: RowCounts()].count(row.kind) }
    return DatasetDifferences(
      Comparison(of: dataset, rows),
      partitions: try sums(
        dataset, partitions, old: HistoryTable.isInForce(after: old), new: HistoryTable.isInForce(after: new)))
  }

  /// The rows behind a figure that differ between the states after the editions `old` and `new`, each value with the
  /// edition that brought the difference, the largest first (see ``Comparison/cells(of:)``).
  ///
  /// - Parameters:
  ///   - columns: those that the figure reads; what differs in others is left out.
  ///   - records: what the figure rests on in either state; nil for all rows. A key that has one of them is compared.
  package func figureChanges(
    _ dataset: DatasetManifest, from old: Int, to new: Int, reading columns: Set<String>, among records: [TracedRecord]?
  ) throws -> [FigureChanges.Line] {
    guard try hasHistory(of: dataset.name) else { return [] }
    let editions = try Dictionary(uniqueKeysWithValues: self.editions(of: dataset.name).map { ($0.ordinal, $0) })
    let read = Set(dataset.columns.indices.filter { columns.contains(dataset.columns[$0].name) })
    return try differing(in: dataset, from: old, to: new) { differing in
      if let records { try keepDiffering(dataset, only: records) }
      let rows = try changedRows(dataset, differing).filter { _, change in
        change.kind != .revised || read.contains { change.old[$0] != change.new[$0] }
      }
      let comparison = Comparison(of: dataset, rows.map(\.change))
      let bringers = try bringers(dataset, upTo: new)
      return comparison.cells(of: read).compactMap { cell in
        guard let edition = bringers[rows[cell.row].key].flatMap({ editions[$0] }) else { return nil }
        return FigureChanges.Line(
          cell, of: comparison, dataset: dataset.name, edition: edition.edition, published: edition.published)
      }
    }
  }

  /// Runs `body` with the rows that the one state has and the other has not; a row that both have is the same row of the
  /// history.
  private func differing<Result>(
    in dataset: DatasetManifest, from old: Int, to new: Int, _ body: (DifferingRows) throws -> Result
  ) throws -> Result {
    func only(_ here: Int, not there: Int) -> String {
      "select * from main.\(HistoryTable(dataset).name) where \(HistoryTable.isInForce(after: here)) "
        + "and not (\(HistoryTable.isInForce(after: there)))"
    }
    // The hash of a row tells a revision from a row that went and came back as it was.
    return try DifferingRows.dropped(db) {
      try body(
        DifferingRows(
          db, of: dataset, gone: only(old, not: new), come: only(new, not: old), key: ["_key"], value: ["_row"],
          covered: Set(newestCoverage(of: dataset.name, upTo: min(old, new)).keys)))
    }
  }

  /// The sum and the number of the records by partition, in the state after the edition `ordinal`, of each column that a figure reads and that
  /// may be added up: by the column's place, then by the partition's name.
  package func figureParts(
    _ dataset: DatasetManifest, after ordinal: Int, reading columns: Set<String>, of records: [TracedRecord]
  ) throws -> [Int: [String: FigureChanges.Part.Count]] {
    let added = dataset.addedIndices.filter { columns.contains(dataset.columns[$0].name) }
    guard !added.isEmpty, try hasHistory(of: dataset.name) else { return [:] }
    let group = dataset.partition.map(quoted)
    let sql =
      "select \((group + ["count(*)"] + added.map { "sum(\(quoted(dataset.columns[$0].name)))" }).joined(separator: ", ")) "
      + "from main.\(HistoryTable(dataset).name) where \(HistoryTable.isInForce(after: ordinal)) "
      + "and (_since, _page, _record) in (select since, page, record from temp._behind)"
      + (group.isEmpty ? "" : " group by \(group.joined(separator: ", "))")
    return try behind(dataset, records) {
      var parts: [Int: [String: FigureChanges.Part.Count]] = [:]
      for row in try Row.fetchAll(db, sql: sql) {
        let name = PartitionCounts.name(dataset.partition, group.indices.map { Value(row, $0).plain })
        for (n, i) in added.enumerated() {
          guard let sum = row[group.count + 1 + n] as Int64? else { continue }
          parts[i, default: [:]][name] = FigureChanges.Part.Count(sum: sum, records: row[group.count])
        }
      }
      return parts
    }
  }

  /// Runs `body` with the records of a dataset in `_behind`.
  private func behind<Result>(
    _ dataset: DatasetManifest, _ records: [TracedRecord], _ body: () throws -> Result
  ) throws -> Result {
    try db.dropping("_behind") {
      try db.execute(
        sql:
          "drop table if exists temp._behind; create temp table _behind (since integer, page integer, record integer, "
          + "primary key (since, page, record)) without rowid")
      let insert = try db.makeStatement(sql: "insert or ignore into temp._behind values (?, ?, ?)")
      for record in records where record.dataset == dataset.name {
        try insert.execute(arguments: [record.ordinal, record.page, record.record])
      }
      return try body()
    }
  }

  /// Leaves in `_gone` and `_come` only the keys that belong to one of the records.
  private func keepDiffering(_ dataset: DatasetManifest, only records: [TracedRecord]) throws {
    try behind(dataset, records) {
      for name in ["gone", "come"] {
        try db.execute(
          sql: """
            delete from temp._\(name) where _key not in (
              select _key from main.\(HistoryTable(dataset).name)
              where (_since, _page, _record) in (select since, page, record from temp._behind))
            """)
      }
    }
  }

  /// By the key's hash: the ordinal of the edition up to `new` that brought the row as it is, or that ended it.
  private func bringers(_ dataset: DatasetManifest, upTo new: Int) throws -> [Int64: Int] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        select _key, max(_until) from main.\(HistoryTable(dataset).name)
        where _until <= ? and _key in (select _key from temp._gone) group by _key
        union all select _key, _since from temp._come
        """, arguments: [new])
    // A key that came back or changed has both, and what it is now counts.
    return Dictionary(rows.map { ($0[0], $0[1]) }) { $1 }
  }

  /// The rows of `_gone` and `_come`, in the order of their keys, each with its key's hash.
  private func changedRows(
    _ dataset: DatasetManifest, _ differing: DifferingRows
  ) throws -> [(key: Int64, change: RowChange)] {
    let columns = dataset.columns.map { quoted($0.name) }
    let width = columns.count
    func list(_ prefix: String) -> String { columns.map { "\(prefix).\($0)" }.joined(separator: ", ") }
    func order(_ prefix: String) -> String {
      "order by " + dataset.key.map { "\(prefix).\(quoted($0))" }.joined(separator: ", ")
    }
    func values(_ row: Row, from first: Int = 1) -> [Value] { (0..<width).map { Value(row, first + $0) } }
    let revised = try Row.fetchAll(
      db,
      sql: "select g._key, \(list("g")), \(list("c")) from \(differing.revised) \(order("c"))"
    ).map { (key: $0[0] as Int64, RowChange(.revised, old: values($0), new: values($0, from: 1 + width))) }
    let come = try Row.fetchAll(
      db, sql: "select c._key, \(list("c")) from \(differing.come) \(order("c"))"
    ).map { row in
      let new = values(row)
      return (
        key: row[0] as Int64, RowChange(differing.kind(ofNewKeyIn: dataset.partitionName(new)), old: [], new: new)
      )
    }
    let gone = try Row.fetchAll(
      db, sql: "select g._key, \(list("g")) from \(differing.gone) \(order("g"))"
    ).map { (key: $0[0] as Int64, RowChange(.removed, old: values($0), new: [])) }
    return revised + come + gone
  }

  /// The sums over the partitions in which something changed, of the numbers that may be added up over their rows.
  private func sums(
    _ dataset: DatasetManifest, _ changed: [String: RowCounts], old: String, new: String
  ) throws -> [DatasetDifferences.PartitionSum] {
    let measured = dataset.addedIndices.map { dataset.columns[$0].name }
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

extension Comparison {
  /// - Parameter rows: in the order of their keys.
  fileprivate init(of dataset: DatasetManifest, _ rows: [RowChange]) {
    let columns = dataset.compared
    self.init(
      rows, columns: columns, key: RowKey(dataset.keyIndices, of: columns.columns, in: [rows.map(\.row)]))
  }
}
