import GRDB
import Manifest
import Model
import Words

/// Changes that no bound on sums sees: a footnote that is gone from a whole file, a row that is now of another route, a column that
/// says the same everywhere.
struct MeaningMarks {
  let table: HistoryTable
  /// Of the edition that was just loaded.
  let ordinal: Int
  let coverage: [PartitionFacts]
  let before: [String: CoveredPartition]
  let movements: Movements
  let db: GRDB.Database

  private var dataset: DatasetManifest { table.dataset }

  /// The marks of the edition.
  func all() throws -> [EditionMark] {
    guard !movements.partitions.isEmpty else { return [] }
    return try flagsGone() + allAlike() + shifted() + [keysMoved()].compactMap(\.self)
  }

  /// Fewer rows of open periods lose a footnote as they are completed.
  private static let fewestRows = 10

  /// Statements (yes or no) that were true in rows of closed periods, or in many of open ones, and are in no row of the edition.
  private func flagsGone() throws -> [EditionMark] {
    let flags = dataset.columns.filter { $0.kind == .boolean && !dataset.key.contains($0.name) }.map(\.name)
    guard !flags.isEmpty else { return [] }
    let closed = Set(dataset.guards.values.known(coverage, before: before, closed: true).map(\.facts.partition))
    let covered = Set(coverage.map(\.partition))
    var ended = flags.map { _ in (all: 0, ofClosed: 0) }
    for row in try Row.fetchAll(
      db,
      sql: """
        select \(table.partitionName), \(flags.map { "total(\(quoted($0)))" }.joined(separator: ", ")) from \(table.name)
        where _until = \(ordinal) group by 1
        """)
    {
      for n in flags.indices {
        let rows = Int(row[n + 1] as Double)
        ended[n].all += rows
        if closed.contains(row[0]) { ended[n].ofClosed += rows }
      }
    }
    return try zip(flags, ended).compactMap { flag, rows -> EditionMark? in
      guard rows.ofClosed > 0 || rows.all >= Self.fewestRows else { return nil }
      let left = try String.fetchSet(
        db,
        sql: "select distinct \(table.partitionName) from \(table.name) "
          + "where \(HistoryTable.isInForce(after: nil)) and \(quoted(flag)) = 1")
      guard covered.isDisjoint(with: left) else { return nil }
      return EditionMark(
        .flagGone, records: rows.all,
        "\(flag) was true in \(English.count(rows.all, "row")), and is true in no row of the edition any more")
    }
  }

  /// If fewer numbers become equal, it may be chance.
  private static let fewestNumbers = 5

  /// Numbers that differed and are the same in all rows now.
  private func allAlike() throws -> [EditionMark] {
    try zip(movements.columns, movements.revised).compactMap { column, revised -> EditionMark? in
      guard dataset.guards.values.isWatched(column), revised.count >= Self.fewestNumbers, let number = revised.onlyOne
      else { return nil }
      let other = try Bool.fetchOne(
        db,
        sql: "select exists (select 1 from \(table.name) "
          + "where \(HistoryTable.isInForce(after: nil)) and \(quoted(column)) <> ?)",
        arguments: [number])
      guard other == false else { return nil }
      return EditionMark(
        .allAlike, records: revised.count,
        "\(column) is \(NumberText.integer(number, grouped: true)) in all rows that state it; "
          + "\(NumberText.grouped(revised.count)) of them differed before")
    }
  }

  /// If fewer numbers move by one amount, it may be chance.
  private static let fewestShifted = 10

  /// Numbers of which over half moved by one amount. Each moves too little for a bound, and the publisher revises as many, but never so.
  private func shifted() -> [EditionMark] {
    let known = movements.knownRows(coverage, before: before)
    return zip(movements.columns, movements.revised).compactMap { column, revised -> EditionMark? in
      guard revised.count >= Self.fewestShifted, revised.count * 2 > known, let amount = revised.commonAmount,
        dataset.guards.values.isWatched(column)
      else { return nil }
      return EditionMark(
        .shifted, records: revised.count,
        "nearly all revised numbers of \(column) (\(NumberText.grouped(revised.count)) in all) moved by the same amount, "
          + NumberText.integer(amount, grouped: true))
    }
  }

  /// Keys whose rows are in another partition than before, where the key does not say in which.
  private func keysMoved() throws -> EditionMark? {
    guard movements.movedKeys > 0 else { return nil }
    let key = dataset.key.map(quoted)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        select o._partition, n._partition, n._page, n._record, \(key.map { "o.\($0)" }.joined(separator: ", "))
        from (select _key, \(key.joined(separator: ", ")), \(table.partitionName) as _partition from \(table.name)
          where _until = \(ordinal)) o
        join (select _key, _page, _record, \(table.partitionName) as _partition from \(table.name)
          where _since = \(ordinal)) n on n._key = o._key
        where o._partition <> n._partition order by n._page, n._record
        """)
    var (count, first) = (0, "")
    while let row = try rows.next() {
      count += 1
      guard count == 1 else { continue }
      let page = row[2] as Int > 1 ? " of page \(row[2] as Int)" : ""
      first =
        "record \(row[3] as Int)\(page): \(PartitionCounts.name(dataset.key, key.indices.map { Value(row, 4 + $0).plain })) was of "
        + "\(row[0] as String) and is of \(row[1] as String)"
    }
    guard count > 0 else { return nil }
    return EditionMark(
      .keyMoved, records: count,
      "\(English.count(count, "key")) \(English.form(count, "is", plural: "are")) of another partition than before; "
        + (count == 1 ? "" : "the first is ") + first)
  }
}
