import GRDB
import Manifest
import Model

extension Session {
  /// Keeps the state of a dataset, so that ``changes(in:since:)`` can find what loading changed.
  ///
  /// - Returns: nil if ``synchronize(_:fingerprint:editions:today:shouldStop:open:)`` will find nothing to do.
  package func keepState(
    of dataset: DatasetManifest, fingerprint: String, editions: [Edition]
  ) throws -> KeptState? {
    let known = try self.fingerprint(of: dataset.name)
    let rows = try editionRows(dataset.name)
    let loaded = rows.map(\.identity)
    let wanted = editions.sorted(by: Edition.precedes).map(\.identity)
    if known == nil, wanted.isEmpty { return nil }
    let isReread = known.map { $0 != fingerprint } ?? false
    if known != nil, !isReread {
      if dataset.isCurated {
        if wanted.isEmpty || (!loaded.isEmpty && loaded.allSatisfy { $0 == wanted.last }) { return nil }
      } else if loaded == wanted {
        return nil
      }
    }
    let isKnown = known != nil
    let isAppended = isKnown && !isReread && !dataset.isCurated && wanted.starts(with: loaded)
    let table = Schema.historyTable(dataset.name)
    let columns = isKnown ? try db.columns(in: table).map(\.name).filter { !$0.hasPrefix("_") } : []
    if isKnown, !isAppended {
      // Loading will roll these rows back. It loads all of them again, which takes far longer than this copy.
      try db.execute(
        sql: """
          drop table if exists temp._was;
          create temp table _was as select \(columns.map(quoted).joined(separator: ", "))
            from main.\(quoted(table)) where \(HistoryTable.isInForce(after: nil));
          """)
      try db.execute(
        sql: "drop table if exists temp.\(quoted(Self.keptTable(dataset))); "
          + "alter table temp._was rename to \(quoted(Self.keptTable(dataset)))")
    }
    return KeptState(
      isKnown: isKnown, isReread: isReread, isAppended: isAppended, editions: rows,
      quarantined: try quarantined(dataset.name), columns: columns,
      covered: try String.fetchSet(
        db, sql: "select partition from _coverage where dataset = ?", arguments: [dataset.name]))
  }

  /// What loading changed in a dataset since its state was kept; empty if loading was rolled back.
  package func changes(in dataset: DatasetManifest, since kept: KeptState) throws -> DatasetChange {
    try db.dropping(Self.keptTable(dataset), States.changed) { try findChanges(in: dataset, since: kept) }
  }

  private func findChanges(in dataset: DatasetManifest, since kept: KeptState) throws -> DatasetChange {
    var change = DatasetChange(dataset: dataset.name)
    change.editions = try editionChanges(dataset, kept)
    change.isFirst = kept.editions.isEmpty
    change.isReread = kept.isReread
    change.quarantinedBefore = kept.quarantined
    change.quarantinedAfter = try quarantined(dataset.name)
    change.periodColumn = dataset.periodColumn
    change.measure = dataset.periodMeasure
    guard !change.isFirst else {
      change.rowsAfter = try rowCount(of: dataset.name)
      if dataset.isCurated { change.added = change.rowsAfter } else { change.firstSeen = change.rowsAfter }
      return change
    }
    let states = try States(db, dataset, kept)
    let after = try kept.sums ?? sums(states.after, change, columns: dataset.columns.map(\.name))
    let before =
      try states.before.map { try sums($0, change, columns: kept.columns) }
      ?? after.replacing(
        sums(states.begun, change, columns: kept.columns), with: sums(states.ended, change, columns: kept.columns))
    change.rowsBefore = before.rows
    change.rowsAfter = after.rows
    change.isComparable = Set(kept.columns) == Set(dataset.columns.map(\.name))
    guard change.isComparable else { return change }
    change.periods = try periods(dataset, between: states, of: change, covered: kept.covered).map { name, counts in
      DatasetChange.Period(
        period: name, rowsBefore: before.rows(of: name), rowsAfter: after.rows(of: name), counts: counts,
        old: before.sum(of: name), new: after.sum(of: name))
    }.sorted { $0.period < $1.period }
    change.counts = change.periods.counts
    return change
  }

  fileprivate static func keptTable(_ dataset: DatasetManifest) -> String { "_was_" + dataset.name }

  private func editionRows(_ dataset: String) throws -> [KeptState.EditionRow] {
    try Row.fetchAll(
      db, sql: "select identity, edition, origin, state from _editions where dataset = ? order by ordinal",
      arguments: [dataset]
    ).map {
      try KeptState.EditionRow(
        identity: $0["identity"], edition: $0["edition"], origin: $0.word("origin"), state: $0.word("state"))
    }
  }

  private func quarantined(_ dataset: String) throws -> Int {
    try Int.fetchOne(
      db, sql: "select coalesce(sum(quarantined), 0) from _editions where dataset = ?", arguments: [dataset]) ?? 0
  }

  private func editionChanges(
    _ dataset: DatasetManifest, _ kept: KeptState
  ) throws -> [DatasetChange.EditionChange] {
    let now = try editions(of: dataset.name)
    let rows = try editionRows(dataset.name)
    if dataset.isCurated {
      // One file, whose rows have their own days: the newest day represents it.
      guard let last = rows.indices.last, rows != kept.editions else { return [] }
      return [
        DatasetChange.EditionChange(
          edition: rows[last].edition, origin: rows[last].origin, arrival: .new, state: now[last].state,
          heldBecause: now[last].hold?.problem)
      ]
    }
    let before = Set(kept.editions.map(\.identity))
    let after = Set(rows.map(\.identity))
    let lastOld = rows.lastIndex { before.contains($0.identity) } ?? -1
    let come = rows.indices.filter { !before.contains(rows[$0].identity) }.map { i in
      DatasetChange.EditionChange(
        edition: rows[i].edition, origin: rows[i].origin, arrival: i < lastOld ? .late : .new, state: now[i].state,
        heldBecause: now[i].hold?.problem)
    }
    let gone = kept.editions.filter { !after.contains($0.identity) }.map {
      DatasetChange.EditionChange(
        edition: $0.edition, origin: $0.origin, arrival: .gone, state: $0.state, heldBecause: nil)
    }
    return come + gone
  }

