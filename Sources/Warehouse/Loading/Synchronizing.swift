import GRDB
import Manifest
import Model

/// How an edition is opened and checked.
private struct EditionAccess {
  let open: PageOpener
  let readTotal: StatedTotal.Reader
  let check: EditionCheck
}

extension Session {
  /// Brings a dataset's history in line with `editions`, the ordered set of all available editions.
  ///
  /// History is a fold over the ordered editions: where the wanted order differs from the loaded one (a new edition,
  /// one that arrived late, a changed manifest), everything from that point on is rolled back and loaded again. So the
  /// result depends on the set alone, never on the order of arrival.
  ///
  /// - Parameters:
  ///   - fingerprint: changes when the manifest reads the bytes differently than before.
  ///   - today: nothing can have been published or reported after it.
  ///   - followsDecisions: what people decided since is all that is new. An edition in use that would be held because of it is held, as in
  ///     a warehouse that is made anew.
  ///   - check: called after each edition, so that the one that breaks a check is held, and not those after it.
  ///   - readTotal: reads the publisher's totals that are stated outside the records.
  /// - Throws: ``Stopped``; ``Problem`` for anything that is not a reason to hold an edition; what `open` throws for a
  ///   damaged archive. The dataset is then as before.
  /// - Returns: what was loaded now, in order; empty if there was nothing to do. Where everything stays as it was, what would be held.
  package func synchronize(
    _ dataset: DatasetManifest, fingerprint: String, editions: [Edition], today: Day, followsDecisions: Bool = false,
    shouldStop: @escaping () -> Bool, open: @escaping PageOpener,
    readTotal: @escaping StatedTotal.Reader = { _, _ in [] },
    check: @escaping EditionCheck = { _, _ in nil }
  ) throws -> [LoadedEdition] {
    let open = EditionAccess(open: open, readTotal: readTotal, check: check)
    try db.execute(sql: "savepoint dataset")
    shown.isLoading = true
    defer { shown.isLoading = false }
    let before = try String.fetchSet(
      db, sql: "select identity from _editions where dataset = ? and \(Schema.isLoaded)", arguments: [dataset.name])
    var results: [LoadedEdition]
    do {
      results = try bringInLine(
        dataset, fingerprint: fingerprint, editions: editions, today: today, shouldStop: shouldStop, open: open)
      for i in results.indices { results[i].wasInUse = before.contains(results[i].identity) }
    } catch {
      // An error of the database ends the whole transaction: one of the disk has done so already, and must not be hidden by what follows.
      if !(error is DatabaseError), db.isInsideTransaction { try rollBack(to: "dataset") }
      throw error
    }
    // A run never publishes less than it had: if an edition that was in use before would be held now (its snapshot is
    // damaged, the manifest was changed for the worse), everything stays as it was, and the reason is reported.
    let isWorse =
      results.contains { $0.state == .held && $0.wasInUse }
      || (!before.isEmpty && dataset.isCurated && results.contains { $0.state == .held })
    guard isWorse, !followsDecisions || dataset.isCurated else {
      try db.execute(sql: "release dataset")
      return results
    }
    try rollBack(to: "dataset")
    return results.filter { $0.state == .held && (dataset.isCurated || $0.wasInUse) }.map { held in
      var kept = held
      kept.staysInUse = true
      return kept
    }
  }

  /// Undoes everything since the savepoint.
  func rollBack(to savepoint: String) throws {
    try db.execute(sql: "rollback to \(savepoint); release \(savepoint)")
    // SQLite does not count it as a change.
    shown.stamps = BasisStamps()
  }

