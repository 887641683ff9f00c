import GRDB
import Manifest
import Model
import Words

/// Rows that an edition leaves out or changes although their periods are over, and no earlier edition did such a thing.
///
/// The guards on values and keys work with percentages, and a few rows are below each of them. In a dataset whose closed periods
/// stayed as they were from edition to edition, a single one is news. In one whose publisher removes rows ordinarily it is not.
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
  func all() throws -> [EditionMark] { try gone() + [revised()].compactMap(\.self) }

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
      let share = Self.share(gone.count, of: partitions.reduce(0) { $0 + $1.earlier.rows })
      guard let first = gone.first, let bound = closed ? guards.rowsGone.closed : guards.rowsGone.open, share > bound
      else { return nil }
      let usual = closed ? try usual().gone : nil
      if let usual, usual.includes(gone.count, share) { return nil }
      return EditionMark(
        closed ? .rowsGone : .openRowsGone, records: gone.count,
        "\(English.count(gone.count, "row")) of \(closed ? "closed periods" : "periods that are still open") "
          + "\(English.form(gone.count, "is", plural: "are")) gone (\(Self.percent(share))%"
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

  private func revised() throws -> EditionMark? {
    guard let bound = guards.rowsRevised.closed, !dataset.measuredIndices.isEmpty else { return nil }
    let partitions = guards.known(coverage, before: before, closed: true)
    guard partitions.contains(where: { movements.partitions[$0.facts.values]?.revisedKeys ?? 0 > 0 }) else {
      return nil
    }
    let names = Set(partitions.map(\.facts.partition))
    let rows = try revisedRows().filter { names.contains($0.partition) }
    let share = Self.share(rows.count, of: partitions.reduce(0) { $0 + $1.earlier.rows })
    guard let most = rows.max(by: { $0.distance < $1.distance }), share > bound else { return nil }
    let usual = try usual().revised
    if let usual, usual.includes(rows.count, share) { return nil }
    let page = edition.snapshots.count > 1 ? " of page \(most.page)" : ""
    return EditionMark(
      .rowsRevised, records: rows.count,
      "\(English.count(rows.count, "row")) of closed periods \(English.form(rows.count, "has", plural: "have")) other numbers "
        + "(\(Self.percent(share))%" + (usual?.words("changed") ?? "") + "): "
        + (rows.count == 1 ? "" : "the most in ")
        + "record \(most.record)\(page): \(most.column) of \(most.name) was \(Self.grouped(most.old)) and is "
        + Self.grouped(most.new))
  }

  private func revisedRows() throws -> [RevisedRow] {
    let columns = dataset.measuredIndices.map { dataset.columns[$0].name }
    let (names, key) = (columns.map(quoted), dataset.key.map(quoted))
    let rows = try Row.fetchAll(
      session.db,
      sql: """
        select o._partition, n._page, n._record, \(list((key + names).map { "o.\($0)" })), \(list(names.map { "n.\($0)" }))
        from (select _key, \(table.partitionName) as _partition, \(list(key + names))
          from \(table.name) where _until = \(ordinal)) o
        join (select _key, _page, _record, \(list(names)) from \(table.name) where _since = \(ordinal)) n on n._key = o._key
        where \(Self.differs(names)) order by n._page, n._record
        """)
    return rows.compactMap { row in
      let start = 3 + key.count
      func number(_ value: Value) -> Double { if case .integer(let n) = value { Double(n) } else { 0 } }
      let changes = columns.indices.map { i in
        let (old, new) = (Value(row, start + i), Value(row, start + columns.count + i))
        return (column: columns[i], old: old, new: new, distance: abs(number(new) - number(old)))
      }.filter { $0.old != $0.new }
      guard let most = changes.max(by: { $0.distance < $1.distance }) else { return nil }
      return RevisedRow(
        partition: row[0], page: row[1], record: row[2],
        name: PartitionCounts.name(dataset.key, key.indices.map { Value(row, 3 + $0).plain }),
        column: most.column, old: most.old, new: most.new, distance: most.distance)
    }
  }

  /// The condition that a number of `o` is another one in `n`.
  private static func differs(_ names: [String]) -> String {
    names.isEmpty ? "0" : names.map { "o.\($0) is not n.\($0)" }.joined(separator: " or ")
  }

  // MARK: - what earlier editions did

  /// The most rows of closed periods that an edition before this one lost, or changed.
  private struct Usual {
    var rows = 0
    /// In percent.
    var share = 0.0

    mutating func extend(_ rows: Int, of all: Int) {
      self.rows = max(self.rows, rows)
      share = max(share, RowMarks.share(rows, of: all))
    }

    func includes(_ rows: Int, _ share: Double) -> Bool { rows <= self.rows || share <= self.share }

    func words(_ verb: String) -> String {
      rows == 0
        ? "; no earlier edition \(verb) any"
        : "; earlier editions \(verb) \(NumberText.grouped(rows)) or \(RowMarks.percent(share))% at most"
    }
  }

  /// Nil where no edition was compared with another. An edition that is reported for it, and that nobody accepted, makes nothing
  /// ordinary.
  private func usual() throws -> (gone: Usual?, revised: Usual?) {
    let numbers = dataset.measuredIndices.map { quoted(dataset.columns[$0].name) }
    let ended = try Row.fetchAll(
      session.db,
      sql: """
        select o._until, o._partition, count(*) - count(n._key),
          count(case when n._key is not null and (\(Self.differs(numbers))) then 1 end)
        from (select \(list(["_key", "_until"] + numbers)), \(table.partitionName) as _partition
          from \(table.name) where _until < \(ordinal)) o
        left join (select \(list(["_key", "_since"] + numbers)) from \(table.name)) n
          on n._key = o._key and n._since = o._until
        group by 1, 2
        """)
    var counts: [Int: [String: (gone: Int, revised: Int)]] = [:]
    for row in ended { counts[row[0], default: [:]][row[1]] = (row[2], row[3]) }
    let reported = try Row.fetchAll(
      session.db,
      sql: """
        select m.ordinal, m.kind from _marks m join _editions e on e.dataset = m.dataset and e.ordinal = m.ordinal
        where m.dataset = ? and e.accepted_at is null
        """, arguments: [dataset.name]
    ).map { (ordinal: $0[0] as Int, kind: $0[1] as String) }
    func isReported(_ ordinal: Int, _ kind: EditionMark.Kind) -> Bool {
      reported.contains { $0.ordinal == ordinal && $0.kind == kind.rawValue }
    }
    var most: (gone: Usual?, revised: Usual?)
    for earlier in try Int.fetchAll(
      session.db,
      sql: "select ordinal from _editions where dataset = ? and ordinal < ? and \(Schema.isLoaded) order by ordinal",
      arguments: [dataset.name, ordinal])
    {
      let known = try session.newestCoverage(of: dataset.name, upTo: earlier - 1)
      let covered = try String.fetchAll(
        session.db, sql: "select partition from _coverage where dataset = ? and ordinal = ?",
        arguments: [dataset.name, earlier])
      let closed = covered.filter { name in
        known[name].map { guards.isClosed($0) } ?? false
      }
      guard !closed.isEmpty else { continue }
      let rows = closed.reduce(0) { $0 + known[$1]!.rows }
      let changed = closed.compactMap { counts[earlier]?[$0] }
      if !isReported(earlier, .rowsGone) {
        most.gone = most.gone ?? Usual()
        most.gone!.extend(changed.reduce(0) { $0 + $1.gone }, of: rows)
      }
      if !isReported(earlier, .rowsRevised) {
        most.revised = most.revised ?? Usual()
        most.revised!.extend(changed.reduce(0) { $0 + $1.revised }, of: rows)
      }
    }
    return most
  }

  private static func share(_ count: Int, of all: Int) -> Double { 100 * Double(count) / Double(max(1, all)) }

  private static func percent(_ share: Double) -> String {
    NumberText.decimal(share, decimals: share < 0.1 ? 4 : share < 10 ? 2 : 1, grouped: true) ?? "?"
  }

  private static func grouped(_ value: Value) -> String {
    if case .integer(let n) = value { NumberText.integer(n, grouped: true) } else { "not stated" }
  }

  private func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}