  private func sums(_ source: String, _ change: DatasetChange, columns: [String]) throws -> PeriodSums {
    // An older manifest may not have had the measure or the period.
    try PeriodSums(
      of: source, period: change.periodColumn.flatMap { columns.contains($0) ? quoted($0) : nil },
      measure: change.measure.flatMap { columns.contains($0) ? quoted($0) : nil }, db)
  }

  private func periods(
    _ dataset: DatasetManifest, between states: States, of change: DatasetChange, covered: Set<String>
  ) throws -> [String: RowCounts] {
    let columns = dataset.columns.map { quoted($0.name) }.joined(separator: ", ")
    // The rows of a dataset that was read again have other hashes, so that all their values must be compared.
    let isHashed = states.before == nil
    func only(_ here: String, not there: String) -> String {
      isHashed
        ? "select _key, \(columns) from \(here) h where not exists "
          + "(select 1 from \(there) t where t._key = h._key and t._row = h._row)"
        : "select \(columns) from \(here) except select \(columns) from \(there)"
    }
    return try DifferingRows.dropped(db) {
      try counts(
        DifferingRows(
          db, of: dataset, gone: only(states.ended, not: states.begun), come: only(states.begun, not: states.ended),
          key: isHashed ? ["_key"] : dataset.key.map(quoted), covered: covered), by: change.periodColumn, dataset)
    }
  }

  private func counts(
    _ differing: DifferingRows, by period: String?, _ dataset: DatasetManifest
  ) throws -> [String: RowCounts] {
    var all: [String: RowCounts] = [:]
    func count(_ rows: String, named row: String, as kind: (_ partition: String) -> RowChange.Kind) throws {
      let names = ([period] + dataset.partition.map(Optional.some)).map { name in
        name.map { "coalesce(cast(\(row).\(quoted($0)) as text), '')" } ?? "''"
      }
      let places = names.indices.map { String($0 + 1) }.joined(separator: ", ")
      for row in try Row.fetchAll(
        db, sql: "select \(names.joined(separator: ", ")), count(*) from \(rows) group by \(places)")
      {
        let partition = PartitionCounts.name(dataset.partition, (1..<names.count).map { row[$0] as String })
        all[row[0], default: RowCounts()].count(kind(partition), rows: row[names.count])
      }
    }
    try count(differing.revised, named: "c") { _ in .revised }
    try count(differing.come, named: "c", as: differing.kind(ofNewKeyIn:))
    try count(differing.gone, named: "g") { _ in .removed }
    return all
  }
}

extension KeptState {
  /// Takes note of what was then loaded: where the newest edition speaks for all rows, they need not be read again.
  package mutating func loaded(_ editions: [LoadedEdition]) {
    guard !editions.contains(where: \.staysInUse) else { return }
    sums = editions.last { $0.state == .loaded }?.periods
  }
}

/// The rows before and after, as subqueries, and those of them that need to be compared.
private struct States {
  static let changed = "_changed"
  /// Nil where the rows after, without those that began and with those that ended, are the rows before.
  let before: String?
  let after, ended, begun: String

  init(_ db: GRDB.Database, _ dataset: DatasetManifest, _ kept: KeptState) throws {
    let history = "main." + HistoryTable(dataset).name
    after = "(select * from \(history) where \(HistoryTable.isInForce(after: nil)))"
    guard kept.isAppended else {
      let was = "temp." + quoted(Session.keptTable(dataset))
      (before, ended, begun) = (was, was, after)
      return
    }
    let last = kept.editions.count
    // Both are found without reading the rest of the history.
    let first = try HistoryTable(dataset).firstRow(after: last, db) ?? .max
    try db.execute(
      sql: """
        drop table if exists temp.\(Self.changed);
        create temp table \(Self.changed) as
          select *, 1 as _is_begun from \(history) where rowid >= \(first) and \(HistoryTable.isInForce(after: nil))
          union all
          select *, 0 from \(history) where \(HistoryTable.ended(from: last + 1)) and _since <= \(last);
        create index temp._changed_by_key on \(Self.changed) (_key);
        """)
    before = nil
    ended = "(select * from temp.\(Self.changed) where not _is_begun)"
    begun = "(select * from temp.\(Self.changed) where _is_begun)"
  }
}

extension DatasetManifest {
  /// The column that gives the period of the dataset's rows: the first date, month or year of its figure, else of its
  /// key. A curated dataset has none: its sources report on different days.
  var periodColumn: String? {
    guard !isCurated else { return nil }
    return ((figure?.by ?? []) + key).first { name in
      columns.contains { $0.name == name && ($0.kind == .date || $0.kind == .month || $0.kind == .year) }
    }
  }

  /// The number that is summed by it: the measure of its figure, if that is by this period alone and its column does not
  /// declare that it never adds up over the rest of the key.
  var periodMeasure: String? {
    guard let period = periodColumn, let figure, figure.by == [period],
      let i = columns.firstIndex(where: { $0.name == figure.measure })
    else { return nil }
    // A figure is a sum over all but its period, so who declares nothing else has declared that.
    guard columns[i].adds == nil || adds(i, over: key.filter { $0 != period }) else { return nil }
    return figure.measure
  }
}