  private func bringInLine(
    _ dataset: DatasetManifest, fingerprint: String, editions: [Edition], today: Day,
    shouldStop: @escaping () -> Bool, open: EditionAccess
  ) throws -> [LoadedEdition] {
    let table = HistoryTable(dataset)
    if try self.fingerprint(of: dataset.name) != fingerprint {
      try noteReading(of: dataset.name)
      try HistoryTable.clear(dataset.name, db)
      try table.create(db)
      try db.execute(
        sql: "insert or replace into _datasets (dataset, pipeline, fingerprint) values (?, ?, ?)",
        arguments: [dataset.name, dataset.pipeline, fingerprint])
    } else if try hasHistory(of: dataset.name) {
      try table.index(db)
    }
    let wanted = editions.sorted(by: Edition.precedes)
    let loaded = try String.fetchAll(
      db, sql: "select identity from _editions where dataset = ? order by ordinal", arguments: [dataset.name])

    if dataset.isCurated {
      guard let newest = wanted.last else { return [] }
      if !loaded.isEmpty, loaded.allSatisfy({ $0 == newest.identity }) { return [] }
      try noteReading(of: dataset.name)
      try table.rewind(db, to: 1)
      return try loadCurated(table, newest, today: today, shouldStop: shouldStop, open: open.open)
    }

    var first = 0
    while first < wanted.count, first < loaded.count, loaded[first] == wanted[first].identity { first += 1 }
    // The day of an edition that is held as a future one may have come.
    first = min(first, try firstArrived(of: dataset.name, today: today) ?? first)
    guard first < wanted.count || first < loaded.count else { return [] }
    // An edition that is held because of a later one is checked again: the later one may have changed.
    first = min(first, try firstLateArrival(of: dataset.name) ?? first)
    if first < loaded.count, first < wanted.count { try noteReading(of: dataset.name) }
    try table.rewind(db, to: first + 1)
    return try fold(table, wanted, from: first) { edition, ordinal in
      try load(table, edition, ordinal: ordinal, today: today, shouldStop: shouldStop, open: open)
    }
  }

