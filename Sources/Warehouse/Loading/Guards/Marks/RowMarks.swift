import GRDB
import Manifest
import Model
import Words

/// Rows that an edition leaves out, changes or adds although their periods are over, and no earlier edition did such a thing.
///
/// The guards on values and keys work with percentages, and a few rows are below each of them. In a dataset whose closed periods
/// stayed as they were from edition to edition, a single one is news. In one whose publisher removes rows ordinarily it is not.
/// In an open period rows come and go; one whose numbers are nearly all others is news there, too.
struct RowMarks {
  let table: HistoryTable
  let edition: Edition
  /// The edition that was just loaded.
  let ordinal: Int
  let coverage: [PartitionFacts]
  let before: [String: CoveredPartition]
  let movements: Movements
  /// Records in quarantine; their keys are missing for another reason, which has a mark of its own.
  let quarantined: [Quarantined]
  let session: Session

  private var dataset: DatasetManifest { table.dataset }
  private var guards: ValueGuards { dataset.guards.values }

  /// The marks of the edition.
  func all() throws -> [EditionMark] { try gone() + revised() + added() }

  // MARK: - rows that are gone

  /// A row of the edition before, without one in its place.
  private struct GoneRow {
    var partition: String
    var key: [Value]
    var name: String
    /// Its number, in words.
    var stated: String
    var edition: String
  }

  private func gone() throws -> [EditionMark] {
    guard movements.removedKeys > 0, guards.rowsGone != .off else { return [] }
    let excused = Set(quarantined.map { item in dataset.key.map { item.cells[$0] } })
    let rows = try goneRows().filter { !excused.contains($0.key.map(Optional.some)) }
    return try [true, false].compactMap { closed -> EditionMark? in
      let partitions = guards.known(coverage, before: before, closed: closed)
      let names = Set(partitions.map(\.facts.partition))
      let gone = rows.filter { names.contains($0.partition) }
      let share = RowShare(rows: gone.count, of: partitions.reduce(0) { $0 + $1.earlier.rows }).percent
      guard let first = gone.first, let bound = closed ? guards.rowsGone.closed : guards.rowsGone.open, share > bound
      else { return nil }
      let usual = closed ? try UsualRows(table: table, ordinal: ordinal, session: session).most(.rowsGone) : nil
      if let usual, usual.includes(gone.count, share) { return nil }
      return EditionMark(
        closed ? .rowsGone : .openRowsGone, records: gone.count,
        "\(English.count(gone.count, "row")) of \(Self.periods(closed)) "
          + "\(English.form(gone.count, "is", plural: "are")) gone (\(RowShare.percent(share))%"
          + (usual?.words("lost") ?? "") + "): " + (gone.count == 1 ? "" : "the heaviest is ")
          + "\(first.name), which the edition of \(first.edition) has\(first.stated)")
    }
  }

  /// The heaviest first.
  private func goneRows() throws -> [GoneRow] {
    let key = dataset.key.map(quoted)
    // The number that the rows are about comes first; where it is not stated, another one speaks for the row.
    let headline = dataset.compared.headline
    let columns = ([headline].compactMap(\.self) + dataset.measuredIndices.filter { $0 != headline }).map {
      dataset.columns[$0].name
    }
    let numbers = columns.map(quoted)
    let first = numbers.first ?? "null"
    return try Row.fetchAll(
      session.db,
      sql: """
        select o.*, e.edition
        from (select _key, _since, \(table.partitionName) as _partition, \(first) as _first, \(list(key + numbers))
          from \(table.name) where _until = \(ordinal)) o
        left join (select _key from \(table.name) where _since = \(ordinal)) n on n._key = o._key
        left join _editions e on e.dataset = ? and e.ordinal = o._since
        where n._key is null order by abs(o._first) desc, \(list(key.map { "o.\($0)" }))
        """, arguments: [dataset.name]
    ).map { row in
      let values = key.indices.map { Value(row, $0 + 4) }
      let start = key.count + 4
      let stated =
        columns.indices.first { Value(row, start + $0) != .null && Value(row, start + $0) != .integer(0) } ?? 0
      return GoneRow(
        partition: row[2], key: values, name: PartitionCounts.name(dataset.key, values.map(\.plain)),
        stated: columns.isEmpty ? "" : " with \(columns[stated]) \(Self.grouped(Value(row, start + stated)))",
        edition: row[start + columns.count] ?? "")
    }
  }

