import GRDB
import Model

extension Session {
  /// The whole ledger of verdicts in the order in which it was written.
  ///
  /// The archive cannot restore it: a rebuild carries it over with the ``RunLedger``.
  ///
  /// - Throws: ``Problem`` if the ledger is damaged.
  package func verdictHistory(article: String? = nil) throws -> [VerdictRecord] {
    return try Row.fetchAll(
      db, sql: "select * from _verdicts where ?1 is null or article = ?1 order by number", arguments: [article]
    ).map(VerdictRecord.init)
  }

  /// The last recorded verdict on each figure of an article.
  ///
  /// - Throws: ``Problem`` if the ledger is damaged.
  package func lastVerdicts(article: String) throws -> [String: VerdictRecord] {
    var last: [String: VerdictRecord] = [:]
    for record in try verdictHistory(article: article) { last[record.figure] = record }
    return last
  }

  /// Adds to the ledger what differs from the last line of its figure.
  package func recordVerdicts(_ records: [VerdictRecord]) throws {
    var last: [String: [String: VerdictRecord]] = [:]
    for record in records {
      let known = try last[record.article] ?? lastVerdicts(article: record.article)
      last[record.article] = known
      if let before = known[record.figure], before.agrees(with: record) { continue }
      try insert(record)
      last[record.article]![record.figure] = record
    }
  }

  private func insert(_ record: VerdictRecord) throws {
    try db.execute(
      sql: "insert into _verdicts (article, figure, run, at, verdict, value, value_now) values (?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        record.article, record.figure, record.run, record.at, record.verdict.rawValue, record.value, record.valueNow,
      ])
  }
}
