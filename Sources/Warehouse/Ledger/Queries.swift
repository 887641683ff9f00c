import GRDB
import Manifest
import Model

extension Session {
  /// The editions of a dataset in order.
  ///
  /// - Parameter day: only what was published by its end; nil for all.
  /// - Throws: ``Problem`` if the ledger is damaged.
  package func editions(of dataset: String, asOf day: Day? = nil) throws -> [EditionFacts] {
    let marks = try marks(of: dataset)
    let rows = try Row.fetchAll(
      db, sql: "select * from _editions where dataset = ? order by ordinal", arguments: [dataset])
    let ambiguous = Edition.ambiguousDates(
      try rows.map { (published: try $0.publishedDate("dated"), day: try $0.day("published")) })
    return try rows.map {
      let dated = try $0.publishedDate("dated")
      let typedName =
        try ambiguous.contains(dated.description)
        ? Edition.shortHash(of: snapshots(of: dataset, ordinal: $0["ordinal"]).map(\.sha256)) : dated.description
      return try EditionFacts(
        ordinal: $0["ordinal"], edition: $0["edition"], typedName: typedName,
        published: $0.day("published"), dated: dated,
        through: $0["through"], origin: $0.word("origin"), fetchedAt: $0["fetched_at"],
        state: $0.word("state"), hold: Self.hold($0),
        acceptance: Self.acceptance($0),
        marks: marks[$0["ordinal"]] ?? [],
        records: $0["records"], rows: $0["rows"], counts: RowCounts($0), quarantined: $0["quarantined"])
    }.filter { edition in day.map { edition.published <= $0 } ?? true }
  }

  private static func hold(_ row: Row) throws -> Hold? {
    guard let problem = try row.problem("held_because") else { return nil }
    return Hold(try row.word("hold_reason"), problem)
  }

  private static func acceptance(_ row: Row) -> (because: String, at: String)? {
    guard let because: String = row["accepted_because"], let at: String = row["accepted_at"] else { return nil }
    return (because, at)
  }

  /// The marks of a dataset's editions by their ordinals.
  func marks(of dataset: String) throws -> [Int: [EditionMark]] {
    var marks: [Int: [EditionMark]] = [:]
    for row in try Row.fetchAll(
      db, sql: "select ordinal, kind, records, text from _marks where dataset = ? order by ordinal, number",
      arguments: [dataset])
    { marks[row[0], default: []].append(EditionMark(try row.word("kind"), records: row[2], row[3])) }
    return marks
  }

  /// The number of rows in force at the end of `day` (nil: now), by what each edition brought and ended. That the rows are as many is
  /// what `verify` checks: counting them would read the whole history.
  package func rowCount(of dataset: String, asOf day: Day? = nil) throws -> Int {
    guard try hasHistory(of: dataset) else { return 0 }
    return try Int.fetchOne(
      db,
      sql: """
        select coalesce(sum(first_seen + added - removed), 0) from _editions
        where dataset = ? and \(Schema.isLoaded) and ordinal <= ?
        """, arguments: [dataset, try limit(of: dataset, asOf: day) ?? .max]) ?? 0
  }

  /// The quarantined records of a dataset, newest edition first.
  package func quarantine(of dataset: String, limit: Int = 1000) throws -> [QuarantineFacts] {
    try Row.fetchAll(
      db,
      sql: """
        select e.edition, s.file, s.url, q.record, q.column_name, q.value, q.reason
        from _quarantine q
        join _editions e on e.dataset = q.dataset and e.ordinal = q.ordinal
        join _snapshots s on s.dataset = q.dataset and s.ordinal = q.ordinal and s.page = q.page
        where q.dataset = ? order by q.ordinal desc, q.page, q.record limit ?
        """, arguments: [dataset, limit]
    ).map {
      QuarantineFacts(
        edition: $0[0], file: $0[1], url: $0[2], record: $0[3], column: $0[4], value: $0[5], reason: $0[6])
    }
  }