  // MARK: - rows that have other numbers

  /// A row of the edition before, and what its key says now.
  private struct RevisedRow {
    var partition: String
    var page: Int
    var record: Int
    var name: String
    /// The number that moved most.
    var column: String
    var old: Value
    var new: Value
    var distance: Double
  }

  /// How many rows of some periods have other numbers.
  private struct Revised {
    var byPartition: [String: Int] = [:]
    var most: RevisedRow?

    mutating func add(_ row: RevisedRow) {
      byPartition[row.partition, default: 0] += 1
      if row.distance > most?.distance ?? -1 { most = row }
    }
  }

  private func revised() throws -> [EditionMark] {
    // A period with few revised keys needs no look at their rows.
    let judged = [true, false].filter { closed in
      guard let bound = closed ? guards.rowsRevised.closed : guards.rowsRevised.open else { return false }
      let counts = guards.known(coverage, before: before, closed: closed).map { facts, earlier in
        RowShare(rows: movements.partitions[facts.values]?.revisedKeys ?? 0, of: earlier.rows)
      }
      return RowShare.most(counts, under: bound) > bound
    }
    guard !judged.isEmpty, !revisable.isEmpty else { return [] }
    var closedPartitions: [String: Bool] = [:]
    for closed in judged {
      for (facts, _) in guards.known(coverage, before: before, closed: closed) {
        closedPartitions[facts.partition] = closed
      }
    }
    var found: [Bool: Revised] = [:]
    try forEachRevisedRow { row in
      if let closed = closedPartitions[row.partition] { found[closed, default: Revised()].add(row) }
    }
    return try judged.compactMap { closed in try found[closed].flatMap { try revisedMark($0, closed: closed) } }
  }

  private func revisedMark(_ revised: Revised, closed: Bool) throws -> EditionMark? {
    guard let bound = closed ? guards.rowsRevised.closed : guards.rowsRevised.open, let most = revised.most else {
      return nil
    }
    let counts = guards.known(coverage, before: before, closed: closed).map { facts, earlier in
      RowShare(rows: revised.byPartition[facts.partition] ?? 0, of: earlier.rows)
    }
    let share = RowShare.most(counts, under: bound)
    let rows = revised.byPartition.values.reduce(0, +)
    guard share > bound else { return nil }
    let kind = closed ? EditionMark.Kind.rowsRevised : .openRowsRevised
    let usual = try UsualRows(table: table, ordinal: ordinal, session: session).most(kind)
    if let usual, usual.includes(rows, share) { return nil }
    let page = edition.snapshots.count > 1 ? " of page \(most.page)" : ""
    return EditionMark(
      kind, records: rows,
      "\(English.count(rows, "row")) of \(Self.periods(closed)) \(English.form(rows, "has", plural: "have")) other numbers "
        + "(\(RowShare.percent(share))%" + (usual?.words("changed") ?? "") + "): "
        + (rows == 1 ? "" : "the most in ")
        + "record \(most.record)\(page): \(most.column) of \(most.name) was \(Self.grouped(most.old)) and is "
        + Self.grouped(most.new))
  }

  private static func periods(_ closed: Bool) -> String { closed ? "closed periods" : "periods that are still open" }

  /// The numbers whose changes count.
  private var revisable: [String] { UsualRows.revisable(dataset).map { dataset.columns[$0].name } }

