import GRDB
import Manifest
import Model

extension Session {
  /// The number of the last edition published by the end of `day`; 0 where there is none.
  package func ordinal(of dataset: String, asOf day: Day) throws -> Int {
    try Int.fetchOne(
      db, sql: "select max(ordinal) from _editions where dataset = ? and published <= ?",
      arguments: [dataset, day.description]) ?? 0
  }

  /// What differs between the states after the editions `old` and `new`.
  package func differences(_ dataset: DatasetManifest, from old: Int, to new: Int) throws -> Differences {
    guard try isKnown(dataset) else { return Differences() }
    // The rows that the one state has and the other has not; a row that both have is the same row of the history.
    func state(_ n: Int) -> String { "_since <= \(n) and (_until is null or _until > \(n))" }
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
    var result = Differences()
    var partitions: [String: (added: Int, removed: Int, revised: Int)] = [:]
    let covered = try String.fetchSet(
      db, sql: "select partition from _coverage where dataset = ? and ordinal <= ?",
      arguments: [dataset.name, min(old, new)])

    let columns = dataset.columns.map { quoted($0.name) }
    func list(_ prefix: String) -> String { columns.map { "\(prefix).\($0)" }.joined(separator: ", ") }
    let width = columns.count
    for row in try Row.fetchAll(
      db,
      sql:
        "select \(list("g")), \(list("c")) from temp._gone g join temp._come c on c._key = g._key where g._row <> c._row"
    ) {
      result.revised += 1
      partitions[dataset.partitionName(row, 0), default: (0, 0, 0)].revised += 1
      result.changes += dataset.changes(.revised, row, old: 0, new: width)
    }
    for row in try Row.fetchAll(
      db,
      sql: "select \(list("g")) from temp._gone g where not exists (select 1 from temp._come c where c._key = g._key)")
    {
      result.removed += 1
      partitions[dataset.partitionName(row, 0), default: (0, 0, 0)].removed += 1
      result.changes += dataset.changes(.removed, row, old: 0, new: nil)
    }
    for row in try Row.fetchAll(
      db,
      sql: "select \(list("c")) from temp._come c where not exists (select 1 from temp._gone g where g._key = c._key)")
    {
      let partition = dataset.partitionName(row, 0)
      result.added += 1
      if !dataset.isCurated, !covered.contains(partition) { result.firstSeen += 1 }
      partitions[partition, default: (0, 0, 0)].added += 1
      result.changes += dataset.changes(.added, row, old: nil, new: 0)
    }
    result.partitions = try sums(dataset, partitions, old: state(old), new: state(new))
    result.sort()
    return result
  }

  /// The sums of all numbers over the partitions in which something changed.
  private func sums(
    _ dataset: DatasetManifest, _ changed: [String: (added: Int, removed: Int, revised: Int)], old: String, new: String
  ) throws -> [Differences.PartitionSum] {
    let measured = dataset.measuredIndices.map { dataset.columns[$0].name }
    guard !changed.isEmpty, !measured.isEmpty else { return [] }
    func totals(_ state: String) throws -> [String: [Int64]] {
      let group = dataset.partition.map(quoted)
      let sums = measured.map { "coalesce(sum(\(quoted($0))), 0)" }
      let sql =
        "select \((group + sums).joined(separator: ", ")) from main.\(HistoryTable(dataset).name) where \(state)"
        + (group.isEmpty ? "" : " group by \(group.joined(separator: ", "))")
      var totals: [String: [Int64]] = [:]
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
        Differences.PartitionSum(
          partition: partition, column: measured[i], old: before[partition]?[i] ?? 0, new: after[partition]?[i] ?? 0,
          added: counts.added, removed: counts.removed, revised: counts.revised)
      }
    }
  }
}

extension Differences {
  /// Largest first; what is equally large stands by partition or key, so that the order is total.
  fileprivate mutating func sort() {
    partitions.sort {
      $0.difference.magnitude != $1.difference.magnitude
        ? $0.difference.magnitude > $1.difference.magnitude : ($0.partition, $0.column) < ($1.partition, $1.column)
    }
    let keyed = changes.map { (change: $0, key: $0.key.map(\.value.plain).joined(separator: "\u{1F}")) }
    changes = keyed.sorted { a, b in
      let x = a.change.difference?.magnitude ?? 0
      let y = b.change.difference?.magnitude ?? 0
      return x != y ? x > y : (a.key, a.change.column) < (b.key, b.change.column)
    }.map(\.change)
  }
}

extension DatasetManifest {
  fileprivate func partitionName(_ row: Row, _ offset: Int) -> String {
    PartitionCounts.name(
      partition, partition.map { name in Value(row, offset + columns.firstIndex { $0.name == name }!).plain })
  }

  /// The values of a row that differ; `old` and `new` are where the columns of each state begin.
  fileprivate func changes(_ kind: Differences.Kind, _ row: Row, old: Int?, new: Int?) -> [Differences.Change] {
    let key = keyIndices.map { (columns[$0].name, Value(row, (old ?? new!) + $0)) }
    let numbers = Set(measuredIndices)
    return columns.indices.compactMap { i in
      guard !self.key.contains(columns[i].name) else { return nil }
      let before = old.map { Value(row, $0 + i) } ?? .null
      let after = new.map { Value(row, $0 + i) } ?? .null
      guard before != after, kind == .revised || numbers.contains(i) else { return nil }
      var difference: Int64?
      if numbers.contains(i) {
        switch (before, after) {
        case (.integer(let a), .integer(let b)): difference = b - a
        case (.null, .integer(let b)) where kind == .added: difference = b
        case (.integer(let a), .null) where kind == .removed: difference = -a
        default: difference = nil
        }
      }
      return Differences.Change(
        kind: kind, key: key, column: columns[i].name, old: before, new: after, difference: difference)
    }
  }
}

extension Value {
  fileprivate init(_ row: Row, _ i: Int) {
    switch (row[i] as DatabaseValue).storage {
    case .int64(let n): self = .integer(n)
    case .double(let x): self = .real(x)
    case .string(let text): self = .text(text)
    default: self = .null
    }
  }

  fileprivate var plain: String {
    switch self {
    case .null: ""
    case .integer(let n): String(n)
    case .real(let x): String(x)
    case .text(let text): text
    }
  }
}
