import GRDB
import Model

/// A verdict on a figure as it was recorded: the ledger has one line for each change of verdict or value.
package struct VerdictRecord: Equatable, Sendable {
  package var article: String
  package var figure: String
  /// The run that found it; nil if `soundings figures` found it.
  package var run: Int?
  /// When, UTC, `YYYY-MM-DDTHH:MM:SSZ`.
  package var at: String
  package var verdict: Verdict
  /// The value as of publication; nil if there was none.
  package var value: String?
  package var valueNow: String?

  package init(
    article: String, figure: String, run: Int?, at: String, verdict: Verdict, value: String?, valueNow: String?
  ) {
    self.article = article
    self.figure = figure
    self.run = run
    self.at = at
    self.verdict = verdict
    self.value = value
    self.valueNow = valueNow
  }

  fileprivate init(_ row: Row) throws {
    try self.init(
      article: row["article"], figure: row["figure"], run: row["run"], at: row["at"], verdict: row.word("verdict"),
      value: row["value"], valueNow: row["value_now"])
  }

  /// True if both have the same verdict and values, regardless of their times.
  package func agrees(with other: VerdictRecord) -> Bool {
    verdict == other.verdict && value == other.value && valueNow == other.valueNow
  }
}

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