  /// By page and record. An edition that revises half of a large dataset is not held in memory.
  private func forEachRevisedRow(_ body: (RevisedRow) -> Void) throws {
    let columns = revisable
    let (names, key) = (columns.map(quoted), dataset.key.map(quoted))
    let rows = try Row.fetchCursor(
      session.db,
      sql: """
        select o._partition, n._page, n._record, \(list((key + names).map { "o.\($0)" })), \(list(names.map { "n.\($0)" }))
        from (select _key, \(table.partitionName) as _partition, \(list(key + names))
          from \(table.name) where _until = \(ordinal)) o
        join (select _key, _page, _record, \(list(names)) from \(table.name) where _since = \(ordinal)) n on n._key = o._key
        where \(UsualRows.differs(names)) order by n._page, n._record
        """)
    let start = 3 + key.count
    func number(_ value: Value) -> Double { if case .integer(let n) = value { Double(n) } else { 0 } }
    while let row = try rows.next() {
      var most: (column: String, old: Value, new: Value, distance: Double)?
      for i in columns.indices {
        let (old, new) = (Value(row, start + i), Value(row, start + columns.count + i))
        let distance = abs(number(new) - number(old))
        if old != new, distance > most?.distance ?? -1 { most = (columns[i], old, new, distance) }
      }
      guard let most else { continue }
      body(
        RevisedRow(
          partition: row[0], page: row[1], record: row[2],
          name: PartitionCounts.name(dataset.key, key.indices.map { Value(row, 3 + $0).plain }),
          column: most.column, old: most.old, new: most.new, distance: most.distance))
    }
  }

  // MARK: - rows that came

  private func added() throws -> [EditionMark] {
    try [true, false].compactMap { closed -> EditionMark? in
      guard let bound = closed ? guards.rowsAdded.closed : guards.rowsAdded.open else { return nil }
      let partitions = guards.known(coverage, before: before, closed: closed)
      let rows = partitions.reduce(0) { $0 + $1.facts.added }
      let share = RowShare(rows: rows, of: partitions.reduce(0) { $0 + $1.earlier.rows }).percent
      guard rows > 0, share > bound else { return nil }
      let usual = closed ? try UsualRows(table: table, ordinal: ordinal, session: session).most(.rowsAdded) : nil
      if let usual, usual.includes(rows, share) { return nil }
      let names = Set(partitions.filter { $0.facts.added > 0 }.map(\.facts.partition))
      return EditionMark(
        closed ? .rowsAdded : .openRowsAdded, records: rows,
        "\(English.count(rows, "row")) of \(Self.periods(closed)) \(English.form(rows, "is", plural: "are")) new "
          + "(\(RowShare.percent(share))%" + (usual?.words("added") ?? "") + "): "
          + (rows == 1 ? "" : "the heaviest is ") + (try heaviestAdded(of: names) ?? "?"))
    }
  }

  /// The heaviest row with a new key in some partitions, in words.
  private func heaviestAdded(of partitions: Set<String>) throws -> String? {
    let key = dataset.key.map(quoted)
    let headline = (dataset.compared.headline ?? dataset.summedIndices.first).map { dataset.columns[$0].name }
    let number = headline.map(quoted) ?? "null"
    let rows = try Row.fetchCursor(
      session.db,
      sql: """
        select \(table.partitionName), _page, _record, \(number), \(list(key)) from \(table.name)
        where _since = \(ordinal) and _key not in (select _key from \(table.name) where _until = \(ordinal))
        order by abs(\(number)) desc, _page, _record
        """)
    while let row = try rows.next() {
      guard partitions.contains(row[0]) else { continue }
      let page = edition.snapshots.count > 1 ? " of page \(row[1] as Int)" : ""
      return
        "record \(row[2] as Int)\(page): \(PartitionCounts.name(dataset.key, key.indices.map { Value(row, 4 + $0).plain }))"
        + (headline.map { ", with \($0) \(Self.grouped(Value(row, 3)))" } ?? "")
    }
    return nil
  }

  private static func grouped(_ value: Value) -> String {
    if case .integer(let n) = value { NumberText.integer(n, grouped: true) } else { "not stated" }
  }

  private func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}