  /// The editions that the state of `day` (nil: now) rests on: for each partition the newest edition that covers it.
  ///
  /// - Throws: ``Problem`` if the ledger is damaged.
  package func sources(_ dataset: DatasetManifest, asOf day: Day? = nil) throws -> [SourceEdition] {
    let winners = try newestCovering(dataset, asOf: day)
    let marks = try marks(of: dataset.name)
    return try Set(winners.values).sorted().map { ordinal in
      guard
        let facts = try Row.fetchOne(
          db, sql: "select edition, published, origin from _editions where dataset = ? and ordinal = ?",
          arguments: [dataset.name, ordinal])
      else {
        throw Problem(
          .badInput, at: dataset.name, "the warehouse is damaged: its edition \(ordinal) is covered, but not listed",
          remedy: "rebuild it from the archive: soundings rebuild")
      }
      let snapshots = try snapshots(of: dataset.name, ordinal: ordinal)
        .map { SnapshotFacts(sha256: $0.sha256, bytes: $0.bytes, url: $0.url) }
      return SourceEdition(
        dataset: dataset.name, publisher: dataset.publisher, title: dataset.title, edition: facts[0],
        published: Day(facts[1] as String) ?? Day(daysSince1970: 0),
        covers: winners.filter { $0.value == ordinal && !$0.key.isEmpty }.keys.sorted(), snapshots: snapshots,
        origin: try facts.word("origin"), licenseName: dataset.license.name,
        licenseURL: dataset.license.url, attribution: dataset.attribution,
        homepage: dataset.homepage, marks: marks[ordinal] ?? [])
    }
  }

  // MARK: - the run ledger

  /// The number of the next execution: one more than the ledger's last.
  package func nextRun() throws -> Int { (try Int.fetchOne(db, sql: "select max(run) from _runs") ?? 0) + 1 }

  /// Writes one line of the run ledger: what one execution did in one pipeline.
  package func recordRun(
    _ run: Int, command: RunCommand, pipeline: String, startedAt: String, finishedAt: String, outcome: RunOutcome,
    problem: Problem?
  ) throws {
    try db.execute(
      sql: """
        insert or replace into _runs (run, kind, targets, pipeline, started_at, finished_at, outcome, problem)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        run, command.kind.rawValue, command.targets.joined(separator: " "), pipeline, startedAt, finishedAt,
        outcome.rawValue, problem?.stored,
      ])
  }

  /// Why a pipeline's last run failed; nil if it did not.
  ///
  /// - Throws: ``Problem`` if the ledger is damaged.
  package func lastFailure(ofPipeline pipeline: String) throws -> Problem? {
    let row = try Row.fetchOne(
      db,
      sql: "select outcome, problem from _runs where pipeline = ? order by run desc limit 1",
      arguments: [pipeline])
    guard let row, try row.word("outcome") == RunOutcome.failed else { return nil }
    return try row.problem("problem")
  }

  /// Writes what a run found for one dataset.
  ///
  /// - Parameter note: what the publisher or the command brought, for people.
  package func recordOutcome(
    _ run: Int, dataset: String, outcome: DatasetOutcomeKind, note: String, problem: Problem?, at: String
  ) throws {
    try db.execute(
      sql: "insert or replace into _run_datasets (run, dataset, outcome, note, problem, at) values (?, ?, ?, ?, ?, ?)",
      arguments: [run, dataset, outcome.rawValue, note, problem?.stored, at])
  }

  /// What the last run found for a dataset; nil if none did.
  ///
  /// - Throws: ``Problem`` if the ledger is damaged.
  package func lastOutcome(_ dataset: String) throws -> (outcome: RunRecord.Dataset, at: String)? {
    try Row.fetchOne(
      db,
      sql: "select dataset, outcome, note, problem, at from _run_datasets where dataset = ? order by run desc limit 1",
      arguments: [dataset]
    ).map { (try RunRecord.Dataset($0), $0["at"]) }
  }
}