  /// Loads the editions from `first` on. An edition that arrived late and makes a guard hold one that was here before
  /// is held instead: what was known is not given up for a later arrival. Times of arrival are in the archive's
  /// records, so that this, too, depends on the set alone.
  private func fold(
    _ table: HistoryTable, _ wanted: [Edition], from first: Int,
    load: (_ edition: Edition, _ ordinal: Int) throws -> LoadedEdition
  ) throws -> [LoadedEdition] {
    var results: [Int: LoadedEdition] = [:]
    var isUsed = try usedEditions(of: table.dataset.name, before: first)
    var late: [Int: Hold] = [:]
    var i = first
    while i < wanted.count {
      if let hold = late[i] {
        var held = LoadedEdition(dataset: table.dataset.name, ordinal: i + 1, edition: wanted[i], state: .held)
        held.hold = hold
        try record(held, of: table.dataset, coverage: [], quarantined: [])
        results[i] = held
      } else {
        let result = try load(wanted[i], i + 1)
        results[i] = result
        // Editions that arrived later, are in use before this one, and were not accepted; the last of them is the
        // cause.
        let cause = (0..<i).filter {
          isUsed[$0] && wanted[$0].arrival > wanted[i].arrival && wanted[$0].acceptance == nil
        }.max { wanted[$0].arrival < wanted[$1].arrival }
        if let hold = result.hold, hold.reason.canBeAccepted, let cause {
          late[cause] = Self.hold(lateArrival: wanted[cause], holding: wanted[i], hold)
          try table.rewind(db, to: cause + 1)
          for place in cause...i { results[place] = nil }
          isUsed.removeSubrange(cause...)
          i = cause
          continue
        }
      }
      isUsed.append(results[i]?.state == .loaded)
      i += 1
    }
    return results.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Whether each of the first `count` editions in the ledger is in use.
  private func usedEditions(of dataset: String, before count: Int) throws -> [Bool] {
    try Bool.fetchAll(
      db, sql: "select \(Schema.isLoaded) from _editions where dataset = ? and ordinal <= ? order by ordinal",
      arguments: [dataset, count])
  }

  private static func hold(lateArrival edition: Edition, holding later: Edition, _ hold: Hold) -> Hold {
    Hold(
      .lateArrival,
      Problem(
        .badInput, at: "\(edition.dataset), edition of \(edition.name)",
        "arrived after the edition of \(later.name), which would be held because of it: \(hold.problem.what)",
        remedy: "compare both files with the publisher's page; to use this one anyway: \(edition.acceptCommand)"))
  }

  /// The index (from 0) of the first edition that is held because of a later one.
  private func firstLateArrival(of dataset: String) throws -> Int? {
    try Int.fetchOne(
      db, sql: "select min(ordinal) - 1 from _editions where dataset = ? and hold_reason = ?",
      arguments: [dataset, HoldReason.lateArrival.rawValue])
  }

  /// The index (from 0) of the first edition that is held because its day had not come, and has now.
  private func firstArrived(of dataset: String, today: Day) throws -> Int? {
    try Int.fetchOne(
      db, sql: "select min(ordinal) - 1 from _editions where dataset = ? and hold_reason = ? and published <= ?",
      arguments: [dataset, HoldReason.future.rawValue, today.description])
  }

  private func load(
    _ table: HistoryTable, _ edition: Edition, ordinal: Int, today: Day, shouldStop: @escaping () -> Bool,
    open: EditionAccess
  ) throws -> LoadedEdition {
    let dataset = table.dataset
    if try isRepeated(edition, dataset.name, before: ordinal) {
      let result = LoadedEdition(dataset: dataset.name, ordinal: ordinal, edition: edition, state: .repeated)
      try record(result, of: dataset, coverage: [], quarantined: [])
      return result
    }
    let before = try newestCoverage(of: dataset.name, upTo: ordinal - 1)
    var loader = try EditionLoader(table, edition: edition, ordinal: ordinal, removes: true, repeated: nil, db: db)
    var guards = GuardCheck(dataset: dataset, edition: edition)
    var report = NormalizingReport()
    var others: [EditionMark] = []
    try db.execute(sql: "savepoint edition")
    do {
      guard edition.day <= today else {
        throw Hold(
          .future,
          Problem(
            .badInput, at: "\(dataset.name), edition of \(edition.name)", "its published date lies in the future",
            remedy: "check the machine's clock; if it was wrong when this edition came: "
              + "soundings withdraw \(dataset.name) \(edition.shortHash) --reason \"...\", then: soundings run \(dataset.name)"
          ))
      }
      try loading(&loader, table, edition, ordinal: ordinal, removes: true) { loader in
        report = try normalize(table.dataset, edition, shouldStop: shouldStop, open: open.open) { queue in
          try loader.load(from: queue)
        }
      }
      try loader.finish(coveredBefore: Set(before.keys), quarantined: report.quarantined)
      try guards.check(
        loader.result, report, duplicates: loader.quarantined, coverage: loader.coverage, before: before
      ) {
        try QuarantineWeight.heaviest(
          report.quarantined, in: table, ordinal: ordinal, coverage: loader.coverage,
          largest: loader.largestValues(coveredBefore: Set(before.keys)), negligible: $0, db)
      }
      try guards.checkClaim(
        try ClaimCheck(table: table, edition: edition, coverage: loader.coverage, db: db).finding())
      let newRows = NewRows(table: table, ordinal: ordinal, coverage: loader.coverage, before: before, db: db)
      try guards.checkMovements(loader.movements, loader.coverage, before: before, gain: newRows.gain(of:)) {
        column, removed in
        try table.vanished(column, among: removed, by: ordinal, db)
      }
      try guards.checkGroups(try GroupMovementCheck(table: table, ordinal: ordinal, before: before, db: db).finding())
      let labels = LabelCheck(table: table, ordinal: ordinal, db: db)
      try guards.checkLabels(try labels.finding())
      let totals = try ControlTotalCheck(
        table: table, edition: edition, records: report.records, coverage: loader.coverage, db: db
      ).findings { try stated($0, by: edition, of: dataset, shouldStop: shouldStop, access: open) }
      try guards.checkTotals(totals.holding)
      others += totals.marks
      if let problem = try open.check(self, edition) { throw Hold(.check, problem) }
      others += try loader.corrections?.marks(in: table, covering: loader.coverage, db) ?? []
      others += try OrderCheck(table: table, ordinal: ordinal, db: db).marks()
      others += try labels.marks()
      others += try [newRows.mark()].compactMap(\.self)
      others += try MeaningMarks(
        table: table, ordinal: ordinal, coverage: loader.coverage, before: before, movements: loader.movements, db: db
      ).all()
      others += try RowMarks(
        table: table, edition: edition, ordinal: ordinal, coverage: loader.coverage, before: before,
        movements: loader.movements, quarantined: report.quarantined, session: self
      ).all()
      try db.execute(sql: "release edition")
    } catch {
      guard let hold = Self.hold(error), db.isInsideTransaction else { throw error }
      try rollBack(to: "edition")
      var held = LoadedEdition(dataset: dataset.name, ordinal: ordinal, edition: edition, state: .held)
      held.hold = hold
      held.records = report.records
      held.quarantined = report.quarantinedCount + loader.quarantined.count
      try record(held, of: dataset, coverage: [], quarantined: report.quarantined + loader.quarantined)
      return held
    }
    var result = loader.result
    result.records = report.records
    result.quarantined = report.quarantinedCount + loader.quarantined.count
    result.marks =
      guards.marks(report) + [loader.unstated.mark].compactMap(\.self)
      + guards.movementMarks(loader.movements, loader.coverage, before: before) + others
    try record(result, of: dataset, coverage: loader.coverage, quarantined: report.quarantined + loader.quarantined)
    return result
  }

  /// Loads the rows of an edition; once more where it repeats keys, so that the records can be named for which it is held.
  ///
  /// - Parameter feed: gives all its rows to a loader.
  func loading(
    _ loader: inout EditionLoader, _ table: HistoryTable, _ edition: Edition, ordinal: Int, removes: Bool,
    feed: (EditionLoader) throws -> Void
  ) throws {
    try db.execute(sql: "savepoint rows")
    try feed(loader)
    let repeated = try loader.repeatedKeys()
    guard !repeated.isEmpty else { return try db.execute(sql: "release rows") }
    try rollBack(to: "rows")
    loader = try EditionLoader(
      table, edition: edition, ordinal: ordinal, removes: removes, repeated: repeated, db: db)
    try feed(loader)
  }

  /// The totals that an edition states for a declared one; none where it does not.
  private func stated(
    _ total: ControlTotal, by edition: Edition, of dataset: DatasetManifest, shouldStop: @escaping () -> Bool,
    access: EditionAccess
  ) throws -> [StatedTotal] {
    guard case .sql(let sql) = total.source else { return try access.readTotal(edition, total) }
    guard let first = try access.open(edition, 1) else { return [] }
    let forms = PageForms(dataset, edition, first: first.rawNames)
    let raw = RawTable(
      names: forms.names, readings: dataset.readings, published: edition.day.description, shouldStop: shouldStop
    ) { page in
      try (page == 1 ? first : access.open(edition, page)).map { try forms.reader($0, number: page) }
    }
    return try ControlTotal.select(sql, of: total, over: raw, in: dataset)
  }

  /// The reason to hold an edition that failed with an error; nil if the error is not about the edition: a disk that is full or fails
  /// passes, and the same bytes are good then.
  static func hold(_ error: any Error) -> Hold? {
    if let hold = error as? Hold { return hold }
    guard let problem = error as? Problem, problem.kind == .badInput else { return nil }
    return Hold(.unreadable, problem)
  }

  /// Runs the normalizer on a thread of its own and `consume` on this one.
  func normalize(
    _ dataset: DatasetManifest, _ edition: Edition, shouldStop: @escaping () -> Bool, open: @escaping PageOpener,
    consume: (BatchQueue) throws -> Void
  ) throws -> NormalizingReport {
    guard let first = try open(edition, 1) else {
      throw Problem(
        .badInput, at: "\(dataset.name), edition of \(edition.name)", "has no snapshot",
        remedy: "check the archive: soundings verify")
    }
    let forms = PageForms(dataset, edition, first: first.rawNames)
    let queue = BatchQueue(width: dataset.columns.count)
    let work = NormalizerThread(queue: queue) {
      try Normalizer(dataset, published: edition.day).run(
        rawNames: forms.names, into: queue, shouldStop: shouldStop
      ) { page in
        try (page == 1 ? first : open(edition, page)).map { try forms.reader($0, number: page) }
      }
    }
    work.start()
    do {
      try consume(queue)
    } catch {
      queue.cancel()
      _ = try? work.join()
      throw error
    }
    return try work.join()
  }

  /// True if the edition has the same bytes as the last one before it that was not held back.
  private func isRepeated(_ edition: Edition, _ dataset: String, before ordinal: Int) throws -> Bool {
    guard
      let last = try Int.fetchOne(
        db, sql: "select max(ordinal) from _editions where dataset = ? and ordinal < ? and \(Schema.isLoaded)",
        arguments: [dataset, ordinal])
    else { return false }
    return try snapshots(of: dataset, ordinal: last).map(\.sha256) == edition.snapshots.map(\.sha256)
  }

  func record(
    _ result: LoadedEdition, of dataset: DatasetManifest, identity: String? = nil, coverage: [PartitionFacts],
    quarantined: [Quarantined]
  ) throws {
    let edition = result.edition
    try db.execute(
      sql: """
        insert into _editions (dataset, ordinal, identity, edition, published, dated, through, origin, fetched_at,
          state, hold_reason, held_because, accepted_because, accepted_at, records, rows, first_seen, added, removed,
          revised, quarantined, largest_column, largest_key, largest_old, largest_new)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        result.dataset, result.ordinal, identity ?? edition.identity, edition.name, edition.day.description,
        edition.dated.description, edition.through, edition.origin.rawValue, edition.fetchedAt, result.state.rawValue,
        result.hold?.reason.rawValue, result.hold?.problem.stored, edition.acceptance?.reason,
        edition.acceptance?.decidedAt, result.records, result.rows, result.firstSeen, result.added, result.removed,
        result.revised, result.quarantined, result.largest?.column, result.largest?.key, result.largest?.old,
        result.largest?.new,
      ])
    for (i, snapshot) in edition.snapshots.enumerated() {
      try db.execute(
        sql: "insert into _snapshots (dataset, ordinal, page, file, sha256, bytes, url) values (?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          result.dataset, result.ordinal, i + 1, snapshot.file, snapshot.sha256, snapshot.bytes, snapshot.url,
        ])
    }
    let cover = try db.makeStatement(
      sql: "insert into _coverage (dataset, ordinal, partition, rows, sums, ends) values (?, ?, ?, ?, ?, ?)")
    for facts in coverage {
      try cover.execute(arguments: [
        result.dataset, result.ordinal, facts.partition, facts.rows, facts.sumsText,
        facts.ends(in: dataset)?.description,
      ])
    }
    let keep = try db.makeStatement(
      sql: """
        insert into _quarantine (dataset, ordinal, page, record, column_name, value, reason, cells)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for item in quarantined.sorted(by: { ($0.page, $0.record) < ($1.page, $1.record) }) {
      try keep.execute(arguments: [
        result.dataset, result.ordinal, item.page, item.record, item.column, item.value, item.reason,
        item.storedCells,
      ])
    }
    try recordCorrections(result)
    for (i, mark) in result.marks.enumerated() {
      try db.execute(
        sql: "insert into _marks (dataset, ordinal, number, kind, records, text) values (?, ?, ?, ?, ?, ?)",
        arguments: [result.dataset, result.ordinal, i + 1, mark.kind.rawValue, mark.records, mark.text])
    }
  }
}
